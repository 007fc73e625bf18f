import type { AlertRule } from '../../catalog/index.ts'
import type { Grain, RegionCode } from '../../contract/index.ts'
import type { FullReading } from '../../indicators/index.ts'
import { bucketsBetween, endOf, shift, startOf, type Clock } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'
import { bandOf } from '../evaluate/band-of.ts'
import { look, type LookDeps } from '../evaluate/look.ts'
import type { Observation } from '../evaluate/observe.ts'
import { placesAt, type Watched, type WatchList } from '../evaluate/watch-list.ts'
import { stepsFor } from '../group/due-notices.ts'
import type { Episode } from '../types.ts'
import { walk, type Past } from './walk.ts'

/** How many buckets back an alert of today may have begun. */
const BACK: Record<Grain, number> = { hour: 240, day: 90, week: 26, dekad: 18, month: 12, quarter: 8, year: 3 }

interface RecallDeps extends LookDeps {
  clock: Clock
  list: WatchList
  judge: (seen: readonly Observation[], now: number, begun: readonly Episode[]) => Promise<void>
  newId: () => string
}

/** A rule and a place where it speaks now. */
interface Spot {
  rule: AlertRule
  region: RegionCode
  value: number
}

const speaking = (seen: readonly Observation[], regions: Regions): Spot[] =>
  seen.flatMap(({ rules, region, seen: one }) =>
    one.kind !== 'value'
      ? []
      : rules
          .filter((rule) => bandOf(stepsFor(rule, regions, region), null, one.value) !== null)
          .map((rule) => ({ rule, region, value: one.value })),
  )

/** What a number was at the ends of past buckets, by place. */
const pastOf = async (
  reading: FullReading,
  { indicator, grain }: Watched,
  places: readonly RegionCode[],
  now: number,
): Promise<Map<RegionCode, Past[]>> => {
  const first = shift(grain, startOf(grain, now), -BACK[grain])
  const last = shift(grain, startOf(grain, now), -1)
  const starts = bucketsBetween(grain, first, last)
  const cells = await reading.cells({ indicator, regions: places, grain, first, last, once: true })
  return new Map(
    places.map((place, row) => [
      place,
      starts.map((from, index) => ({
        from,
        at: endOf(grain, from),
        value: cells[row * starts.length + index]?.value ?? null,
      })),
    ]),
  )
}

/** A silence of so many seconds has crossed each of its limits at a moment that can be told. */
const pastSilence = ({ rule, region, value }: Spot, regions: Regions, now: number): Past[] =>
  stepsFor(rule, regions, region)
    .flatMap(({ enter, forSeconds }) => [enter.number + 1, enter.number + 1 + forSeconds])
    .filter((seconds) => seconds <= value)
    .sort((a, b) => a - b)
    .map((seconds) => {
      const at = now - (value - seconds) * 1000
      return { from: at - 1, at, value: seconds }
    })

/**
 * On the very first start nobody has watched yet, but the facts tell since when things are as they are: what speaks now
 * is taken back through its past, so that an alert is as old as what it is about. Who is told is told now.
 */
export const recall = async ({ indicators, regions, scope, clock, list, judge, newId }: RecallDeps): Promise<void> => {
  const now = clock.local()
  const everywhere = new Map(list.numbers.map((watched) => [watched, new Set(placesAt(regions, watched.levels))]))
  const { seen } = await look({ indicators, regions, scope }, list, { numbers: everywhere, silences: true }, now)
  const spots = speaking(seen, regions)
  const begun = await indicators.reading(scope, async (reading) => {
    const open: (Episode | null)[] = spots
      .filter(({ rule }) => rule.subject.kind === 'silence')
      .map((spot) => walk({ ...spot, regions, newId }, pastSilence(spot, regions, now)))
    for (const watched of list.numbers) {
      const own = spots.filter(({ rule }) => watched.rules.includes(rule))
      if (own.length === 0) continue
      const past = await pastOf(reading, watched, [...new Set(own.map(({ region }) => region))], now)
      for (const spot of own) open.push(walk({ ...spot, regions, newId }, past.get(spot.region) ?? []))
    }
    return open.flatMap((episode) => (episode === null || episode.state === 'pending' ? [] : [episode]))
  })
  await judge(seen, now, begun)
}
