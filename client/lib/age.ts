/** A span of seconds in its largest whole unit: `38 分钟`, `3 小时`. */
export const formatSpan = (seconds: number): string => {
  const whole = Math.max(0, Math.floor(seconds))
  if (whole < 60) return `${whole} 秒`
  if (whole < 3600) return `${Math.floor(whole / 60)} 分钟`
  if (whole < 86_400) return `${Math.floor(whole / 3600)} 小时`
  return `${Math.floor(whole / 86_400)} 天`
}

/** How long ago a moment was: `2 秒前`, or `刚刚` within a second or when the clocks disagree. */
export const formatAgo = (moment: string, now: number): string => {
  const seconds = (now - Date.parse(moment)) / 1000
  return seconds < 1 ? '刚刚' : `${formatSpan(seconds)}前`
}

const isFresh = (moment: string, now: number): boolean => now - Date.parse(moment) < 60_000

/** How long ago a moment was, by a clock that moves with the minute: `刚刚` within one. */
export const formatMinutesAgo = (moment: string, now: number): string =>
  isFresh(moment, now) ? '刚刚' : formatAgo(moment, now)

/** How long something has lasted, by a clock that moves with the minute: `不到 1 分钟`, `3 小时`. */
export const formatLasting = (since: string, now: number): string =>
  isFresh(since, now) ? '不到 1 分钟' : formatSpan((now - Date.parse(since)) / 1000)
