import type { AlertRule, Catalog } from '../../catalog/index.ts'
import {
  BANDS,
  isNamed,
  ofAllCases,
  type AlertBrief,
  type AlertInfo,
  type AlertPlan,
  type Scope,
  type Telling,
} from '../../contract/index.ts'
import { mayCount, mayRead } from '../../indicators/index.ts'
import type { Clock } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'
import { isWorse } from '../evaluate/band-of.ts'
import { APP } from '../notify/tell.ts'
import { stepsFor } from '../group/due-notices.ts'
import type { Episode, Told } from '../types.ts'
import { coveredOf, mutingFor } from './muting.ts'

export interface ShowDeps {
  catalog: Catalog
  regions: Regions
  clock: Clock
  /** Whether an indicator is counted over people. */
  aboutPeople: (indicator: string) => boolean
}

/** Who signed for an alert, where nobody is named. */
const ON_DUTY = '值班人员'

const ids = (told: readonly Told[], which: (one: Told) => boolean): number =>
  new Set(told.filter((one) => one.person && which(one)).map(({ person }) => person!.id)).size

const firstOf = (times: readonly (number | null)[]): number | null =>
  times.reduce<number | null>((first, at) => (at !== null && (first === null || at < first) ? at : first), null)

const courseOf = (
  { value, firstValue, region }: Episode,
  rule: AlertRule | undefined,
  regions: Regions,
): AlertBrief['course'] => {
  if (value === null || firstValue === null || value === firstValue) return 'even'
  return isWorse(rule ? stepsFor(rule, regions, region) : [], value, firstValue) ? 'worse' : 'better'
}

/**
 * What of an episode a reader is told. A number about people that somebody is watched by moves with each of them: its
 * value is told to those alone who may see the rows, its severity to all, because somebody has to act.
 */
const toldTo = (
  episode: Episode,
  { catalog, regions, aboutPeople }: ShowDeps,
  reader: Scope | null,
): Episode & { suppressed?: true } => {
  const subject = catalog.alerts.get(episode.rule)?.subject
  if (subject?.kind !== 'indicator' || !aboutPeople(subject.indicator)) return episode
  if (reader !== null && mayCount(regions, reader, episode.region, episode.theme)) return episode
  return {
    ...episode,
    value: null,
    firstValue: null,
    worst: episode.worst && { ...episode.worst, value: null },
    suppressed: true,
  }
}

/** Whoever is told of their own cases alone is not told that there is one: that one of them is theirs, cases know. */
const hearsOfCase = ({ regions }: ShowDeps, { region, theme }: Episode, reader: Scope | null): boolean =>
  reader === null || mayRead(regions, ofAllCases(reader), region, theme)

/** An alert as lists and panels show it to a reader; `null` = as it leaves for places where nobody knows who reads. */
export const briefOf = (whole: Episode, deps: ShowDeps, reader: Scope | null): AlertBrief => {
  const { catalog, regions, clock } = deps
  const { suppressed, ...episode } = toldTo(whole, deps, reader)
  const rule = catalog.alerts.get(episode.rule)
  const { id, rule: ruleId, theme, region, band, state, since, value, told, acknowledged, muted } = episode
  const subject = rule?.subject
  const read = firstOf(told.map((one) => one.read ?? one.acted))
  return {
    id,
    rule: ruleId,
    theme,
    region,
    band,
    state,
    value,
    muted: mutingFor(muted, regions, reader),
    title: rule?.title ?? ruleId,
    regionName: regions.get(region)?.name ?? region,
    scale: rule?.scale ?? 'four',
    indicator: subject?.kind === 'indicator' ? subject.indicator : null,
    grain: subject?.kind === 'indicator' ? subject.grain : null,
    dataset: subject?.kind === 'silence' ? subject.dataset : null,
    since: clock.zone.format(since),
    course: courseOf(episode, rule, regions),
    read: read === null ? null : clock.zone.format(read),
    owner: acknowledged && (reader === null || isNamed(reader) ? acknowledged.name : ON_DUTY),
    reach: {
      told: ids(told, ({ channel }) => channel === APP),
      read: ids(told, (one) => (one.read ?? one.acted) !== null),
    },
    ...(hearsOfCase(deps, whole, reader)
      ? { case: episode.case, caseEnded: episode.caseEnded ?? null }
      : { case: null, caseEnded: null, caseUntold: true as const }),
    ...(suppressed ? { suppressed } : {}),
  }
}

const planFor = ({ rule, band }: Episode, { alerts, plans }: Catalog): AlertPlan | null => {
  const plan = plans.get(alerts.get(rule)?.plan ?? '')
  if (!plan) return null
  const { id, title, basis } = plan
  return {
    id,
    title,
    basis,
    steps: plan.steps.map((step) => ({
      ...step,
      asked: step.from === null || BANDS.indexOf(band) <= BANDS.indexOf(step.from),
    })),
  }
}

/** What of an end is not a return to calm. */
const endedWords = ({ end, endWords }: Episode): string | null => {
  if (end === 'lost') return '数据中断，无从判断'
  return end === 'withdrawn' ? (endWords ?? '规则已停用或区域已撤并') : null
}

/** An alert with who was told and what came of it; `covers` = those it mutes that the reader may see. */
export const infoOf = (
  whole: Episode,
  deps: ShowDeps,
  { reader, covers }: { reader: Scope; covers: readonly Episode[] },
): AlertInfo => {
  const episode = toldTo(whole, deps, reader)
  const { regions, clock, catalog } = deps
  const format = (at: number | null): string | null => (at === null ? null : clock.zone.format(at))
  const told = episode.told.map((one): Telling => ({
    ...one,
    at: clock.zone.format(one.at),
    delivered: format(one.delivered),
    read: format(one.read),
    acted: format(one.acted),
  }))
  const { acknowledged } = episode
  return {
    ...briefOf(whole, deps, reader),
    path: regions
      .path(episode.region)
      .slice(1)
      .filter(({ code }) => mayRead(regions, reader, code))
      .map(({ name }) => name)
      .join(' · '),
    firstValue: episode.firstValue,
    worst: episode.worst,
    resolved: format(episode.resolved),
    ended: endedWords(episode),
    acknowledged: acknowledged && { ...acknowledged, at: clock.zone.format(acknowledged.at) },
    plan: planFor(episode, catalog),
    covers: covers.map((one) => coveredOf(briefOf(one, deps, reader))),
    advice: catalog.alerts.get(episode.rule)?.advice ?? null,
    ruleVersion: episode.version,
    told,
  }
}

/** Worst first, within it what began last; what somebody has signed for comes after what nobody has. */
export const byUrgency =
  (bands: readonly string[]) =>
  (a: Episode, b: Episode): number =>
    bands.indexOf(a.band) - bands.indexOf(b.band)
    || Number(a.state === 'recovering') - Number(b.state === 'recovering')
    || Number(a.acknowledged !== null) - Number(b.acknowledged !== null)
    || b.since - a.since
