import type { Series } from '../ets/model.ts'
import { daysFromNewYear } from '../lunar-new-year.ts'
import type { Learn } from './adjust.ts'

const DAY = 86_400_000
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!

/**
 * Stretches of days around the new year that behave alike: people leave, the eve, the holiday, the return, the
 * lanterns.
 */
const STRETCHES = [-21, -14, -7, -3, -1, 0, 3, 7, 10, 15, 21]
const stretchOf = (days: number): number | null => {
  if (days < STRETCHES[0]! || days >= STRETCHES.at(-1)!) return null
  return STRETCHES.findLastIndex((from) => days >= from)
}
const weekOf = (start: number): number | null => {
  const week = Math.floor((daysFromNewYear(start + 3 * DAY) + 3) / 7)
  return Math.abs(week) <= 3 ? week : null
}

/** Same place in the week, within eight weeks, outside of any holiday. */
const ordinary = (series: Series, marks: readonly (number | null)[], at: number, period: number): number | null => {
  const near: number[] = []
  for (let weeks = -8; weeks <= 8; weeks += 1) {
    const index = at + weeks * period
    const value = series[index]
    if (value !== null && value !== undefined && marks[index] === null) near.push(value)
  }
  return near.length < 4 ? null : median(near)
}

const FEW = 0.5

/** Each stretch of the holiday against ordinary days around it, over the years; few years count less. */
const learnMarks = (series: Series, marks: readonly (number | null)[], period: number): Map<number, number> | null => {
  const logs = new Map<number, number[]>()
  for (const [index, mark] of marks.entries()) {
    const value = series[index]
    const usual = mark === null || !value ? null : ordinary(series, marks, index, period)
    if (mark !== null && usual !== null && usual > 0)
      logs.set(mark, [...(logs.get(mark) ?? []), Math.log(value! / usual)])
  }
  return logs.size < 4
    ? null
    : new Map([...logs].map(([mark, all]) => [mark, Math.exp(mean(all) * (all.length / (all.length + FEW)))]))
}

/** Share of a month's days from a week before the new year to two weeks after. */
const shareOf = (start: number): number => {
  let [days, inside] = [0, 0]
  for (let day = start; new Date(day).getUTCMonth() === new Date(start).getUTCMonth(); day += DAY) {
    const away = daysFromNewYear(day)
    days += 1
    inside += away >= -7 && away < 14 ? 1 : 0
  }
  return inside / days
}

/** Months: how much a month moves against last year's when the holiday moves into it. */
const learnMonths: Learn = (series, starts) => {
  const pairs = series.flatMap((value, index) => {
    const before = series[index - 12]
    return value && before
      ? [{ y: Math.log(value / before), x: shareOf(starts[index]!) - shareOf(starts[index - 12]!) }]
      : []
  })
  const moved = pairs.filter(({ x }) => Math.abs(x) > 0.05)
  if (moved.length < 2) return null
  const growth = median(pairs.map(({ y }) => y))
  const slope =
    moved.reduce((sum, { x, y }) => sum + x * (y - growth), 0) / (moved.reduce((sum, { x }) => sum + x * x, 0) + 0.05)
  return (start) => Math.exp(slope * shareOf(start))
}

/** The Chinese New Year as what it is, a holiday that moves; `null` where the series has seen none, or holds zeros. */
export const learnHoliday: Learn = (series, starts, grain) => {
  if (series.some((value) => value !== null && value <= 0)) return null
  if (grain === 'month') return learnMonths(series, starts, grain)
  if (grain !== 'day' && grain !== 'week') return null
  const markOf = grain === 'day' ? (start: number) => stretchOf(daysFromNewYear(start)) : weekOf
  const learned = learnMarks(series, starts.map(markOf), grain === 'day' ? 7 : 1)
  return (
    learned
    && ((start) => {
      const mark = markOf(start)
      return mark === null ? 1 : (learned.get(mark) ?? 1)
    })
  )
}
