import type { AlertRule } from '../../catalog/index.ts'
import type { RegionCode, RuleReplay } from '../../contract/index.ts'
import type { Clock } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { Replay, Replayed } from './replay.ts'

/** A case as far as a replay asks of it; local milliseconds. */
export interface BegunCase {
  region: RegionCode
  at: number
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
/**
 * A case from this long before an alert until its end, or this long after its beginning, is about the same thing:
 * people notice earlier than numbers, and write down later.
 */
const BEFORE = DAY
const AT_LEAST = 3 * DAY
const MOST_SHOWN = 200

interface VerdictDeps {
  rule: AlertRule
  days: number
  regions: Regions
  clock: Clock
  about: string
}

const percent = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1_000) / 10
const one = (value: number): number => Math.round(value * 10) / 10

/** When cases began in each place or below it. */
const timesByPlace = (cases: readonly BegunCase[], regions: Regions): Map<RegionCode, number[]> => {
  const times = new Map<RegionCode, number[]>()
  for (const { region, at } of cases) {
    for (const { code } of regions.path(region)) {
      const known = times.get(code)
      if (known) known.push(at)
      else times.set(code, [at])
    }
  }
  return times
}

/**
 * How a rule would have done: how often, how long, and how often a case of its kind followed. `about` names that kind.
 */
export const verdictOf = (
  { buckets, places, fired, unknown }: Replay,
  cases: readonly BegunCase[],
  { rule, days, regions, clock, about }: VerdictDeps,
): RuleReplay => {
  const now = clock.local()
  const hours = ({ from, until }: Replayed): number => ((until ?? now) - from) / HOUR
  const begunIn = timesByPlace(cases, regions)
  const isFollowed = ({ region, from, until }: Replayed): boolean =>
    begunIn.get(region)?.some((at) => at >= from - BEFORE && at <= Math.max(from + AT_LEAST, until ?? now)) ?? false
  const told = fired.map((alert) => ({ alert, followed: isFollowed(alert) }))
  const hits = told.filter(({ followed }) => followed).length
  return {
    rule: rule.id,
    title: rule.title,
    scale: rule.scale,
    enabled: rule.enabled,
    days,
    buckets,
    places,
    unknown,
    fired: fired.length,
    averageHours: fired.length === 0 ? null : one(fired.reduce((sum, alert) => sum + hours(alert), 0) / fired.length),
    followed: hits,
    hitShare: percent(hits, fired.length),
    falseShare: percent(fired.length - hits, fired.length),
    follows: `预警前 1 天起，到预警解除（至少到预警后第 3 天），同一区域有${about}；作废和并入他件的不计`,
    alerts: told
      .toReversed()
      .slice(0, MOST_SHOWN)
      .map(({ alert, followed }) => ({
        region: alert.region,
        regionName: regions.get(alert.region)?.name ?? alert.region,
        band: alert.band,
        from: clock.zone.format(alert.from),
        until: alert.until === null ? null : clock.zone.format(alert.until),
        hours: one(hours(alert)),
        followed,
      })),
  }
}
