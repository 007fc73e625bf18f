import { maskText, type Catalog, type CaseType } from '../../catalog/index.ts'
import {
  ofAllCases,
  ofOwnCases,
  type CaseActionId,
  type CaseClock,
  type CaseRow,
  type Scope,
} from '../../contract/index.ts'
import { mayRead, reachesOf } from '../../indicators/index.ts'
import type { Clock } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'
import { readClock } from '../clocks/case-clock.ts'
import type { TimeLimits } from '../clocks/time-limits.ts'
import { refusalOf } from '../machine/may.ts'
import { RULES } from '../machine/rules.ts'
import { isOfSomebodySent, standingOf } from '../parties/standing.ts'
import { isOpen, type Case, type Reader } from '../types.ts'
import { STATE_WORDS, URGENCY_WORDS } from '../words.ts'

/** What answers are made with. */
export interface AnswerDeps {
  catalog: () => Catalog
  regions: Regions
  clock: Clock
  limitsOf: (type: CaseType) => TimeLimits
}

/** A type that is no longer declared still has to be read: it keeps its id and has no limits. */
export const typeOf = (catalog: Catalog, id: string): CaseType =>
  catalog.caseTypes.get(id) ?? {
    id,
    title: id,
    theme: id.split('.')[0]!,
    meaning: null,
    group: 'event',
    order: 1_000,
    byHand: false,
    starts: 'reported',
    level: null,
    urgency: 'normal',
    worktime: null,
    limits: {},
    whole: { amount: 365, unit: 'd' },
    extends: { times: 0, most: { amount: 0, unit: 'h' } },
    evidence: {},
    near: { metres: 0, days: 0 },
    loop: new Map(),
    origin: { file: '', line: 0, yaml: '' },
  }

/**
 * Whether a reader is shown what tells who somebody is; else it is masked, in what people wrote themselves too. A grant
 * that reaches their own cases alone opens no other, by whatever grant they see it.
 */
export const isClear = (
  one: Case,
  { catalog, regions }: Pick<AnswerDeps, 'catalog' | 'regions'>,
  { person, scope }: Reader,
): boolean => {
  const opens = (reached: Scope): boolean =>
    reachesOf(regions, reached, one.region, typeOf(catalog(), one.type).theme).some(
      (reach) => reach.class === 'personal',
    )
  return opens(ofAllCases(scope)) || (isOfSomebodySent(person, one) && opens(ofOwnCases(scope)))
}

/** What somebody wrote, for a reader who is or is not shown what tells who somebody is. */
export const said = (text: string, clear: boolean): string => (clear ? text : maskText(text))

/** Actions open to a reader now. */
const actionsFor = (one: Case, type: CaseType, { person }: Reader, regions: Regions): CaseActionId[] => {
  const standing = standingOf(regions, person, one, type)
  return (Object.keys(RULES) as CaseActionId[]).filter((action) => refusalOf(action, standing, one, type) === null)
}

const ended = ({ state, closedAt, changedAt }: Case): number | null => closedAt ?? (isOpen(state) ? null : changedAt)
const isStill = ({ state }: Case): boolean => state === 'merged' || state === 'void'

/** The two clocks of a case at a moment. */
export const clocksOf = (
  one: Case,
  limits: TimeLimits,
  { clock }: Pick<AnswerDeps, 'clock'>,
): { step: CaseClock | null; whole: CaseClock } => {
  const now = clock.local()
  const whole = readClock(
    { since: one.reportedAt, due: one.wholeDue, until: ended(one), still: isStill(one) },
    now,
    limits,
    clock.zone,
  )
  const runs = one.stepDue !== null && (isOpen(one.state) || one.state === 'closed')
  return {
    whole,
    step: runs
      ? readClock({ since: one.since, due: one.stepDue!, until: null, still: false }, now, limits, clock.zone)
      : null,
  }
}

const regionOf = (one: Case, { regions, clock }: AnswerDeps, { scope }: Reader): CaseRow['region'] => {
  const day = new Date(clock.local()).toISOString().slice(0, 10)
  const path = regions.path(one.region, day)
  const seen = path.filter(
    (node, index) => index > 0 && (mayRead(regions, scope, node.code) || node.code === one.region),
  )
  const node = path.at(-1)
  return {
    id: one.region,
    title: node?.name ?? one.region,
    level: node?.level ?? '',
    path: (seen.length > 0 ? seen : path).map(({ name }) => name).join(' · '),
  }
}

/** Who handles a case or has done so; whoever has returned it does not. */
export const handlerOf = ({ state, handler }: Case): Case['handler'] => (state === 'returned' ? null : handler)

/** A case as lists show it to this reader; nothing in it is personal. */
export const rowOf = (one: Case, deps: AnswerDeps, reader: Reader): CaseRow => {
  const { catalog, clock } = deps
  const type = typeOf(catalog(), one.type)
  const { cohandler, owner, desk } = standingOf(deps.regions, reader.person, one, type)
  return {
    helping: cohandler && !owner && !desk,
    id: one.id,
    number: one.id,
    title: isClear(one, deps, reader) ? one.title : maskText(one.title),
    point: one.point,
    origin: one.origin,
    owner: one.owner,
    handler: handlerOf(one),
    cohandlers: one.cohandlers,
    seen: one.seen,
    type: { id: type.id, title: type.title, theme: type.theme },
    region: regionOf(one, deps, reader),
    state: { id: one.state, title: STATE_WORDS[one.state] },
    urgency: { id: one.urgency, title: URGENCY_WORDS[one.urgency] },
    clocks: clocksOf(one, deps.limitsOf(type), deps),
    supervised: one.supervised && { ...one.supervised, at: clock.zone.format(one.supervised.at) },
    climbed: one.climbed && { ...one.climbed, at: clock.zone.format(one.climbed.at) },
    refused:
      one.state === 'handling'
      && one.feedbackAt !== null
      && one.dispatchedAt !== null
      && one.feedbackAt >= one.dispatchedAt,
    requested: one.requested && {
      at: clock.zone.format(one.requested.at),
      by: one.requested.by.name,
      hours: one.requested.hours,
    },
    decided: one.decided && {
      ...one.decided,
      at: clock.zone.format(one.decided.at),
      words: said(one.decided.words, isClear(one, deps, reader)),
    },
    mergedInto: one.mergedInto === null ? null : { id: one.mergedInto, number: one.mergedInto },
    reportedAt: clock.zone.format(one.reportedAt),
    changedAt: clock.zone.format(one.changedAt),
    actions: actionsFor(one, type, reader, deps.regions),
  }
}
