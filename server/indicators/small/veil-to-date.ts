import type { Scope } from '../../contract/index.ts'
import { bucketsBetween, endOf, lastYear, startOf } from '../../lib/index.ts'
import type { CellsQuery } from '../query.ts'
import type { ReadContext } from '../read/read-cells.ts'
import type { ToDate } from '../split/read-to-date.ts'
import { veilOf, type Veil } from './hidden.ts'

const NOTHING = { value: null, difference: null, ratio: null, tone: 'even' } as const

/** A stretch from the start of a year is told where it could be added up from months and days that are told. */
const hidesUntil = async (veil: Veil, region: string, until: number): Promise<boolean> => {
  const lastMonth = startOf('month', until)
  if (startOf('day', until) !== until) return true
  for (const month of bucketsBetween('month', startOf('year', until - 1), lastMonth - 1))
    if (await veil.hides(region, month, 'month')) return true
  for (const day of bucketsBetween('day', lastMonth, until - 1)) if (await veil.hides(region, day, 'day')) return true
  return false
}

/** Totals since the start of the year as the reader may know them. */
export const veilToDate = async (
  context: ReadContext,
  scope: Scope,
  query: CellsQuery,
  toDate: ToDate | null,
): Promise<ToDate | null> => {
  const veil = toDate && veilOf(context, scope, context.catalog.indicators.get(query.indicator)!, query)
  if (!toDate || !veil) return toDate
  const { grain } = query
  const hidden = new Map<string, { now: boolean; then: boolean }>()
  for (const region of query.regions.filter(veil.covers)) {
    for (const bucket of bucketsBetween(grain, query.first, query.last)) {
      const then = lastYear(grain, bucket)
      const running = endOf(grain, bucket) > context.now
      hidden.set(`${region} ${bucket}`, {
        now: await hidesUntil(veil, region, endOf(grain, bucket)),
        then: running || (await hidesUntil(veil, region, endOf(grain, then))),
      })
    }
  }
  return (region, bucket) => {
    const told = toDate(region, bucket)
    const { now, then } = hidden.get(`${region} ${bucket}`) ?? { now: false, then: false }
    const yoy = now || then ? { ...told.yoy, ...NOTHING } : told.yoy
    return now ? { value: null, yoy, suppressed: true } : { ...told, yoy }
  }
}
