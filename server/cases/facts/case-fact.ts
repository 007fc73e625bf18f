import { maskText, type CaseType } from '../../catalog/index.ts'
import type { OwnFact } from '../../ingest/index.ts'
import type { Clock } from '../../lib/index.ts'
import { loopOrder, loopState, missingSteps } from '../machine/loop.ts'
import { isOpen, type Case } from '../types.ts'
import { STATE_WORDS } from '../words.ts'

const ORIGINS = { rule: '预警规则', feed: '部门转入', hand: '人工上报' } as const
const GROUPS = { event: '事件', task: '督办' } as const

/** Closed, and nothing on the way was passed over; what comes after closing may still lie ahead. */
const isWhole = (one: Case, type: CaseType): boolean =>
  one.closedAt !== null
  && (missingSteps(one, type).length === 0 || loopOrder(type).every((step) => loopState(step, one, type) !== 'missing'))

/**
 * The row of a case now. `units` = how many units it was given to. A step past its limit is due and not in time, also
 * while it is still to be done.
 */
export const caseFact = (
  one: Case,
  { type, units, clock }: { type: CaseType; units: number; clock: Clock },
): OwnFact => {
  const now = clock.local()
  const written = (at: number | null): string | null => (at === null ? null : clock.zone.format(at))
  const [inTime, done] = one.timely
  const late = isOpen(one.state) && one.stepDue !== null && one.stepDue < now ? 1 : 0
  return {
    case_id: one.id,
    title: maskText(one.title),
    region_code: one.region,
    case_type: type.title,
    kind: GROUPS[type.group],
    source: ORIGINS[one.origin.kind],
    status: STATE_WORDS[one.state],
    reported_at: written(one.reportedAt),
    updated_at: written(one.changedAt),
    filed_at: written(one.filedAt),
    due_at: written(one.wholeDue),
    closed_at: written(one.closedAt),
    counted: one.state !== 'void' && one.state !== 'merged',
    overdue: one.closedAt === null ? isOpen(one.state) && one.wholeDue < now : one.closedAt > one.wholeDue,
    steps_in_time: inTime,
    steps_due: done + late,
    departments: Math.max(1, units),
    supervised: one.supervised !== null,
    rating: one.score,
    reopened: one.reopened,
    complete: isWhole(one, type),
  }
}
