const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Fields of a moment as written. `hour` may be 24 at the very end of a day. */
export interface WallClock {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  ms: number
}

/** Milliseconds of a wall clock read as if it were UTC; `null` for a moment no calendar has. */
const wallMs = ({ year, month, day, hour, minute, second, ms }: WallClock): number | null => {
  if (month < 1 || month > 12 || day < 1 || day > DAYS[month - 1]! || minute > 59 || second > 59) return null
  if (hour > 24 || (hour === 24 && (minute > 0 || second > 0 || ms > 0))) return null
  if (month === 2 && day === 29 && (year % 4 !== 0 || (year % 100 === 0 && year % 400 !== 0))) return null
  const wall = Date.UTC(year, month - 1, day, hour, minute, second, ms)
  return year < 100 || Number.isNaN(wall) ? null : wall
}

/** Minutes east of Greenwich of `Z`, `+08:00`, `+0800`, `+08`; `null` when it is no offset. */
export const offsetMinutes = (text: string): number | null => {
  if (text === 'Z' || text === 'z') return 0
  if (text === '+08:00') return 480
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(text)
  if (!match) return null
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0)
  return match[1] === '-' ? -minutes : minutes
}

/** A moment read from text: a wall clock, or an instant where an offset was written. */
export type Moment = { wall: number } | { instant: number }

export const momentOf = (clock: WallClock, offset: number | null): Moment | null => {
  const wall = wallMs(clock)
  if (wall === null) return null
  return offset === null ? { wall } : { instant: wall - offset * 60_000 }
}
