import type { AlertRule } from '../../catalog/index.ts'
import type { RegionCode, TellingReason } from '../../contract/index.ts'
import type { Regions } from '../../regions/index.ts'
import { rankOf } from '../evaluate/band-of.ts'
import type { Episode } from '../types.ts'

/** One message: an alert, or several of one rule below one place. */
export interface Notice {
  rule: AlertRule
  why: TellingReason
  /** Whom it is for: roles or levels of region. */
  to: string[]
  /** The place the message speaks of. */
  region: RegionCode
  /** Worst first. */
  episodes: Episode[]
}

export const stepsFor = (
  rule: AlertRule,
  regions: Regions,
  region: RegionCode,
): NonNullable<ReturnType<AlertRule['steps']['get']>> => rule.steps.get(regions.get(region)?.level ?? '') ?? []

/** Whether somebody is still to be told of the severity an alert has. */
const isDue = (episode: Episode, rule: AlertRule, regions: Regions): boolean => {
  if (episode.muted || episode.state === 'pending' || episode.state === 'resolved' || !rule.tells[episode.band])
    return false
  const steps = stepsFor(rule, regions, episode.region)
  return rankOf(steps, episode.band) < rankOf(steps, episode.toldOf)
}

/** The place below which alerts of a rule are told together; where it says none, each place by itself. */
export const placeOf = ({ group }: AlertRule, regions: Regions, region: RegionCode): RegionCode =>
  (group && regions.path(region).find(({ level }) => level === group.by)?.code) ?? region

/**
 * What has to be said now. Alerts of one rule and severity below one place wait for each other as long as the
 * rule says, counted from the first, and are said together.
 */
export const dueNotices = (
  episodes: Iterable<Episode>,
  rules: ReadonlyMap<string, AlertRule>,
  regions: Regions,
  now: number,
): Notice[] => {
  const groups = new Map<string, Notice>()
  for (const episode of episodes) {
    const rule = rules.get(episode.rule)
    if (!rule || !isDue(episode, rule, regions)) continue
    const region = placeOf(rule, regions, episode.region)
    const why = episode.toldOf === null ? 'fired' : 'raised'
    const key = JSON.stringify([rule.id, region, episode.band, why])
    const group = groups.get(key) ?? { rule, why, to: rule.tells[episode.band]!, region, episodes: [] }
    group.episodes.push(episode)
    groups.set(key, group)
  }
  const since = ({ episodes: waiting }: Notice): number =>
    Math.min(...waiting.map((one) => one.held[one.band] ?? one.since))
  return [...groups.values()].filter((notice) => now - since(notice) >= (notice.rule.group?.waitSeconds ?? 0) * 1000)
}
