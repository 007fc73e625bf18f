import type { Calendar } from '../../catalog/index.ts'
import { createWorkCalendar, type WorkCalendar, type WorkWeek } from '../../lib/index.ts'

const DAY = 86_400_000

const weeks = new WeakMap<WorkWeek, WorkCalendar>()
const calendarOf = (week: WorkWeek): WorkCalendar => {
  const known = weeks.get(week) ?? createWorkCalendar(week)
  weeks.set(week, known)
  return known
}

/** Whether people work at a local moment, or on its day. */
const works = ({ week, wholeDays }: NonNullable<Calendar['work']>, local: number): boolean => {
  const from = wholeDays ? Math.floor(local / DAY) * DAY : local
  return calendarOf(week).between(from, from + (wholeDays ? DAY : 1)) > 0
}

/** `11-01..02-10` runs over the turn of the year. */
const inSeason = ([from, to]: readonly [string, string], day: string): boolean =>
  from <= to ? from <= day && day <= to : day >= from || day <= to

/** Whether a rule with this calendar is in force at a local moment. */
export const inForce = ({ work, hours, season }: Calendar, local: number): boolean => {
  const sinceMidnight = ((local % DAY) + DAY) % DAY
  return (
    (work === null || works(work, local))
    && (hours === null || hours.some(([from, until]) => from <= sinceMidnight && sinceMidnight < until))
    && (season === null || season.some((span) => inSeason(span, new Date(local).toISOString().slice(5, 10))))
  )
}
