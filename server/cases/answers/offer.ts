import type { CaseType } from '../../catalog/index.ts'
import type { CaseActionId, CaseOffer } from '../../contract/index.ts'
import { amountOf } from '../machine/amount.ts'
import { loopOrder, loopState } from '../machine/loop.ts'
import { isExtension, RULES } from '../machine/rules.ts'
import type { Case } from '../types.ts'
import { ACTION_WORDS, LOOP_WORDS } from '../words.ts'
import { said, type AnswerDeps } from './row.ts'

/** The step somebody is expected to take; further ones are beside it. */
const EXPECTED: Partial<Record<Case['state'], CaseActionId[]>> = {
  reported: ['file'],
  filed: ['dispatch'],
  returned: ['dispatch'],
  dispatched: ['sign'],
  handling: ['feedback', 'assign'],
  feedback: ['verify'],
  verified: ['close'],
  closed: ['rate'],
  rated: ['archive'],
}

/** A case of a type, and whether its reader is shown what tells who somebody is. */
interface For {
  type: CaseType
  clear: boolean
}

const titleOf = (action: CaseActionId, { state, requested }: Case): string => {
  if (action === 'dispatch' && state === 'returned') return '重新派遣'
  return action === 'extend' && requested !== null ? '批准延期' : ACTION_WORDS[action]
}

const hoursWords = (hours: number, { worktime }: CaseType): string =>
  `${hours} 个${worktime === null ? '' : '工作'}小时`

/** What has been passed over cannot be made up for once a case is closed: whoever closes it is told before. */
const gapNote = (one: Case, type: CaseType): string | null => {
  const gaps = loopOrder(type)
    .filter((step) => loopState(step, one, type) === 'missing')
    .map((step) => `“${LOOP_WORDS[step]}”`)
  return gaps.length === 0
    ? null
    : `闭环还缺${gaps.join('')}。结案后只有“${ACTION_WORDS.reopen}”才能补上，补齐之前不能归档。`
}

/** How often more time may still be given and how much, and what was asked for. */
const noteOf = (
  action: CaseActionId,
  one: Case,
  { type, clear }: For,
  { clock, limitsOf }: AnswerDeps,
): string | null => {
  if (action === 'close') return gapNote(one, type)
  const { requested, extensions } = one
  const asked =
    requested === null || action === 'request'
      ? ''
      : `${requested.by.name}于 ${clock.zone.format(requested.at).slice(0, 16).replace('T', ' ')} 申请延长 ${hoursWords(requested.hours, type)}：${said(requested.words, clear)}。`
  if (action === 'decline') return asked
  if (!isExtension(action)) return null
  const { times } = type.extends
  return `${asked}这一类型最多延期 ${times} 次，每次最长 ${hoursWords(limitsOf(type).longestExtension, type)}；已延 ${extensions} 次，还可延 ${times - extensions} 次。${action === 'request' ? '批复之前，时限照常计算。' : ''}`
}

const offerOf = (
  action: CaseActionId,
  one: Case,
  { type, clear, open }: For & { open: readonly CaseActionId[] },
  deps: AnswerDeps,
): CaseOffer => {
  const rule = RULES[action]
  return {
    action,
    title: titleOf(action, one),
    primary: EXPECTED[one.state]?.find((expected) => open.includes(expected)) === action,
    grave: rule.grave ?? false,
    undo: rule.undo ? ACTION_WORDS[rule.undo] : null,
    needs: {
      words: rule.words ?? false,
      evidence: type.evidence[action] ?? 0,
      to: rule.target ?? null,
      amount: amountOf(action, type, deps.limitsOf(type)),
    },
    bulk: (rule.bulk ?? false) && (type.evidence[action] ?? 0) === 0,
    note: noteOf(action, one, { type, clear }, deps),
    wished: action === 'extend' ? (one.requested?.hours ?? null) : null,
  }
}

/** The open actions of a case as buttons, the expected step first. */
export const offersOf = (one: Case, open: readonly CaseActionId[], of: For, deps: AnswerDeps): CaseOffer[] =>
  open
    .map((action) => offerOf(action, one, { open, ...of }, deps))
    .sort((a, b) => Number(b.primary) - Number(a.primary))
