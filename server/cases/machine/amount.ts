import type { CaseType } from '../../catalog/index.ts'
import type { CaseActionId } from '../../contract/index.ts'
import type { TimeLimits } from '../clocks/time-limits.ts'
import { RULES, type Rule } from './rules.ts'

/** The number an action needs and its bounds, `null` = none; an extension is never longer than its type allows. */
export const amountOf = (action: CaseActionId, { worktime }: Pick<CaseType, 'worktime'>, { longestExtension }: Pick<TimeLimits, 'longestExtension'>): NonNullable<Rule['amount']> | null => {
  const amount = RULES[action].amount ?? null
  if (action !== 'extend' || amount === null) return amount
  return { ...amount, title: worktime === null ? '延长的小时数' : amount.title, max: Math.min(amount.max, longestExtension) }
}
