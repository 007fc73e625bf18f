import { expect, test } from 'vitest'
import { spread } from './density.ts'

const grid = { width: 11, height: 11 }

test('weight is strongest at the point and ends at the radius', () => {
  const { cells, peak } = spread([[5, 5, 2]], grid, 3)
  expect([cells[5 * 11 + 5], peak]).toEqual([2, 2])
  expect(cells[5 * 11 + 8]).toBe(0)
  expect(cells[5 * 11 + 7]).toBeGreaterThan(0)
})
test('points in one place add up', () =>
  expect(
    spread(
      [
        [5, 5, 1],
        [5, 5, 1],
      ],
      grid,
      3,
    ).peak,
  ).toBe(2))
test('points beyond the grid do no harm', () =>
  expect(
    spread(
      [
        [-50, 5, 1],
        [5, 900, 1],
      ],
      grid,
      3,
    ).peak,
  ).toBe(0))
test('an old grid is emptied and used again', () => {
  const { cells } = spread([[5, 5, 1]], grid, 3)
  expect(spread([], { ...grid, old: cells }, 3)).toEqual({ cells, peak: 0 })
  expect(cells.every((value) => value === 0)).toBe(true)
})
