import type { CaseClock } from '../../contract/index.ts'
import type { Zone } from '../../lib/index.ts'
import type { TimeLimits } from './time-limits.ts'

const MINUTE = 60_000

/** A span of working time as people say it, the two largest units of it. */
const spanWords = (span: number, day: number, dayWord: string): string => {
  const days = Math.floor(span / day)
  const hours = Math.floor((span % day) / (60 * MINUTE))
  const minutes = Math.floor((span % (60 * MINUTE)) / MINUTE)
  if (days > 0) return `${days} ${dayWord}${hours > 0 ? ` ${hours} 小时` : ''}`
  if (hours > 0) return `${hours} 小时${minutes > 0 ? ` ${minutes} 分` : ''}`
  return `${Math.max(1, minutes)} 分钟`
}

/**
 * A limit and where it stands. `until` = when it stopped running, `null` while it runs; `still` = it is put off
 * altogether.
 */
interface Limit {
  since: number
  due: number
  until: number | null
  still: boolean
}

/** What a limit reads at a moment; nothing in it is ever negative. */
export const readClock = (
  { since, due, until, still }: Limit,
  now: number,
  limits: TimeLimits,
  zone: Zone,
): CaseClock => {
  const { calendar } = limits
  const dayWord = limits.words({ amount: 1, unit: 'd' }).slice(2)
  const at = until ?? now
  const remaining = calendar.between(at, due)
  const overdue = at > due ? calendar.between(due, at) : 0
  const late = at > due
  const state = still
    ? 'paused'
    : until !== null
      ? late
        ? 'missed'
        : 'met'
      : late
        ? 'overdue'
        : at >= limits.pressing(since, due)
          ? 'soon'
          : 'running'
  const words = {
    paused: '不计时',
    met: '按时',
    missed: `超 ${spanWords(overdue, calendar.day, dayWord)}`,
    overdue: `超 ${spanWords(overdue, calendar.day, dayWord)}`,
    soon: `剩 ${spanWords(remaining, calendar.day, dayWord)}`,
    running: `剩 ${spanWords(remaining, calendar.day, dayWord)}`,
  }[state]
  return {
    due: zone.format(due),
    remainingSeconds: Math.round(remaining / 1000),
    overdueSeconds: Math.round(overdue / 1000),
    state,
    words,
    calendarKnown: calendar.knows(since, Math.max(due, at)),
    calendarNote: calendar.doubt(since, Math.max(due, at)),
  }
}
