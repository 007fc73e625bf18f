import type { CaseType } from '../../catalog/index.ts'
import type { CaseActionId } from '../../contract/index.ts'
import type { Case } from '../types.ts'
import { ACTION_WORDS, LOOP_WORDS, STATE_WORDS } from '../words.ts'
import { missingSteps } from './loop.ts'
import { isExtension, RULES, type Standing } from './rules.ts'

/** Why not: `right` = not by this person, `state` = not now. */
interface Refusal {
  because: 'right' | 'state'
  words: string
}

const titles = (actions: ReturnType<typeof missingSteps>): string => actions.map((step) => LOOP_WORDS[step]).join('、')

/**
 * Whether more time may not be asked for, given or declined now: it is decided by another party than the one that
 * asked, as often as the type allows.
 */
const extensionRefusal = (
  action: CaseActionId,
  { requested }: Standing,
  one: Case,
  { extends: { times } }: CaseType,
): Refusal | null => {
  if (action === 'decline' && one.requested === null) return { because: 'state', words: '没有待批的延期申请' }
  if (action === 'request' && one.requested !== null)
    return { because: 'state', words: `${one.requested.by.name}已申请延期，正等待批复` }
  if ((action === 'extend' || action === 'decline') && requested)
    return { because: 'right', words: '延期申请须由申请的人和单位以外的人批复' }
  if (!isExtension(action) || one.extensions < times) return null
  return {
    because: 'state',
    words: times === 0 ? '这一类型不能延期' : `最多延期 ${times} 次，已经延过 ${one.extensions} 次`,
  }
}

/** Whether somebody who stands so to a case may do this now; `null` = yes. */
export const refusalOf = (action: CaseActionId, standing: Standing, one: Case, type: CaseType): Refusal | null => {
  const rule = RULES[action]
  if (!rule.who(standing)) return { because: 'right', words: `您没有对这一件“${ACTION_WORDS[action]}”的权限` }
  if (!rule.from.includes(one.state))
    return { because: 'state', words: `该件现在是“${STATE_WORDS[one.state]}”，不能“${ACTION_WORDS[action]}”` }
  if (rule.another && standing.fedBack)
    return { because: 'right', words: `“${ACTION_WORDS[action]}”须由反馈人以外的人来做` }
  const unextended = extensionRefusal(action, standing, one, type)
  if (unextended !== null) return unextended
  if (action === 'archive' && missingSteps(one, type).length > 0)
    return { because: 'state', words: `闭环缺少“${titles(missingSteps(one, type))}”，不能归档` }
  return null
}
