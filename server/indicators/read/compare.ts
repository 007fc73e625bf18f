import type { Indicator } from '../../catalog/index.ts'
import type { Comparison, RegionCode } from '../../contract/index.ts'
import { bucketsBetween, startOf } from '../../lib/index.ts'
import { gridKey, type Ask, type Grid } from '../ask.ts'
import { comparedBucket } from '../judge/change.ts'
import { measureOnce } from './cache.ts'
import type { ReadContext } from './read-cells.ts'

const MINUTE = 60_000

interface Compared {
  then: number
  partial: boolean
  value: number | null
}

/**
 * The values to compare with: whole buckets with whole ones, the running bucket with the same stretch of its
 * counterpart (to the minute, so that all readers within a minute see one number).
 */
export const readCompared = async (
  context: ReadContext,
  indicator: Indicator,
  ask: Ask,
  basis: Comparison,
): Promise<(region: RegionCode, bucket: number, member?: string) => Compared> => {
  const { grain } = ask
  // The running bucket may lie inside what is asked for: what comes after it has begun to be planned, not to happen.
  const running = startOf(grain, ask.now)
  const cut = Math.floor((ask.now - running) / MINUTE) * MINUTE
  const counterpart = comparedBucket(basis, grain, running)
  const partial =
    ask.first <= running && running <= ask.last && cut > 0
      ? await measureOnce(context, indicator, { ...ask, first: counterpart, last: counterpart, cut })
      : null
  const until = partial && running === ask.last ? counterpart - 1 : comparedBucket(basis, grain, ask.last)
  const first = comparedBucket(basis, grain, ask.first)
  const whole: Grid =
    first <= until
      ? await measureOnce(context, indicator, { ...ask, first, last: bucketsBetween(grain, first, until).at(-1)! })
      : new Map()
  return (region, bucket, member) => {
    const then = comparedBucket(basis, grain, bucket)
    const isPartial = partial !== null && bucket === running
    return {
      then,
      partial: isPartial,
      value: (isPartial ? partial : whole).get(gridKey(region, then, member))?.value ?? null,
    }
  }
}
