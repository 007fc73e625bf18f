import type { CaseActionId, CaseEntry } from '../../../server/contract/index.ts'

/** Steps by which somebody says what another is to do. */
const ASKING: readonly CaseActionId[] = [
  'dispatch',
  'assign',
  'handover',
  'return',
  'request',
  'decline',
  'reject',
  'reopen',
  'supervise',
]
/** Steps after which nothing said before is still to be done. */
const ENDING: readonly CaseActionId[] = ['feedback', 'close', 'void', 'merge']
const GIVING: readonly CaseActionId[] = ['dispatch', 'assign', 'handover']
/** What is asked of one party alone, and is over once another has the case. */
const OF_ONE_PARTY: readonly CaseActionId[] = [...GIVING, 'return', 'request', 'decline']
/** Steps that decide on more time. */
const DECIDING: readonly CaseActionId[] = ['extend', 'decline']
/** More than these nobody reads before beginning. */
const MOST = 2

/** What whoever has the case now is asked for and has not answered yet, newest first. */
export const askedOf = (entries: readonly CaseEntry[]): CaseEntry[] => {
  const since = entries.slice(entries.findLastIndex(({ action }) => ENDING.includes(action.id)) + 1)
  const given = since.findLastIndex(({ action }) => GIVING.includes(action.id))
  const decided = since.findLastIndex(({ action }) => DECIDING.includes(action.id))
  return since
    .filter(
      ({ action: { id }, words, automatic }, index) =>
        ASKING.includes(id)
        && words !== ''
        && !automatic
        && (index >= given || !OF_ONE_PARTY.includes(id))
        && (index >= decided || !['request', ...DECIDING].includes(id)),
    )
    .toReversed()
    .slice(0, MOST)
}
