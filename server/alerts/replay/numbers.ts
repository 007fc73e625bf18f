import type { AlertRule } from '../../catalog/index.ts'
import type { RegionCode } from '../../contract/index.ts'
import { bucketsBetween, createBreath, endOf } from '../../lib/index.ts'
import type { Known, ReplayDeps } from './replay.ts'
import type { Past } from './walk.ts'

/** Numbers read at once: few enough that nobody waits for them. */
const MOST_AT_ONCE = 4_000

/**
 * What a rule's number was at the end of each past bucket, with its final value; read stretch by stretch, all of one
 * version.
 */
export const knownNumbers = async (
  { indicator, grain }: Extract<AlertRule['subject'], { kind: 'indicator' }>,
  places: readonly RegionCode[],
  since: number,
  { indicators, clock, scope }: ReplayDeps,
): Promise<Known> => {
  const now = clock.local()
  const buckets = bucketsBetween(grain, since, now).filter((start) => endOf(grain, start) <= now)
  const past = new Map<RegionCode, Past[]>(places.map((region) => [region, []]))
  const stretch = Math.max(1, Math.floor(MOST_AT_ONCE / Math.max(1, places.length)))
  const breathe = createBreath()
  await indicators.reading(scope, async (reading) => {
    for (let begin = 0; begin < buckets.length; begin += stretch) {
      const starts = buckets.slice(begin, begin + stretch)
      const values = await reading.values({
        indicator,
        regions: places,
        grain,
        first: starts[0]!,
        last: starts.at(-1)!,
        once: true,
      })
      for (const [place, region] of places.entries()) {
        past.get(region)!.push(
          ...starts.map((from, index) => ({
            from,
            at: endOf(grain, from),
            value: values[place * starts.length + index]?.value ?? null,
          })),
        )
        await breathe()
      }
    }
  })
  return { buckets: buckets.length, past, unknown: null }
}
