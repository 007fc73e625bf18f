import type { CaseType } from '../../catalog/index.ts'
import type { CaseActionId, CaseState } from '../../contract/index.ts'
import type { Case } from '../types.ts'
import { ACTION_WORDS, STATE_WORDS } from '../words.ts'
import { refusalOf } from './may.ts'
import { RULES, type Standing } from './rules.ts'

/**
 * Steps on the way to the end; what is beside it – voiding, merging, taking back – is missed by nobody while it is not
 * there.
 */
const ON_THE_WAY: readonly CaseActionId[] = [
  'file',
  'dispatch',
  'sign',
  'request',
  'extend',
  'feedback',
  'verify',
  'reject',
  'close',
  'rate',
  'archive',
]
const COURSE: readonly CaseState[] = [
  'reported',
  'filed',
  'dispatched',
  'handling',
  'feedback',
  'verified',
  'closed',
  'rated',
  'archived',
]

/** The state a step waits for; `null` where the case has passed it or has left the way. */
const waitsFor = (action: CaseActionId, { state }: Case): CaseState | null => {
  const here = COURSE.indexOf(state)
  return here < 0 ? null : (RULES[action].from.find((from) => COURSE.indexOf(from) > here) ?? null)
}

const quoted = (actions: readonly CaseActionId[]): string =>
  actions.map((action) => `“${ACTION_WORDS[action]}”`).join('')

/**
 * Why somebody who stands so to a case is not offered what they otherwise could do, as sentences: first what a rule
 * forbids now, then what is still ahead. Says nothing of actions that are not theirs, nor of anything outside the case.
 */
export const withheldFrom = (standing: Standing, one: Case, type: CaseType): string[] => {
  const forbidden = new Set<string>()
  const ahead = new Map<CaseState, CaseActionId[]>()
  for (const action of ON_THE_WAY.filter((own) => RULES[own].who(standing))) {
    const refusal = refusalOf(action, standing, one, type)
    if (refusal === null) continue
    const awaited = waitsFor(action, one)
    if (RULES[action].from.includes(one.state)) forbidden.add(refusal.words)
    else if (awaited !== null) ahead.set(awaited, [...(ahead.get(awaited) ?? []), action])
  }
  const later = [...ahead]
    .sort(([a], [b]) => COURSE.indexOf(a) - COURSE.indexOf(b))
    .map(([state, actions]) => `${quoted(actions)}要到“${STATE_WORDS[state]}”环节`)
  return [...forbidden, ...later]
}
