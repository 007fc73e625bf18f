/** How long one has to wait, in minutes and seconds from a minute on: `45 秒`、`2 分钟`、`1 分 30 秒`. */
export const waitWords = (seconds: number): string => {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60]
  if (minutes === 0) return `${rest} 秒`
  return rest === 0 ? `${minutes} 分钟` : `${minutes} 分 ${rest} 秒`
}
