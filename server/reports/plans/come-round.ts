import { readWhen, slotsBetween, type IsWorkday } from '../timing/index.ts'
import { withRun, type PlanRecord } from './record.ts'

/**
 * The plan with a run for the newest slot that has passed, `null` when none has. Of several missed ones only the newest
 * is made up for: ten daily reports on the morning after a holiday help nobody, and say what each day could not know.
 */
export const comeRound = (
  plan: PlanRecord,
  isWorkday: IsWorkday,
  { local, now }: { local: number; now: number },
): PlanRecord | null => {
  const when = readWhen(plan.when)
  if (plan.state !== 'active' || !when) return null
  const slots = slotsBetween(when, isWorkday, plan.seen, local)
  const newest = slots.at(-1)
  if (!newest) return null
  return withRun(plan, {
    slot: newest.at,
    nominal: newest.nominal,
    missed: slots.length - 1,
    issue: null,
    state: 'waiting',
    attempts: 0,
    due: now,
    problem: null,
    deliveries: plan.outlets.map((outlet) => ({ outlet, state: 'waiting', attempts: 0, due: now, problem: null })),
  })
}
