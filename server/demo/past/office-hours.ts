import type { PastCase, PastStep } from '../../cases/index.ts'
import type { WorkCalendar } from '../../lib/index.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** No stretch off work is as long as this, the longest holidays included. */
const LONGEST_OFF = 20 * 24 * HOUR
/** Between one act and the next that both fall into the same night. */
const GAP = 25 * MINUTE

/** The moment itself where it is worked, else one within the last hour of work before it. */
const workedBefore = (at: number, calendar: WorkCalendar): number => {
  const from = at - LONGEST_OFF
  const worked = calendar.between(from, at)
  const isWorked = calendar.between(at - 1, at) > 0
  return calendar.after(from, isWorked ? worked : worked - (at % HOUR))
}

/**
 * The same acts in the same order, each within working hours and none later than it was: what officials do by day. What
 * they act on is there before the first.
 */
export const inOfficeHours = (one: PastCase, calendar: WorkCalendar): PastCase => {
  const steps: PastStep[] = []
  let next = Infinity
  for (const step of one.steps.toReversed()) {
    const at = workedBefore(Math.min(step.at, next - GAP), calendar)
    steps.unshift({ ...step, at })
    next = at
  }
  return { ...one, at: Math.min(one.at, next - GAP), steps }
}
