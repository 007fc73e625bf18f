import { expect, test } from 'vitest'
import { seeded } from '../../forecast/seeded.ts'
import { draw, simulate } from '../queue/simulate.ts'
import { calibrate } from './calibrate.ts'
import type { History } from './series.ts'

const poisson = (mean: number, random: () => number): number => {
  let count = 0
  for (let left = Math.exp(-mean), product = random(); product > left; product *= random()) count += 1
  return count
}
/** A past made by a queue that is known. */
const pastOf = (hands: number, perDay: number, days: number, handlingDays: number): History => {
  const chance = seeded('past')
  const arrivals = Array.from({ length: days }, () => poisson(perDay, chance))
  const { backlog } = simulate(
    { hands, alone: handlingDays, joint: handlingDays, share: 0 },
    arrivals.flatMap((count, day) => draw(count, day, seeded(`queue ${day}`))),
    days,
  )
  return {
    region: 'a',
    arrivals,
    backlog,
    hours: backlog.map((open) => 24 * (handlingDays + Math.max(0, open - hands) / perDay)),
  }
}
const ONE = { share: 0, ratio: 1 }

test('where cases wait for hands, about those hands are found', () => {
  const queue = calibrate(pastOf(10, 22, 400, 0.4), ONE)!
  expect([queue.unlimited, Math.abs(queue.hands - 10) <= 2, Math.abs(queue.alone - 0.4) < 0.05]).toEqual([
    false,
    true,
    true,
  ])
})

test('where none ever waited, no limit is made up below what was handled at once', () => {
  const past = pastOf(1000, 22, 120, 0.4)
  const queue = calibrate(past, ONE)!
  expect(queue).toMatchObject({ unlimited: true, hands: Math.max(...(past.backlog as number[])) })
})

test('days on which long cases came are not taken for days on which cases waited', () => {
  const chance = seeded('long days')
  const days = 77
  // No limit at all: on some days every case is a long one, and then more is open at their end.
  const cases = Array.from({ length: days }, (_, day) => {
    const long = chance() < 0.3 ? 1 : 0
    return draw(poisson(20, chance), day, chance).map((one) => ({ ...one, several: 1 - long, long }))
  })
  const { backlog } = simulate({ hands: 1000, alone: 0.25, joint: 0.9, share: 0.5 }, cases.flat(), days)
  const hours = cases.map((day) =>
    day.length === 0
      ? null
      : day.reduce((sum, { work, long }) => sum + work * (long ? 0.9 : 0.25) * 24, 0) / day.length,
  )
  const queue = calibrate({ region: 'a', arrivals: cases.map((day) => day.length), backlog, hours }, ONE)!
  expect(queue).toMatchObject({ unlimited: true, hands: Math.max(...backlog) })
  expect(queue.alone).toBeCloseTo(backlog.reduce((sum, open) => sum + open, 0) / cases.flat().length, 10)
})

test('a mix of short and long cases takes as long on average as was seen', () => {
  const queue = calibrate(pastOf(1000, 22, 120, 0.4), { share: 0.25, ratio: 3 })!
  const single = calibrate(pastOf(1000, 22, 120, 0.4), ONE)!
  expect(queue.alone * 0.75 + queue.joint * 0.25).toBeCloseTo(single.alone, 10)
  expect(queue.joint).toBeCloseTo(3 * queue.alone, 10)
})

test('a future day is drawn from past days of its own weekday', () => {
  const arrivals = Array.from({ length: 30 }, (_, day) => day % 7)
  const queue = calibrate(
    { region: 'a', arrivals, backlog: arrivals.map(() => 5), hours: arrivals.map(() => 10) },
    ONE,
  )!
  expect(queue.drawn.map((days) => [...new Set(days)])).toEqual([2, 3, 4, 5, 6, 0, 1].map((day) => [day]))
})

test.each([
  ['too few days', 14, 5, 5],
  ['nothing came', 40, 0, 5],
  ['nothing was open', 40, 5, 0],
])('%s: nothing is simulated', (_, days, came, open) => {
  const all = (value: number): number[] => Array.from({ length: days }, () => value)
  expect(calibrate({ region: 'a', arrivals: all(came), backlog: all(open), hours: all(1) }, ONE)).toBeNull()
})
