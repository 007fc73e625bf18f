/** `中国标准时间（Asia/Shanghai）`; the name alone where the language has none for it. */
export const zoneTitle = (zone: string): string => {
  const words = new Intl.DateTimeFormat('zh-CN', { timeZone: zone, timeZoneName: 'longGeneric' })
    .formatToParts(0)
    .find(({ type }) => type === 'timeZoneName')?.value
  return words === undefined || words === zone ? zone : `${words}（${zone}）`
}

/** Every zone a plan may go by, the city's first. */
export const zonesFrom = (city: string): { id: string; title: string }[] =>
  [city, ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== city)].map((zone) => ({
    id: zone,
    title: zoneTitle(zone),
  }))
