/** Where the phone is, or why it does not know, in words. */
type Position = { at: [number, number]; accuracyMetres: number } | { words: string }

const REASONS: Record<number, string> = {
  1: '没有得到定位许可。可以在地图上点选位置，或在浏览器设置里允许定位。',
  2: '暂时定不了位（可能没有卫星信号）。可以在地图上点选位置。',
  3: '定位超时。可以再试一次，或在地图上点选位置。',
}

/** Asks the phone once; permission is asked for at this moment and not before. */
export const askPosition = (geolocation: Geolocation | undefined): Promise<Position> =>
  new Promise((done) => {
    if (!geolocation) return done({ words: '这台设备或这个网址不支持定位。可以在地图上点选位置。' })
    geolocation.getCurrentPosition(
      ({ coords }) =>
        done({
          at: [Number(coords.longitude.toFixed(6)), Number(coords.latitude.toFixed(6))],
          accuracyMetres: Math.round(coords.accuracy),
        }),
      ({ code }) => done({ words: REASONS[code] ?? REASONS[2]! }),
      { enableHighAccuracy: true, timeout: 12_000, maximumAge: 30_000 },
    )
  })
