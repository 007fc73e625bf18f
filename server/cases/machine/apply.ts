import type { CaseType } from '../../catalog/index.ts'
import type { CaseActionId, CaseParty, CaseState } from '../../contract/index.ts'
import type { TimeLimits } from '../clocks/time-limits.ts'
import { SYSTEM, type Actor, type Case, type Entry } from '../types.ts'
import { RULES } from './rules.ts'

/** A deed that is allowed and complete. `party` is whom it goes to; `other` the case it is merged with. */
export interface Deed {
  action: CaseActionId
  by: Actor
  at: number
  words: string
  party: CaseParty | null
  other: { id: string; title: string } | null
  evidence: string[]
  amount: number | null
  automatic: boolean
  sequence: number
  key: string | null
}

/** Steps that end a wait which has a limit. */
const ENDING: readonly CaseActionId[] = ['file', 'dispatch', 'sign', 'return', 'feedback', 'verify', 'close', 'rate']
/** What a refusal asks for again. */
const REFUSED: readonly CaseActionId[] = ['feedback', 'verify']
/** What an earlier round has done and a new one need not do again. */
const LASTING: readonly CaseActionId[] = ['report', 'file', 'supervise']

const entryOf = (one: Case, deed: Deed, state: CaseState): Entry => ({
  sequence: deed.sequence,
  id: `e${String(deed.sequence).padStart(10, '0')}`,
  case: one.id,
  at: deed.at,
  by: deed.by,
  action: deed.action,
  words: deed.words,
  to: deed.party ? { id: deed.party.id, title: deed.party.name } : deed.other,
  evidence: deed.evidence,
  from: deed.action === 'report' ? null : one.state,
  state,
  amount: deed.amount,
  automatic: deed.automatic,
  inTime: ENDING.includes(deed.action) ? one.stepDue === null || deed.at <= one.stepDue : null,
  key: deed.key,
})

/** What an action changes beside the state and its clock. */
const EFFECTS: Partial<Record<CaseActionId, (one: Case, deed: Deed) => Partial<Case>>> = {
  file: (_, { at }) => ({ filedAt: at }),
  dispatch: (_, { at, party }) => ({ owner: party, handler: party, dispatchedAt: at }),
  assign: (_, { party }) => ({ owner: party, handler: party }),
  handover: (_, { party }) => ({ owner: party, handler: party }),
  sign: (one, { at }) => ({ signedAt: one.signedAt ?? at }),
  return: (one) => ({ owner: one.desk, returns: one.returns + 1 }),
  extend: (one) => ({ extensions: one.extensions + 1 }),
  cohandle: (one, { party }) => ({ cohandlers: [...one.cohandlers.filter(({ id }) => id !== party!.id), party!] }),
  feedback: (one, { at, by }) => ({ owner: one.desk, feedbackAt: at, feedbackBy: by.id }),
  reject: (one) => ({
    owner: one.handler,
    feedbackBy: null,
    did: one.did.filter((action) => !REFUSED.includes(action)),
  }),
  close: (_, { at }) => ({ closedAt: at }),
  rate: (_, { amount }) => ({ score: amount }),
  archive: () => ({ owner: null }),
  reopen: (one) => ({
    owner: one.desk,
    handler: null,
    closedAt: null,
    feedbackBy: null,
    score: null,
    reopened: one.reopened + 1,
    extensions: 0,
    did: one.did.filter((action) => LASTING.includes(action)),
  }),
  void: () => ({ owner: null }),
  supervise: (_, { at, by, words }) => ({ supervised: { at, by: by.name, words } }),
  merge: (one, { other }) => ({ before: one.state, mergedInto: other!.id }),
  unmerge: () => ({ before: null, mergedInto: null }),
  climb: (_, { at, party }) => ({ climbed: { at, to: party!.name } }),
}

/**
 * What was voided before anybody filed it is reported again: else nobody could file it, and its loop would lack that
 * step for ever.
 */
const stateAfter = (one: Case, action: CaseActionId): CaseState => {
  if (action === 'unmerge') return one.before!
  if (action === 'reopen' && one.filedAt === null) return 'reported'
  return RULES[action].to ?? one.state
}

/** Steps that decide on an extension that was asked for, or have somebody else act, who may ask anew. */
const DECIDING: readonly CaseActionId[] = ['extend', 'decline', 'assign', 'handover']

/** What was asked for waits, while every clock goes on, until it is decided on or the case leaves whoever asked. */
const requestAfter = (one: Case, { action, at, by, amount, words }: Deed, state: CaseState): Case['requested'] => {
  if (action === 'request') return { at, by, for: one.owner!.id, hours: amount!, words }
  return DECIDING.includes(action) || !RULES.request.from.includes(state) ? null : one.requested
}

/**
 * A decision on more time is news for whoever has to act, until they have acted, asked anew, or somebody else has to
 * act.
 */
const decidedAfter = (one: Case, { action, at, by, amount, words }: Deed, state: CaseState): Case['decided'] => {
  if (action === 'extend' || action === 'decline')
    return { at, by: by.name, hours: action === 'extend' ? amount : null, words }
  return ['request', 'assign', 'handover'].includes(action) || !RULES.request.from.includes(state) ? null : one.decided
}

/**
 * The clocks after a deed: a step begins when the state changes or somebody else is asked; an extension moves both
 * limits.
 */
const clocksAfter = (
  one: Case,
  deed: Deed,
  state: CaseState,
  limits: TimeLimits,
): Pick<Case, 'since' | 'stepDue' | 'wholeDue' | 'soonAt' | 'climbed'> => {
  const begins = state !== one.state || ['assign', 'handover'].includes(deed.action)
  const since = begins ? deed.at : one.since
  const extra = deed.action === 'extend' ? deed.amount! * 3_600_000 : 0
  const put = (due: number): number => (extra > 0 ? limits.calendar.after(due, extra) : due)
  const stepDue = begins ? limits.due(state, deed.at) : one.stepDue && put(one.stepDue)
  const wholeDue = deed.action === 'reopen' ? limits.wholeDue(deed.at) : put(one.wholeDue)
  const soon = Math.min(
    limits.pressing(one.reportedAt, wholeDue),
    stepDue === null ? Infinity : limits.pressing(since, stepDue),
  )
  return { since, stepDue, wholeDue, soonAt: soon, climbed: begins ? null : one.climbed }
}

/** The case after a deed, and the entry that tells of it. Pure; whether it may be done is asked before. */
export const apply = (one: Case, deed: Deed, type: CaseType, limits: TimeLimits): { case: Case; entry: Entry } => {
  const state = stateAfter(one, deed.action)
  const entry = entryOf(one, deed, state)
  const counts = [...type.loop.values()].some((actions) => actions.includes(deed.action))
  const changed: Case = { ...one, ...clocksAfter(one, deed, state, limits), ...EFFECTS[deed.action]?.(one, deed) }
  return {
    entry,
    case: {
      ...changed,
      state,
      requested: requestAfter(one, deed, state),
      decided: decidedAfter(one, deed, state),
      changedAt: deed.at,
      hands: deed.by.id === SYSTEM.id || one.hands.includes(deed.by.id) ? one.hands : [...one.hands, deed.by.id],
      did: counts && !changed.did.includes(deed.action) ? [...changed.did, deed.action] : changed.did,
      timely: entry.inTime === null ? one.timely : [one.timely[0] + (entry.inTime ? 1 : 0), one.timely[1] + 1],
      seen: entry.id,
    },
  }
}
