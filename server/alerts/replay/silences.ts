import type { AlertRule, Calendar } from '../../catalog/index.ts'
import type { RegionCode } from '../../contract/index.ts'
import type { Heard } from '../../indicators/index.ts'
import type { Clock } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'
import { stepsFor } from '../group/due-notices.ts'
import type { Known, ReplayDeps } from './replay.ts'
import type { Past } from './walk.ts'

const HALF_HOUR = 1_800_000

const isAlways = ({ work, hours, season }: Calendar): boolean => work === null && hours === null && season === null

/**
 * How long after a moment something may be decided, in seconds: limits of silence and how long they have to last; or
 * how long calm has to.
 */
interface Waits {
  silent: number[]
  calm: number[]
}

interface Span {
  since: number
  now: number
}

const waitsOf = (rule: AlertRule, region: RegionCode, regions: Regions): Waits => {
  const steps = stepsFor(rule, regions, region)
  return {
    silent: steps.flatMap(({ enter, forSeconds }) => [enter.number + 1, enter.number + 1 + forSeconds]),
    calm: [0, ...(rule.recoverSeconds === null ? steps.map(({ forSeconds }) => forSeconds) : [rule.recoverSeconds])],
  }
}

/** Every moment between two at which a rule with a calendar may have come into force. */
const openings = (calendar: Calendar, from: number, until: number): number[] => {
  const moments: number[] = []
  if (!isAlways(calendar))
    for (let at = Math.ceil(from / HALF_HOUR) * HALF_HOUR; at < until; at += HALF_HOUR) moments.push(at + 1)
  return moments
}

/**
 * The moments of one place at which a rule may say something else than before: where a pause passes a limit, where the
 * rule comes into force during it, where rows come again and where that has lasted. Between pauses nothing was silent
 * for long enough; before the first arrival nothing is known.
 */
const pastOf = (rule: AlertRule, { first, pauses }: Heard, { silent, calm }: Waits, { since, now }: Span): Past[] => {
  const moments = new Set([since, now])
  for (const { from, until } of pauses) {
    const end = until ?? now
    for (const seconds of silent) if (from + seconds * 1000 < end) moments.add(from + seconds * 1000)
    for (const at of openings(rule.calendar, Math.max(from, since), end)) moments.add(at)
    if (until !== null) for (const seconds of calm) moments.add(until + seconds * 1000)
  }
  let next = 0
  return [...moments]
    .filter((at) => at >= since && at <= now)
    .sort((a, b) => a - b)
    .map((at) => {
      while (next < pauses.length && (pauses[next]!.until ?? Infinity) <= at) next += 1
      const from = pauses[next]?.from ?? Infinity
      return { from: at - 1, at, value: at < first ? null : from < at ? Math.round((at - from) / 1000) : 0 }
    })
}

/** What of the span cannot be told, in words; `null` = nothing. */
const unknownWords = (
  places: readonly RegionCode[],
  heard: ReadonlyMap<RegionCode, Heard>,
  { since, filled }: { since: number; filled: number | null },
  { zone }: Clock,
): string | null => {
  const written = (at: number): string => zone.format(at).slice(0, 16).replace('T', ' ')
  const later = [...heard.values()].map(({ first }) => first).filter((first) => first > since)
  const never = places.length - heard.size
  const parts = [
    ...(filled === since ? [`${written(filled)} 之前的数据为一次性导入，到达时间不能说明问题，未计`] : []),
    ...(later.length > 0
      ? [
          `${later.length} 个区域在回放的起点还没有到达记录（最早的一次在 ${written(Math.min(...later))}），第一次到达之前是否停报无从知道，不作推演`,
        ]
      : []),
    ...(never > 0 ? [`${never} 个区域从未有数据到达，不作判断`] : []),
  ]
  return parts.length === 0 ? null : `${parts.join('；')}。`
}

/**
 * How long a dataset had been silent, at every moment of the past at which that may have mattered to a rule; told by
 * the arrivals that are kept. What was filled in at one go tells of no silence: the span begins after it.
 */
export const knownSilences = async (
  { rule, dataset }: { rule: AlertRule; dataset: string },
  places: readonly RegionCode[],
  since: number,
  { indicators, regions, clock, scope }: ReplayDeps,
): Promise<Known> => {
  const longerThanSeconds = Math.min(...[...rule.steps.values()].flat().map(({ enter }) => enter.number))
  const { heard, filled } = await indicators.reading(scope, (reading) =>
    reading.pauses({ dataset, regions: places, since, longerThanSeconds }),
  )
  const span = { since: Math.max(since, filled ?? -Infinity), now: clock.local() }
  const past = places.flatMap((region) => {
    const own = heard.get(region)
    return own ? [[region, pastOf(rule, own, waitsOf(rule, region, regions), span)] as const] : []
  })
  return {
    buckets: null,
    past: new Map(past),
    unknown: unknownWords(places, heard, { since: span.since, filled }, clock),
  }
}
