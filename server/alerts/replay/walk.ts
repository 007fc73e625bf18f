import type { AlertRule } from '../../catalog/index.ts'
import type { Regions } from '../../regions/index.ts'
import { inForce } from '../evaluate/in-force.ts'
import { stepsFor } from '../group/due-notices.ts'
import { step, type Stepped } from '../hold/step.ts'
import type { Episode } from '../types.ts'

/** What was known at a local moment, of the stretch that ends there; `null` = nothing. */
export interface Past {
  from: number
  at: number
  value: number | null
}

interface Walker {
  rule: AlertRule
  region: string
  regions: Regions
  newId: () => string
}

const HALF_HOUR = 1_800_000
const DAY = 48 * HALF_HOUR

/**
 * Whether a rule was in force at some time of the stretch's last day: a day's value is there after hours, but spoke
 * during them.
 */
const wasInForce = ({ calendar }: AlertRule, { from, at }: Past): boolean => {
  for (let moment = at - 1; moment >= Math.max(from, at - DAY); moment -= HALF_HOUR)
    if (inForce(calendar, moment)) return true
  return false
}

/**
 * Takes a rule through past moments of one region, in order; what is open after the last of them, told of each step on
 * the way.
 */
export const walk = (
  { rule, region, regions, newId }: Walker,
  past: readonly Past[],
  each: (stepped: Stepped, at: number) => void = () => undefined,
): Episode | null => {
  const steps = stepsFor(rule, regions, region)
  let open: Episode | null = null
  for (const one of past) {
    const { at, value } = one
    const seen = value === null ? { kind: 'gone' as const } : { kind: 'value' as const, value }
    const stepped = step(open, seen, { rule, region, steps, inForce: wasInForce(rule, one), now: at, newId })
    each(stepped, at)
    open = stepped.episode?.state === 'resolved' ? null : stepped.episode
  }
  return open
}
