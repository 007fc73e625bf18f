const DAY = 86_400_000

/** When people work: hours of a day (ms after midnight, ascending), and what a year makes of the plain week. */
export interface WorkWeek {
  hours: readonly (readonly [from: number, until: number])[]
  /**
   * By year: days off in the week, and weekend days that are worked, `mm-dd`; `provisional` says why that is not final.
   * Years that are not there have plain weeks.
   */
  years: Readonly<Record<string, { off: readonly string[]; on: readonly string[]; provisional?: string | undefined }>>
}

/** Arithmetic in working time. Moments are local milliseconds, spans are milliseconds of work. */
export interface WorkCalendar {
  /** Working time of one working day. */
  day: number
  /** The moment by which so much working time has passed; `from` itself for none. */
  after: (from: number, span: number) => number
  /** Working time from one moment to a later one; 0 when it is not later. */
  between: (from: number, until: number) => number
  /** Whether the public holidays of every year the stretch touches are final. */
  knows: (from: number, until: number) => boolean
  /** What is not final about them, in words; `null` = nothing. */
  doubt: (from: number, until: number) => string | null
}

const startOfDay = (local: number): number => Math.floor(local / DAY) * DAY

/** 1970 began on a Thursday. */
const isWeekend = (midnight: number): boolean => ((midnight / DAY + 4) % 7) % 6 === 0

/** Works day and night. */
export const roundTheClock: WorkCalendar = {
  day: DAY,
  after: (from, span) => from + span,
  between: (from, until) => Math.max(0, until - from),
  knows: () => true,
  doubt: () => null,
}

const yearOf = (local: number): number => new Date(local).getUTCFullYear()

/** Office hours on working days: weekends, public holidays and worked weekends as given. */
export const createWorkCalendar = ({ hours, years }: WorkWeek): WorkCalendar => {
  const midnights = (of: 'off' | 'on'): Set<number> =>
    new Set(Object.entries(years).flatMap(([year, days]) => days[of].map((day) => Date.parse(`${year}-${day}`))))
  const [off, on] = [midnights('off'), midnights('on')]
  const length = hours.reduce((sum, [from, until]) => sum + until - from, 0)

  // A list of cases walks through thousands of days: no day is made into a date or a text for it.
  const works = (midnight: number): boolean => on.has(midnight) || (!off.has(midnight) && !isWeekend(midnight))
  const stretches = (midnight: number): (readonly [number, number])[] =>
    works(midnight) ? hours.map(([from, until]) => [midnight + from, midnight + until]) : []

  const doubt: WorkCalendar['doubt'] = (from, until) => {
    for (let year = yearOf(from); year <= yearOf(until); year += 1) {
      if (!Object.hasOwn(years, String(year))) return `${year}年的放假安排还没有，只按双休日计算`
      const { provisional } = years[String(year)]!
      if (provisional !== undefined) return provisional
    }
    return null
  }

  return {
    day: length,
    after: (from, span) => {
      let left = span
      if (left <= 0) return from
      for (let midnight = startOfDay(from); ; midnight += DAY) {
        for (const [start, end] of stretches(midnight)) {
          const begin = Math.max(start, from)
          if (begin >= end) continue
          if (left <= end - begin) return begin + left
          left -= end - begin
        }
      }
    },
    between: (from, until) => {
      let sum = 0
      for (let midnight = startOfDay(from); midnight < until; midnight += DAY) {
        for (const [start, end] of stretches(midnight)) sum += Math.max(0, Math.min(end, until) - Math.max(start, from))
      }
      return sum
    },
    knows: (from, until) => doubt(from, until) === null,
    doubt,
  }
}
