import type { CaseType } from '../../catalog/index.ts'
import type { CaseOrigin, CaseParty, CaseUrgency, RegionCode } from '../../contract/index.ts'
import type { TimeLimits } from '../clocks/time-limits.ts'
import type { Actor, Case, Entry } from '../types.ts'
import { apply, type Deed } from './apply.ts'

/** What is known of a case when it begins. Times are local milliseconds. */
interface Beginning {
  id: string
  title: string
  words: string
  region: RegionCode
  place: string
  point: [number, number] | null
  origin: CaseOrigin
  urgency: CaseUrgency
  reporter: { name: string; phone: string } | null
  desk: CaseParty
  /** Given with the order, instead of the type's own. */
  due: number | null
}

/** A case as it begins, with its first entry. */
export const begin = (
  beginning: Beginning,
  deed: Omit<Deed, 'action'>,
  type: CaseType,
  limits: TimeLimits,
): { case: Case; entry: Entry } => {
  const { due, ...known } = beginning
  const blank: Case = {
    ...known,
    type: type.id,
    state: 'reported',
    before: null,
    owner: known.desk,
    handler: null,
    cohandlers: [],
    did: [],
    reportedAt: deed.at,
    filedAt: null,
    dispatchedAt: null,
    signedAt: null,
    feedbackAt: null,
    feedbackBy: null,
    hands: [],
    closedAt: null,
    changedAt: deed.at,
    since: deed.at,
    stepDue: limits.due('reported', deed.at),
    wholeDue: due ?? limits.wholeDue(deed.at),
    soonAt: 0,
    extensions: 0,
    returns: 0,
    reopened: 0,
    supervised: null,
    climbed: null,
    requested: null,
    decided: null,
    mergedInto: null,
    score: null,
    timely: [0, 0],
    seen: '',
  }
  return apply(blank, { ...deed, action: 'report' }, type, limits)
}

interface Automatic {
  by: Actor
  at: number
  words: string
  party: CaseParty
  next: () => number
}

/** The steps a rule or a feed takes by itself: as far as its type says, down to the unit of the place. */
export const advance = (
  one: Case,
  { by, at, words, party, next }: Automatic,
  type: CaseType,
  limits: TimeLimits,
): { case: Case; entries: Entry[] } => {
  const entries: Entry[] = []
  let current = one
  const step = (action: 'file' | 'dispatch', to: CaseParty | null): void => {
    const done = apply(
      current,
      {
        action,
        by,
        at,
        words,
        party: to,
        other: null,
        evidence: [],
        amount: null,
        automatic: true,
        sequence: next(),
        key: null,
      },
      type,
      limits,
    )
    current = done.case
    entries.push(done.entry)
  }
  if (type.starts !== 'reported') step('file', null)
  if (type.starts === 'dispatched') step('dispatch', party)
  return { case: current, entries }
}
