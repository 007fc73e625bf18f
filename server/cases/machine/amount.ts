import type { CaseType } from '../../catalog/index.ts'
import type { CaseActionId } from '../../contract/index.ts'
import type { TimeLimits } from '../clocks/time-limits.ts'
import { isExtension, RULES, type Rule } from './rules.ts'

/** The number an action needs and its bounds, `null` = none; an extension is never longer than its type allows. */
export const amountOf = (
  action: CaseActionId,
  { worktime }: Pick<CaseType, 'worktime'>,
  { longestExtension }: Pick<TimeLimits, 'longestExtension'>,
): NonNullable<Rule['amount']> | null => {
  const amount = RULES[action].amount ?? null
  if (!isExtension(action) || amount === null) return amount
  return {
    ...amount,
    title: worktime === null ? amount.title.replace('工作小时', '小时') : amount.title,
    max: Math.min(amount.max, longestExtension),
  }
}
