import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createBudget } from './budget.ts'

test('nobody ever gets more than twice the budget in any minute, nor waits longer than told', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 600 }),
      (perMinute, pauses) => {
        let now = 1_000_000
        const budget = createBudget(perMinute, () => now)
        const taken: number[] = []
        for (const pause of pauses) {
          now += pause
          const wait = budget.take('a')
          if (wait === 0) taken.push(now)
          else {
            expect(wait).toBeLessThanOrEqual(Math.ceil(60_000 / perMinute))
            now += wait
            expect(budget.take('a')).toBe(0)
            taken.push(now)
          }
        }
        for (const from of taken)
          expect(taken.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(2 * perMinute)
      },
    ),
    { numRuns: 60 },
  )
})

test('whoever keeps to the pace is never refused, and one does not pay for another', () => {
  let now = 0
  const budget = createBudget(60, () => now)
  for (let second = 0; second < 600; second += 1, now += 1000) expect(budget.take('steady')).toBe(0)
  for (let n = 0; n < 60; n += 1) expect(budget.take('burst')).toBe(0)
  expect(budget.take('burst')).toBe(1000)
  expect(budget.take('other')).toBe(0)
})

test('0 is without limit', () => {
  const budget = createBudget(0, () => 0)
  for (let n = 0; n < 10_000; n += 1) expect(budget.take('a')).toBe(0)
})
