/** When one of a figure's datasets was last heard from (local ms), and how old that may be. */
interface Heard {
  at: number
  freshnessSeconds: number
}

/**
 * Since when a figure stands still (local ms): the arrival of what has been silent too long, the oldest of
 * several; where nothing has, the newest arrival of all. `null` when nothing was ever heard.
 */
export const standsSince = (heard: readonly Heard[], now: number): number | null => {
  const silent = heard.filter(({ at, freshnessSeconds }) => now - at > freshnessSeconds * 1000)
  if (silent.length > 0) return Math.min(...silent.map(({ at }) => at))
  return heard.length === 0 ? null : Math.max(...heard.map(({ at }) => at))
}
