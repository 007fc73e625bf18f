import type { Grain } from '../../../server/contract/index.ts'
import type { CivilTime } from '../../lib/moment.ts'

/** A period by name; days as `2026-11-01`, empty = as usual: the last periods, until now. */
interface Span {
  title: string
  from: string
  to: string
}

const day = (year: number, month: number, date: number): string =>
  new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10)

const monthsOf = ({ year, month }: CivilTime): Span[] => [
  { title: '本月', from: day(year, month, 1), to: '' },
  { title: '上月', from: day(year, month - 1, 1), to: day(year, month, 0) },
]
/** `last`: day of December the last period is named by. */
const yearsOf = ({ year }: CivilTime, last: number): Span[] => [
  { title: '今年', from: day(year, 1, 1), to: '' },
  { title: '去年', from: day(year - 1, 1, 1), to: day(year - 1, 12, last) },
]

/** Periods people ask for by name, seen from a day of the city; of hours any of them holds too many. */
export const spansOf = (grain: Grain, today: CivilTime): Span[] => {
  const usual: Span = { title: '最近', from: '', to: '' }
  switch (grain) {
    case 'hour':
    case 'year':
      return []
    case 'month':
    case 'quarter':
      return [usual, ...yearsOf(today, 1)]
    default:
      return [usual, ...monthsOf(today), ...yearsOf(today, 31)]
  }
}
