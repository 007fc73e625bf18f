import fc from 'fast-check'
import { expect, test } from 'vitest'
import { binEdges, intervalOf, pearson, quantileOf, spearman } from './statistics.ts'

// F. J. Anscombe, Graphs in Statistical Analysis, The American Statistician 27 (1973): r = 0.816 in each of the four.
const X = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
test.each([
  ['I', X, [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68], 0.816, 0.818],
  ['II', X, [9.14, 8.14, 8.74, 8.77, 9.26, 8.1, 6.13, 3.1, 9.13, 7.26, 4.74], 0.816, 0.691],
  ['III', X, [7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73], 0.816, 0.991],
  [
    'IV',
    [8, 8, 8, 8, 8, 8, 8, 19, 8, 8, 8],
    [6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.5, 5.56, 7.91, 6.89],
    0.817,
    0.5,
  ],
])('Anscombe’s set %s has the published correlations', (_, x, y, r, rho) => {
  expect(pearson(x, y)).toBeCloseTo(r, 3)
  expect(spearman(x, y)).toBeCloseTo(rho, 3)
})

test('what never moves goes with nothing', () => {
  expect([pearson([1, 1, 1], [1, 2, 3]), spearman([1, 2], [5, 5]), pearson([1], [2]), intervalOf(0.5, 3)]).toEqual([
    null,
    null,
    null,
    null,
  ])
})

test('quantiles are interpolated as DuckDB’s quantile_cont does', () => {
  expect([0, 0.25, 0.5, 0.9, 1].map((at) => quantileOf([1, 2, 3, 10], at))).toEqual([
    1,
    1.75,
    2.5,
    expect.closeTo(7.9, 9),
    10,
  ])
})

test.each([
  [-5e-324, 0],
  [1e6 - 1e-10, 1e6],
  [1, 1 + 2e-16],
])('values as close as %d and %d are in one bin', (low, high) => {
  expect(binEdges([low, high])).toEqual([low, high])
})

test('bins of one width hold every value', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 }),
      (values) => {
        const sorted = [...values].sort((a, b) => a - b)
        const edges = binEdges(sorted)
        expect(edges[0]!).toBeLessThanOrEqual(sorted[0]! + 1e-6)
        expect(edges.at(-1)!).toBeGreaterThanOrEqual(sorted.at(-1)! - 1e-6)
        expect(edges.length).toBeLessThanOrEqual(28)
      },
    ),
  )
})
