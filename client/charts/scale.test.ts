import { expect, test } from 'vitest'
import fc from 'fast-check'
import { axisScale } from './scale.ts'

test.each([
  { values: [-2.1, 0.56], most: 3, whole: false, is: { min: -3, max: 1.5, step: 1.5 } },
  { values: [21, 43], most: 3, whole: false, is: { min: 20, max: 50, step: 10 } },
  { values: [1, 3, null], most: 3, whole: true, is: { min: 0, max: 3, step: 1 } },
  { values: [1, 2], most: 3, whole: true, is: { min: 0, max: 2, step: 1 } },
  { values: [3, 5], most: 3, whole: true, is: { min: 3, max: 5, step: 1 } },
  { values: [0.4, 1.3], most: 3, whole: false, is: { min: 0, max: 1.5, step: 0.5 } },
  { values: [-1, -3], most: 3, whole: true, is: { min: -3, max: 0, step: 1 } },
  { values: [5, 5], most: 3, whole: true, is: { min: 5, max: 6, step: 1 } },
  { values: [0, 0], most: 4, whole: true, is: { min: 0, max: 1, step: 1 } },
  { values: [99.98, 100], most: 2, whole: false, is: { min: 99.98, max: 100, step: 0.01 } },
])('$values in at most $most parts', ({ values, most, whole, is }) => {
  const scale = axisScale(values, most, whole)!
  expect(scale.min).toBeCloseTo(is.min)
  expect(scale.max).toBeCloseTo(is.max)
  expect(scale.step).toBeCloseTo(is.step)
})

test('nothing known has no axis', () => expect(axisScale([null, null], 3, false)).toBeNull())

test('whatever the values, the axis holds them in no more parts than there is room for', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.integer({ min: -1e9, max: 1e9 }).map((thousandths) => thousandths / 1000),
        { minLength: 1 },
      ),
      fc.integer({ min: 2, max: 6 }),
      fc.boolean(),
      (values, most, whole) => {
        const kept = whole ? values.map(Math.round) : values
        const scale = axisScale(kept, most, whole)
        expect(scale).not.toBeNull()
        const slack = scale!.step * 1e-3
        expect(scale!.min).toBeLessThanOrEqual(Math.min(...kept) + slack)
        expect(scale!.max).toBeGreaterThanOrEqual(Math.max(...kept) - slack)
        expect(Math.round((scale!.max - scale!.min) / scale!.step)).toBeLessThanOrEqual(most)
        if (whole) expect(Number.isInteger(scale!.step)).toBe(true)
      },
    ),
  )
})
