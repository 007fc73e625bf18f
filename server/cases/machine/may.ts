import type { CaseType } from '../../catalog/index.ts'
import type { CaseActionId } from '../../contract/index.ts'
import type { Case } from '../types.ts'
import { ACTION_WORDS, LOOP_WORDS, STATE_WORDS } from '../words.ts'
import { missingSteps } from './loop.ts'
import { RULES, type Standing } from './rules.ts'

/** Why not: `right` = not by this person, `state` = not now. */
export interface Refusal { because: 'right' | 'state'; words: string }

const titles = (actions: ReturnType<typeof missingSteps>): string => actions.map((step) => LOOP_WORDS[step]).join('、')

/** Whether somebody who stands so to a case may do this now; `null` = yes. */
export const refusalOf = (action: CaseActionId, standing: Standing, one: Case, type: CaseType): Refusal | null => {
  const rule = RULES[action]
  if (!rule.who(standing)) return { because: 'right', words: `您没有对这一件“${ACTION_WORDS[action]}”的权限` }
  if (!rule.from.includes(one.state)) return { because: 'state', words: `该件现在是“${STATE_WORDS[one.state]}”，不能“${ACTION_WORDS[action]}”` }
  if (rule.another && standing.fedBack) return { because: 'right', words: `“${ACTION_WORDS[action]}”须由反馈人以外的人来做` }
  if (action === 'extend' && one.extensions >= type.extends.times) {
    return { because: 'state', words: type.extends.times === 0 ? '这一类型不能延期' : `最多延期 ${type.extends.times} 次，已经延过 ${one.extensions} 次` }
  }
  if (action === 'archive' && missingSteps(one, type).length > 0) return { because: 'state', words: `闭环缺少“${titles(missingSteps(one, type))}”，不能归档` }
  return null
}
