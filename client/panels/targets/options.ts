import type { Grain, IndicatorInfo, TargetsPanel } from '../../../server/contract/index.ts'
import { pressableCell, targetWords, type Lookup, type Pressable } from '../../lib/ask.ts'
import { bucketWords, type CivilTime } from '../../lib/moment.ts'
import { formatValue } from '../../lib/number.ts'

/** One target: where it stands, how far it is, and whether it binds. */
interface TargetRow {
  key: string
  title: string
  when: string
  number: Pressable
  stale: boolean
  target: string
  /** Length of the bar in percent, as the server gives it. */
  length: string
  met: boolean
  verdict: string
  kind: '预期性' | '约束性'
}

const verdict = (met: boolean, gap: number, info: IndicatorInfo): string => {
  if (met) return '已达标'
  const { text, unit } = formatValue(Math.abs(gap), info)
  return `差 ${text}${unit === '%' ? ' 个百分点' : unit}`
}

/** Rows in the order of the definition. */
export const targetRows = (data: TargetsPanel, lookup: Lookup, now: CivilTime): TargetRow[] =>
  data.rows.map(({ figure, target, progress, met, gap, expected }) => {
    const info = lookup(figure.indicator)
    const grain: Grain = figure.grain
    return {
      key: figure.indicator,
      title: info.title,
      when: bucketWords(figure.cell.bucket, grain, now),
      number: pressableCell(info, grain, figure.cell),
      stale: figure.cell.stale,
      target: targetWords(target, info),
      length: `${(progress * 100).toFixed(1)}%`,
      met,
      verdict: figure.cell.value === null ? '暂无数据' : verdict(met, gap, info),
      kind: expected ? '预期性' : '约束性',
    }
  })
