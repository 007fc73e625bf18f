import type { BucketStart, Grain } from '../time.ts'

/** A wall-clock reading in the city's zone. */
export interface CivilTime {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
}

/** Reads the civil time written in an RFC 3339 text; buckets always carry the city's own offset. */
export const civilOf = (text: BucketStart): CivilTime => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = (text.match(/\d+/g) ?? []).map(Number)
  return { year, month, day, hour, minute, second }
}

const two = (value: number): string => String(value).padStart(2, '0')

/** `2026年11月21日`. */
export const formatDate = (time: CivilTime): string => `${time.year}年${time.month}月${time.day}日`

/** Which third of its month a day lies in: 0, 1 or 2. */
export const thirdOf = (day: number): number => Math.min(2, Math.floor((day - 1) / 10))
const THIRDS = ['上旬', '中旬', '下旬']
const QUARTERS = ['一', '二', '三', '四']

/** A bucket on an axis, as short as it can be: `20时`, `11-21`, `11月`. */
export const bucketTick = (bucket: BucketStart, grain: Grain): string => {
  const { year, month, day, hour } = civilOf(bucket)
  switch (grain) {
    case 'hour':
      return `${day}日${hour}时`
    case 'day':
    case 'week':
      return `${two(month)}-${two(day)}`
    case 'dekad':
      return `${month}月${THIRDS[thirdOf(day)]![0]}`
    case 'month':
      return month === 1 ? `${year}年` : `${month}月`
    case 'quarter':
      return `${String(year).slice(2)}年${Math.ceil(month / 3)}季`
    case 'year':
      return String(year)
  }
}

/** A week by its first and its last day: `2026年11月16日至22日`. */
const weekTitle = (first: CivilTime): string => {
  const end = new Date(Date.UTC(first.year, first.month - 1, first.day + 6))
  const last = { year: end.getUTCFullYear(), month: end.getUTCMonth() + 1, day: end.getUTCDate() }
  const year = last.year === first.year ? '' : `${last.year}年`
  const month = last.month === first.month ? '' : `${last.month}月`
  return `${formatDate(first)}至${year}${month}${last.day}日`
}

/** A bucket in full: `2026年11月21日 20时`. */
export const bucketTitle = (bucket: BucketStart, grain: Grain): string => {
  const time = civilOf(bucket)
  switch (grain) {
    case 'hour':
      return `${formatDate(time)} ${time.hour}时`
    case 'day':
      return formatDate(time)
    case 'week':
      return weekTitle(time)
    case 'dekad':
      return `${time.year}年${time.month}月${THIRDS[thirdOf(time.day)]}`
    case 'month':
      return `${time.year}年${time.month}月`
    case 'quarter':
      return `${time.year}年第${QUARTERS[Math.ceil(time.month / 3) - 1]}季度`
    case 'year':
      return `${time.year}年`
  }
}
