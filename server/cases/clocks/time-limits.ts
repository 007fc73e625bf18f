import type { CaseSpan, CaseType, Catalog, LimitedStep } from '../../catalog/index.ts'
import type { CaseState } from '../../contract/index.ts'
import { createWorkCalendar, roundTheClock, type WorkCalendar } from '../../lib/index.ts'

const HOUR = 3_600_000
/** The part of a limit after which it presses. */
const PRESSING = 0.75

/** What is to be done next, by state: the step whose limit runs. */
const NEXT: Partial<Record<CaseState, LimitedStep>> = {
  reported: 'file',
  filed: 'dispatch',
  dispatched: 'sign',
  handling: 'handle',
  feedback: 'verify',
  verified: 'close',
  closed: 'rate',
  returned: 'dispatch',
}
export const nextStep = (state: CaseState): LimitedStep | null => NEXT[state] ?? null

/** The limits of one type of case. Moments are local milliseconds. */
export interface TimeLimits {
  calendar: WorkCalendar
  /** When what waits in this state must be done; `null` = no limit of its own. */
  due: (state: CaseState, since: number, extraHours?: number) => number | null
  /** When a case reported at a moment must be closed. */
  wholeDue: (reportedAt: number) => number
  /** When the stretch from `since` to `due` begins to press. */
  pressing: (since: number, due: number) => number
  /** The most one extension gives, in whole working hours, at least one. */
  longestExtension: number
  /** A span as it is said: 4 小时、3 个工作日. */
  words: (span: CaseSpan) => string
}

export const timeLimits = (
  calendar: WorkCalendar,
  type: Pick<CaseType, 'limits' | 'whole' | 'worktime' | 'extends'>,
): TimeLimits => {
  const length = ({ amount, unit }: CaseSpan): number =>
    amount * (unit === 'd' ? calendar.day : unit === 'h' ? HOUR : 60_000)
  return {
    calendar,
    due: (state, since, extraHours = 0) => {
      const step = NEXT[state]
      const limit = step && type.limits[step]
      return limit ? calendar.after(since, length(limit) + extraHours * HOUR) : null
    },
    wholeDue: (reportedAt) => calendar.after(reportedAt, length(type.whole)),
    pressing: (since, due) => calendar.after(since, calendar.between(since, due) * PRESSING),
    longestExtension: Math.max(1, Math.floor(length(type.extends.most) / HOUR)),
    words: ({ amount, unit }) =>
      `${amount} ${unit === 'm' ? '分钟' : unit === 'h' ? '小时' : type.worktime === null ? '天' : '个工作日'}`,
  }
}

/** Limits by type, made once per catalogue. */
export const createLimits = (catalog: () => Catalog): ((type: CaseType) => TimeLimits) => {
  let known: { of: Catalog; limits: Map<string, TimeLimits> } | null = null
  return (type) => {
    const current = catalog()
    if (known?.of !== current) known = { of: current, limits: new Map() }
    const made = known.limits.get(type.id)
    if (made) return made
    const week = type.worktime === null ? null : (current.worktimes.get(type.worktime)?.week ?? null)
    const limits = timeLimits(week === null ? roundTheClock : createWorkCalendar(week), type)
    known.limits.set(type.id, limits)
    return limits
  }
}
