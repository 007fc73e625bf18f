import type { Change, Comparison, Grain } from '../../server/contract/index.ts'
import { formatPercent, formatValue } from './number.ts'

/** A difference ready for the screen; `arrow` is null when nothing moved or nothing can be compared. */
export interface ShownChange {
  arrow: 'up' | 'down' | null
  text: string
  basis: string
  tone: Change['tone']
}

const BEFORE: Record<Grain, [past: string, sameTime: string]> = {
  hour: ['较上一小时', '较上一小时同期'],
  day: ['较前一日', '较昨日同时段'],
  week: ['较上周', '较上周同期'],
  dekad: ['较上旬', '较上旬同期'],
  month: ['较上月', '较上月同期'],
  quarter: ['较上季度', '较上季度同期'],
  year: ['较上年', '较上年同期'],
}

/** What a change is measured against, in words. */
const basisWords = (basis: Comparison, grain: Grain, partial: boolean): string =>
  basis === 'yoy' ? '较去年同期' : BEFORE[grain][partial ? 1 : 0]

/**
 * The difference as the server gives it: points for a share, a percentage where the value itself is shown
 * in 万 or more (a difference in another unit would mislead), else the difference in the indicator's unit.
 */
export const shownChange = (
  change: (Change & { basis: Comparison }) | null,
  grain: Grain,
  { unit, decimals }: { unit: string; decimals: number },
): ShownChange | null => {
  if (!change || change.difference === null) return null
  const basis = basisWords(change.basis, grain, change.partial)
  const size = Math.abs(change.difference)
  const arrow = change.difference > 0 ? 'up' : change.difference < 0 ? 'down' : null
  if (arrow === null) return { arrow, text: '持平', basis, tone: 'even' }
  const text = words(size, change, unit, decimals)
  // What vanishes in the digits shown has not moved for the reader.
  return /[1-9]/.test(text)
    ? { arrow, text, basis, tone: change.tone }
    : { arrow: null, text: '持平', basis, tone: 'even' }
}

const words = (size: number, change: Change, unit: string, decimals: number): string => {
  if (unit === '%') return `${formatValue(size, { unit: '', decimals: Math.max(decimals, 1) }).text} 个百分点`
  if (change.ratio !== null && formatValue(change.value, { unit, decimals }).step !== '')
    return formatPercent(Math.abs(change.ratio))
  const shown = formatValue(size, { unit, decimals })
  return shown.text + shown.step
}
