import type { AlertRule } from '../../catalog/index.ts'
import type { RegionCode } from '../../contract/index.ts'
import { bucketsBetween, endOf } from '../../lib/index.ts'
import type { Known, ReplayDeps } from './replay.ts'

/** What a rule's number was at the end of each past bucket, with its final value. */
export const knownNumbers = async ({ indicator, grain }: Extract<AlertRule['subject'], { kind: 'indicator' }>, places: readonly RegionCode[], since: number, { indicators, clock, scope }: ReplayDeps): Promise<Known> => {
  const now = clock.local()
  const buckets = bucketsBetween(grain, since, now).filter((start) => endOf(grain, start) <= now)
  const { cells } = await indicators.read({ indicator, regions: places, grain, first: buckets[0] ?? since, last: buckets.at(-1) ?? since }, scope)
  const pastOf = (place: number) => buckets.map((start, index) => ({ from: start, at: endOf(grain, start), value: cells[place * buckets.length + index]?.value ?? null }))
  return { buckets: buckets.length, past: new Map(places.map((region, place) => [region, pastOf(place)])), unknown: null }
}
