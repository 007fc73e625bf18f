import { expect, test } from 'vitest'
import { listFit } from './list-fit.ts'

test.each([
  [0, 1],
  [60, 2],
  [150, 5],
  [300, 8],
  [380, 10],
  [900, 23],
])('a list %i high has %i rows', (height, rows) => {
  expect(listFit(height)).toBe(rows)
})
