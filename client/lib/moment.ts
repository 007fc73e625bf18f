import {
  civilOf,
  bucketTitle,
  thirdOf,
  type BucketStart,
  type CivilTime,
  type Grain,
  type Moment,
} from '../../server/contract/index.ts'

export { bucketTick, bucketTitle, civilOf, formatDate, type CivilTime } from '../../server/contract/index.ts'

const clocks = new Map<string, Intl.DateTimeFormat>()

/** The civil time of an instant (ms since 1970) in a zone. */
export const civilAt = (instant: number, timeZone: string): CivilTime => {
  let clock = clocks.get(timeZone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    clocks.set(timeZone, clock)
  }
  return civilOf(clock.format(instant))
}

const two = (value: number): string => String(value).padStart(2, '0')
const WEEKDAYS = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六']
const dayNumber = ({ year, month, day }: CivilTime): number => Math.floor(Date.UTC(year, month - 1, day) / 86_400_000)

/** `星期六`. */
export const weekdayOf = (time: CivilTime): string => WEEKDAYS[(dayNumber(time) + 4) % 7]!

/** `20:41:07`. */
export const formatClock = (time: CivilTime): string => `${two(time.hour)}:${two(time.minute)}:${two(time.second)}`

/** `11月21日 20:41` for people who know the year. */
export const formatMoment = (moment: Moment, timeZone: string): string => {
  const time = civilAt(Date.parse(moment), timeZone)
  return `${time.month}月${time.day}日 ${two(time.hour)}:${two(time.minute)}`
}

const CURRENT: Record<Grain, string> = {
  hour: '本小时',
  day: '今日',
  week: '本周',
  dekad: '本旬',
  month: '本月',
  quarter: '本季度',
  year: '今年',
}

/** True for a grain's name. */
export const isGrain = (text: string | undefined): text is Grain => text !== undefined && Object.hasOwn(CURRENT, text)

/** True when `now` lies in the bucket. */
export const isCurrent = (bucket: BucketStart, grain: Grain, now: CivilTime): boolean => {
  const start = civilOf(bucket)
  if (grain === 'week') {
    const days = dayNumber(now) - dayNumber(start)
    return days >= 0 && days < 7
  }
  if (start.year !== now.year) return false
  if (grain === 'year') return true
  if (grain === 'quarter') return Math.ceil(start.month / 3) === Math.ceil(now.month / 3)
  if (start.month !== now.month) return false
  if (grain === 'month') return true
  if (grain === 'dekad') return thirdOf(start.day) === thirdOf(now.day)
  return start.day === now.day && (grain === 'day' || start.hour === now.hour)
}

/** `今日` while the bucket runs, its name once it is over. */
export const bucketWords = (bucket: BucketStart, grain: Grain, now: CivilTime): string => {
  if (isCurrent(bucket, grain, now)) return CURRENT[grain]
  const sameYear = civilOf(bucket).year === now.year
  const title = bucketTitle(bucket, grain)
  return sameYear && grain !== 'year' ? title.replace(/^\d+年/, '') : title
}
