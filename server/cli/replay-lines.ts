import type { RuleReplay } from '../contract/index.ts'

const FOUR = { red: 'Ⅰ级（红）', orange: 'Ⅱ级（橙）', yellow: 'Ⅲ级（黄）', blue: 'Ⅳ级（蓝）' } as const
const THREE = { red: '红', orange: '橙', yellow: '黄', blue: '蓝' } as const

const share = (percent: number | null): string => (percent === null ? '—' : `${percent.toFixed(1)}%`)

/** What a replay says at the console: the verdict first, then each alert, the newest first. */
export const replayLines = ({
  title,
  scale,
  enabled,
  days,
  buckets,
  places,
  fired,
  averageHours,
  followed,
  hitShare,
  falseShare,
  follows,
  unknown,
  alerts,
}: RuleReplay): string[] => {
  const bands = scale === 'four' ? FOUR : THREE
  const head = `规则“${title}”${enabled ? '' : '（未启用）'}回放近 ${days} 天：${buckets === null ? '逐次到达' : `${buckets} 个时段`} × ${places} 个区域`
  const told = unknown === null ? [head] : [head, unknown]
  if (fired === 0) return [...told, '一次也不会报。']
  return [
    ...told,
    `共报 ${fired} 次，平均历时 ${averageHours} 小时；随后有事件的 ${followed} 次，命中率 ${share(hitShare)}，空报率 ${share(falseShare)}`,
    `（“随后有事件”指：${follows}）`,
    ...alerts.map(
      ({ from, band, regionName, until, hours, followed: hit }) =>
        `${from.slice(0, 16).replace('T', ' ')}  ${bands[band]}  ${regionName}  ${until === null ? '至今未解除' : `历时 ${hours} 小时`}${hit ? '  随后有事件' : ''}`,
    ),
    ...(alerts.length < fired ? [`……只列出最近 ${alerts.length} 次`] : []),
  ]
}
