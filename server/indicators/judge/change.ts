import type { Indicator } from '../../catalog/index.ts'
import type { Change, Comparison, Grain } from '../../contract/index.ts'
import { lastYear, shift } from '../../lib/index.ts'

/** Start of the bucket a bucket is compared with. */
export const comparedBucket = (basis: Comparison, grain: Grain, start: number): number =>
  basis === 'yoy' ? lastYear(grain, start) : shift(grain, start, -1)

/** A movement that vanishes in the digits shown is none. */
const tone = (indicator: Indicator, difference: number | null): Change['tone'] => {
  if (difference === null || indicator.better === 'neither' || Math.abs(difference) < 0.5 * 10 ** -indicator.decimals)
    return 'even'
  return difference > 0 === (indicator.better === 'higher') ? 'good' : 'bad'
}

/** Binary fractions leave dust (0.1 + 0.2); twelve significant digits are more than any source delivers. */
const clean = (value: number): number => Number(value.toPrecision(12))

/** The movement from `then`, the value of an earlier bucket, to `now`. */
export const changeOf = (
  indicator: Indicator,
  now: number | null,
  { then, bucket, partial }: { then: number | null; bucket: string; partial: boolean },
): Change => {
  const difference = now === null || then === null ? null : clean(now - then)
  return {
    bucket,
    value: then,
    difference,
    // Of what was nothing or below nothing there is no share.
    ratio: difference === null || then! <= 0 ? null : clean(difference / then!),
    tone: tone(indicator, difference),
    partial,
  }
}
