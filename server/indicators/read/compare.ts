import type { Indicator } from '../../catalog/index.ts'
import type { Comparison, RegionCode } from '../../contract/index.ts'
import { bucketsBetween, endOf } from '../../lib/index.ts'
import { gridKey, type Ask, type Grid } from '../ask.ts'
import { comparedBucket } from '../judge/change.ts'
import { measureOnce } from './cache.ts'
import type { ReadContext } from './read-cells.ts'

const MINUTE = 60_000

export interface Compared { then: number; partial: boolean; value: number | null }

/**
 * The values to compare with: whole buckets with whole ones, the running bucket with the same stretch of its
 * counterpart (to the minute, so that all readers within a minute see one number).
 */
export const readCompared = async (context: ReadContext, indicator: Indicator, ask: Ask, basis: Comparison): Promise<(region: RegionCode, bucket: number, member?: string) => Compared> => {
  const { grain } = ask
  const running = ask.last <= ask.now && endOf(grain, ask.last) > ask.now
  const cut = Math.floor((ask.now - ask.last) / MINUTE) * MINUTE
  const counterpart = comparedBucket(basis, grain, ask.last)
  const partial = running && cut > 0 ? await measureOnce(context, indicator, { ...ask, first: counterpart, last: counterpart, cut }) : null
  const until = partial ? counterpart - 1 : counterpart
  const first = comparedBucket(basis, grain, ask.first)
  const whole: Grid = first <= until ? await measureOnce(context, indicator, { ...ask, first, last: bucketsBetween(grain, first, until).at(-1)! }) : new Map()
  return (region, bucket, member) => {
    const then = comparedBucket(basis, grain, bucket)
    const isPartial = partial !== null && bucket === ask.last
    return { then, partial: isPartial, value: (isPartial ? partial : whole).get(gridKey(region, then, member))?.value ?? null }
  }
}
