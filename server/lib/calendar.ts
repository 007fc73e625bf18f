import { GRAINS, type Grain } from '../contract/index.ts'

const DAY = 86_400_000
const HOUR = 3_600_000

const date = (year: number, month: number, day = 1): number => {
  const at = new Date(0)
  at.setUTCFullYear(year, month, day)
  return at.getTime()
}

/** Start of the bucket that holds a local moment. Weeks start on Monday; a dekad on the 1st, 11th or 21st. */
export const startOf = (grain: Grain, local: number): number => {
  const at = new Date(local)
  const year = at.getUTCFullYear()
  const month = at.getUTCMonth()
  switch (grain) {
    case 'hour':
      return Math.floor(local / HOUR) * HOUR
    case 'day':
      return Math.floor(local / DAY) * DAY
    case 'week':
      return Math.floor((local - 4 * DAY) / (7 * DAY)) * 7 * DAY + 4 * DAY
    case 'dekad':
      return date(year, month, at.getUTCDate() >= 21 ? 21 : at.getUTCDate() >= 11 ? 11 : 1)
    case 'month':
      return date(year, month)
    case 'quarter':
      return date(year, month - (month % 3))
    case 'year':
      return date(year, 0)
  }
}

/** Start of the bucket `steps` after the one that starts at `start`. */
export const shift = (grain: Grain, start: number, steps: number): number => {
  const at = new Date(start)
  const year = at.getUTCFullYear()
  const month = at.getUTCMonth()
  switch (grain) {
    case 'hour':
      return start + steps * HOUR
    case 'day':
      return start + steps * DAY
    case 'week':
      return start + steps * 7 * DAY
    case 'dekad': {
      const index = (year * 12 + month) * 3 + Math.min(2, Math.floor((at.getUTCDate() - 1) / 10)) + steps
      return date(Math.floor(index / 36), Math.floor(index / 3) % 12, 1 + (index % 3) * 10)
    }
    case 'month':
      return date(year, month + steps)
    case 'quarter':
      return date(year, month + steps * 3)
    case 'year':
      return date(year + steps, 0)
  }
}

/** First moment after the bucket. */
export const endOf = (grain: Grain, start: number): number => shift(grain, start, 1)

/** Starts of all buckets from the one that holds `from` to the one that holds `to`, at most `limit + 1`. */
export const bucketsBetween = (grain: Grain, from: number, to: number, limit = Infinity): number[] => {
  const buckets: number[] = []
  for (let at = startOf(grain, from); at <= to && buckets.length <= limit; at = endOf(grain, at)) buckets.push(at)
  return buckets
}

/**
 * Start of the same bucket last year. A week keeps its weekday (52 weeks back); 29 February is compared
 * with 28 February.
 */
export const lastYear = (grain: Grain, start: number): number => {
  if (grain === 'week') return start - 52 * 7 * DAY
  const at = new Date(start)
  const day = at.getUTCMonth() === 1 && at.getUTCDate() === 29 ? 28 : at.getUTCDate()
  return date(at.getUTCFullYear() - 1, at.getUTCMonth(), day) + (((start % DAY) + DAY) % DAY)
}

/** Which grain's buckets are whole sums of another's: a week never makes a month. */
const PARTS: Record<Grain, Grain[]> = {
  hour: ['hour'],
  day: ['hour', 'day'],
  week: ['hour', 'day', 'week'],
  dekad: ['hour', 'day', 'dekad'],
  month: ['hour', 'day', 'dekad', 'month'],
  quarter: ['hour', 'day', 'dekad', 'month', 'quarter'],
  year: ['hour', 'day', 'dekad', 'month', 'quarter', 'year'],
}

/** True when every bucket of `coarse` is a union of buckets of `fine`. */
export const derives = (coarse: Grain, fine: Grain): boolean => PARTS[coarse].includes(fine)

/** SQL that truncates a TIMESTAMP expression to its bucket; agrees with `startOf` on every moment. */
export const bucketSql = (grain: Grain, expression: string): string =>
  grain === 'dekad'
    ? `(date_trunc('month', ${expression}) + to_days(10 * least(2, (day(${expression}) - 1) // 10)::INTEGER))::TIMESTAMP`
    : `date_trunc('${grain}', ${expression})::TIMESTAMP`

export const isGrain = (text: string): text is Grain => (GRAINS as readonly string[]).includes(text)
