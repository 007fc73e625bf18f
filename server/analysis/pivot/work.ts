import type { PivotHead, PivotRequest } from '../../contract/index.ts'
import type { FullReading } from '../../indicators/index.ts'
import type { Reader } from '../context.ts'
import type { Plan } from './axes.ts'
import type { Things } from './things.ts'

/** All that stands fast while one table is made. */
export interface Work {
  reader: Reader
  reading: FullReading
  request: PivotRequest
  plan: Plan
  /** The dimension of single things on the rows, if any. */
  things: Things | undefined
  /** The newest bucket of which any of them has rows. */
  newest: string | null
}

/** Heads of what is read of it together. */
export interface Page {
  rows: readonly PivotHead[]
  columns: readonly PivotHead[]
}

/** Which indicators or regions a page is about: those on an axis, or the one that stands still. */
export const keysOn = ({ request }: Work, { rows, columns }: Page, axis: string, still: string): string[] =>
  request.rows === axis
    ? rows.map(({ key }) => key)
    : request.columns === axis
      ? columns.map(({ key }) => key)
      : [still]

export const bucketsOn = ({ request: { rows, columns }, plan }: Work): readonly number[] =>
  rows === 'time' || columns === 'time' ? plan.buckets : [plan.pin.bucket]
