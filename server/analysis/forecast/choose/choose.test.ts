import { expect, test } from 'vitest'
import type { Grain } from '../../../contract/index.ts'
import { shift } from '../../../lib/index.ts'
import { daysFromNewYear } from '../lunar-new-year.ts'
import { seeded } from '../seeded.ts'
import { choose } from './choose.ts'
import { smoothing, type Past } from './method.ts'

const pastOf = (
  grain: Grain,
  from: string,
  length: number,
  horizon: number,
  value: (start: number, index: number) => number,
): Past => {
  const starts = Array.from({ length: length + horizon }, (_, index) =>
    shift(grain, Date.parse(`${from}T00:00Z`), index),
  )
  return { series: starts.slice(0, length).map(value), starts, grain, horizon }
}
const noise = (name: string): (() => number) => {
  const random = seeded(name)
  return () => random() + random() + random() - 1.5
}
const WEEK = [100, 104, 98, 102, 110, 70, 60]

test('a growing week is seen through its noise better than by repeating last week', async () => {
  const chance = noise('week')
  const choice = await choose(
    pastOf('day', '2025-03-01', 200, 14, (_, index) => WEEK[index % 7]! + index * 0.2 + 8 * chance()),
  )
  expect(choice).toMatchObject({ isNaive: false, period: 7 })
  expect(choice!.mase).toBeLessThan(choice!.naiveMase)
})

test('where chance alone moves a series, no more is promised than its last value', async () => {
  const chance = noise('walk')
  let at = 1000
  const choice = await choose(pastOf('year', '1900-01-01', 90, 2, () => (at += 10 * chance())))
  expect(choice!.mase).toBeLessThanOrEqual(choice!.naiveMase)
  expect(Math.abs(choice!.mase - choice!.naiveMase) / choice!.naiveMase).toBeLessThan(0.2)
})

test('the new year is found where it moves to, not where it was last year', async () => {
  const chance = noise('holiday')
  const dip = (start: number): number => {
    const days = daysFromNewYear(start)
    return days >= -1 && days < 7 ? 0.3 : days >= -7 && days < 15 ? 0.7 : 1
  }
  // Three new years behind, the fourth (17 February 2026) within the last forecasts that are checked.
  const past = pastOf(
    'day',
    '2022-12-01',
    1180,
    14,
    (start, index) => WEEK[index % 7]! * dip(start) * (1 + 0.03 * chance()),
  )
  const choice = await choose(past)
  expect(choice!.method.words).toContain('春节')
  expect(choice!.mase).toBeLessThan(0.6 * choice!.naiveMase)
})

test('too short a past is not forecast from', async () => {
  expect(await choose(pastOf('day', '2026-01-01', 25, 14, (_, index) => index))).toBeNull()
})

test('two years of months go on as the year before, with the errors that would have made', async () => {
  const past = pastOf('month', '2024-11-01', 24, 6, (_, index) => 100 + 10 * (index % 12) + (index >= 12 ? 5 : 0))
  const choice = await choose(past)
  expect(choice).toMatchObject({ isNaive: true, alone: true, period: 12 })
  expect(choice!.method.look(past)!.values).toEqual([105, 115, 125, 135, 145, 155])
  expect(choice!.trials.flatMap(({ errors }) => errors.map(({ error }) => error))).toEqual(
    Array.from({ length: 12 }, () => 5),
  )
  expect(choice!.mase).toBe(choice!.naiveMase)
})

test.each<[string, Grain, number, (index: number) => number, number[]]>([
  ['a count that is always none', 'day', 203, () => 0, [0, 0, 0]],
  ['a week that is always the same', 'day', 203, (index) => WEEK[index % 7]!, WEEK.slice(0, 3)],
  ['years that are all alike', 'year', 30, () => 12, [12, 12, 12]],
])('%s goes on so, and no error is told', async (_, grain, length, value, next) => {
  const past = pastOf(grain, '1990-01-01', length, 3, (__, index) => value(index))
  const choice = (await choose(past))!
  expect(choice).toMatchObject({ exact: true, isNaive: true, trials: [] })
  expect(choice.method.look(past)!.values).toEqual(next)
})

test('what repeated exactly until lately is checked from there on', async () => {
  const chance = noise('awake')
  const choice = await choose(pastOf('day', '2025-03-01', 200, 7, (_, index) => (index < 160 ? 50 : 80 + 5 * chance())))
  expect(choice).toMatchObject({ exact: false })
  expect(Number.isFinite(choice!.mase)).toBe(true)
})

test('too short a past is not gone on with because it is alike', async () => {
  expect(await choose(pastOf('day', '2026-01-01', 15, 14, () => 3))).toBeNull()
})

test('the farther ahead of what wanders, the wider the band', () => {
  const chance = noise('wander')
  let at = 1000
  const past = pastOf('day', '2025-03-01', 120, 14, () => (at += 10 * chance()))
  const wider = smoothing({ trend: 'none', season: 'none', period: 1 }).look(past)!.widening(seeded('paths'))
  expect(wider[0]).toBe(1)
  expect(wider[13]!).toBeGreaterThan(2)
})
