import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seeded } from '../../forecast/seeded.ts'
import { handsFor, meanInQueue, waitChance } from './erlang.ts'
import { draw, simulate, type Handling, type Run } from './simulate.ts'

const poisson = (mean: number, random: () => number): number => {
  let count = 0
  for (let left = Math.exp(-mean), product = random(); product > left; product *= random()) count += 1
  return count
}
/** Days with so many cases each, after `open` that are there at the start. */
const through = (handling: Handling, counts: readonly number[], open: number, name: string): Run => {
  const cases = counts.flatMap((count, day) => draw(count, day, seeded(`${name} ${day}`)))
  return simulate(handling, [...draw(open, -1, seeded(`${name} open`)), ...cases], counts.length)
}
const run = (handling: Handling, perDay: number, days: number): Run => {
  const chance = seeded('arrivals')
  return through(
    handling,
    Array.from({ length: days }, () => poisson(perDay, chance)),
    0,
    'theory',
  )
}
const settled = (values: readonly number[]): number => {
  const late = values.slice(values.length / 10)
  return late.reduce((sum, value) => sum + value, 0) / late.length
}

test.each([
  // hands, load, chance to wait, by tables of Erlang's C
  [1, 0.5, 0.5],
  [2, 1, 1 / 3],
  [5, 4, 0.5541],
  [10, 8, 0.4092],
])('%i hands under a load of %f: an arrival waits with chance %f', (hands, load, chance) => {
  expect(waitChance(hands, load)).toBeCloseTo(chance, 3)
})

test.each([
  { hands: 1, perDay: 3, mean: 0.2 },
  { hands: 5, perDay: 8, mean: 0.5 },
  { hands: 12, perDay: 25, mean: 0.4 },
  { hands: 60, perDay: 30, mean: 0.42 },
])('with Poisson arrivals it is M/M/c: $hands hands, $perDay a day, $mean days each', ({ hands, perDay, mean }) => {
  const { backlog } = run({ hands, alone: mean, joint: mean, share: 0.3 }, perDay, 20_000)
  const theory = meanInQueue(hands, perDay * mean)
  expect(Math.abs(settled(backlog) - theory) / theory).toBeLessThan(0.05)
})

test('Little’s law: what is there on average is cases a day times days each stays', () => {
  const [hands, perDay, mean] = [9, 17, 0.45]
  const { caseDays, closed } = run({ hands, alone: mean, joint: mean, share: 0.4 }, perDay, 20_000)
  const stay = caseDays / closed.reduce((sum, value) => sum + value, 0)
  const theory = mean + (waitChance(hands, perDay * mean) * mean) / (hands - perDay * mean)
  expect(Math.abs(stay - theory) / theory).toBeLessThan(0.05)
})

test('cases of two lengths fill the desk by how many of them come and how long each takes', () => {
  const { backlog } = run({ hands: 1000, alone: 0.3, joint: 1.1, share: 0.4 }, 17, 20_000)
  expect(Math.abs(settled(backlog) - 17 * (0.6 * 0.3 + 0.4 * 1.1))).toBeLessThan(0.2)
})

const handling = fc.record({
  hands: fc.integer({ min: 1, max: 30 }),
  alone: fc.double({ min: 0.05, max: 2, noNaN: true }),
  joint: fc.double({ min: 0.05, max: 4, noNaN: true }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
})
const days = fc.array(fc.nat(40), { minLength: 1, maxLength: 40 })

test('no case is lost or made: what is open is what was, plus what came, less what was closed', () => {
  fc.assert(
    fc.property(handling, days, fc.nat(50), (how, arrivals, open) => {
      const { backlog, closed } = through(how, arrivals, open, 'kept')
      let left = open
      for (const [day, came] of arrivals.entries()) {
        left += came - closed[day]!
        expect(backlog[day]).toBe(left)
      }
    }),
  )
})

test('more hands never leave more open on any day, nor do fewer cases or shorter ones', () => {
  fc.assert(
    fc.property(handling, days, fc.nat(50), fc.nat(20), (how, arrivals, open, more) => {
      const { backlog } = through(how, arrivals, open, 'order')
      const never = (better: Run): void =>
        expect(better.backlog.every((value, day) => value <= backlog[day]!)).toBe(true)
      never(through({ ...how, hands: how.hands + more }, arrivals, open, 'order'))
      never(
        through(
          how,
          arrivals.map((count) => Math.max(0, count - more)),
          open,
          'order',
        ),
      )
      never(through({ ...how, alone: how.alone / 2 }, arrivals, open, 'order'))
    }),
  )
})

test('the same seed gives the same run, another one another', () => {
  const how = { hands: 4, alone: 0.5, joint: 1, share: 0.2 }
  const arrivals = Array.from({ length: 30 }, () => 7)
  expect(through(how, arrivals, 3, '一')).toEqual(through(how, arrivals, 3, '一'))
  expect(through(how, arrivals, 3, '一')).not.toEqual(through(how, arrivals, 3, '二'))
})

test('hands are as few as keep the backlog where it is', () => {
  for (const [load, most] of [
    [4, 4.5],
    [12, 13],
    [0.3, 0.5],
  ] as const) {
    const hands = handsFor(load, most, 500)
    expect([meanInQueue(hands, load) <= most, hands <= load + 1 || meanInQueue(hands - 1, load) > most]).toEqual([
      true,
      true,
    ])
  }
  expect(handsFor(12, 12, 40)).toBe(40)
})
