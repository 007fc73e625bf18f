import type { Grain } from '../../../contract/index.ts'
import type { Series } from '../ets/model.ts'
import { learnHoliday } from './holiday.ts'
import { learnYear } from './year.ts'

/** A factor by which a bucket differs from an ordinary one, by its start; `null` where too little is known to say. */
type Factor = (start: number) => number
export type Learn = (series: Series, starts: readonly number[], grain: Grain) => Factor | null

export interface Adjustment {
  words: string
  learn: Learn
}

const both: Learn = (series, starts, grain) => {
  const year = learnYear(series, starts, grain)
  if (!year) return null
  const rest = series.map((value, index) => (value === null ? null : value / year(starts[index]!)))
  const holiday = learnHoliday(rest, starts, grain)
  return holiday && ((start) => year(start) * holiday(start))
}

export const NONE: Adjustment = { words: '', learn: () => () => 1 }

/** What may be taken out of a series before it is smoothed, and put back into what is forecast. */
export const ADJUSTMENTS: readonly Adjustment[] = [
  { words: '按春节前后调整', learn: learnHoliday },
  { words: '按年内季节调整', learn: learnYear },
  { words: '按年内季节和春节调整', learn: both },
]
