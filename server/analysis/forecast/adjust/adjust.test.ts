import { expect, test } from 'vitest'
import type { Grain } from '../../../contract/index.ts'
import { shift } from '../../../lib/index.ts'
import { learnHoliday } from './holiday.ts'
import { learnYear } from './year.ts'

const at = (day: string): number => Date.parse(`${day}T00:00Z`)
const startsFrom = (grain: Grain, from: string, length: number): number[] =>
  Array.from({ length }, (_, index) => shift(grain, at(from), index))
const NEW_YEARS = ['2019-02-05', '2020-01-25', '2021-02-12', '2022-02-01', '2023-01-22', '2024-02-10', '2025-01-29']
const DAY = 86_400_000

test('a month is lower by as many holidays as lie in it this year, not by what it was last year', () => {
  // Days of each month from a week before the new year to two weeks after, of 2019 to 2025.
  const inside: Record<string, number> = {
    '2019-01': 3 / 31,
    '2019-02': 18 / 28,
    '2020-01': 14 / 31,
    '2020-02': 7 / 29,
    '2021-02': 21 / 28,
    '2022-01': 7 / 31,
    '2022-02': 14 / 28,
    '2023-01': 17 / 31,
    '2023-02': 4 / 28,
    '2024-02': 21 / 29,
    '2025-01': 10 / 31,
    '2025-02': 11 / 28,
  }
  const starts = startsFrom('month', '2019-01-01', 84)
  const series = starts.map((start) => 100 * Math.exp(-0.5 * (inside[new Date(start).toISOString().slice(0, 7)] ?? 0)))
  const factor = learnHoliday(series, starts, 'month')!
  // 17 February 2026: all of it after the 10th is in February and March, nothing in January.
  expect(factor(at('2026-01-01'))).toBeCloseTo(1, 6)
  expect(factor(at('2026-02-01'))).toBeCloseTo(Math.exp((-0.5 * 19) / 28), 1)
  expect(factor(at('2026-02-01'))).toBeLessThan(0.76)
})

test('a week is lower where the new year moves to', () => {
  const starts = startsFrom('week', '2018-12-31', 330)
  const series = starts.map((start) =>
    NEW_YEARS.some((day) => at(day) >= start && at(day) < start + 7 * DAY) ? 40 : 100,
  )
  const factor = learnHoliday(series, starts, 'week')!
  expect(factor(at('2026-02-16'))).toBeLessThan(0.55)
  // Where it was the year before, and far from any.
  expect([factor(at('2026-01-26')), factor(at('2026-06-01'))].every((one) => one > 0.95)).toBe(true)
})

test('the course of a year is learned from two, and not from less', () => {
  const warm = (start: number): number => Math.exp(0.3 * Math.sin((2 * Math.PI * start) / (365.2425 * DAY)))
  const starts = startsFrom('day', '2023-01-01', 800)
  const series = starts.map((start) => 100 * warm(start))
  const factor = learnYear(series, starts, 'day')!
  const [spring, autumn] = [at('2026-04-02'), at('2026-10-02')]
  expect(factor(spring) / factor(autumn)).toBeCloseTo(warm(spring) / warm(autumn), 2)
  expect(learnYear(series.slice(0, 700), starts, 'day')).toBeNull()
})
