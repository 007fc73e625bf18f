import type { CaseActionId, CaseEntry } from '../../../server/contract/index.ts'

/** Steps by which somebody says what another is to do. */
const ASKING: readonly CaseActionId[] = [
  'dispatch',
  'assign',
  'handover',
  'return',
  'decline',
  'reject',
  'reopen',
  'supervise',
]
/** More than these nobody reads before beginning. */
const MOST = 2

/** What whoever has the case now is asked for and has not answered yet, newest first. */
export const askedOf = (entries: readonly CaseEntry[]): CaseEntry[] =>
  entries
    .slice(entries.findLastIndex(({ action }) => action.id === 'feedback') + 1)
    .filter(({ action, words, automatic }) => ASKING.includes(action.id) && words !== '' && !automatic)
    .toReversed()
    .slice(0, MOST)
