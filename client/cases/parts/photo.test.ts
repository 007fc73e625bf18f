import { expect, test } from 'vitest'
import { shrunkSize } from './photo.ts'

test.each([
  [4032, 3024, 1920, 1440],
  [3024, 4032, 1440, 1920],
  [800, 600, 800, 600],
  [10_000, 1, 1920, 1],
  [0, 0, 1, 1],
])('a picture of %i × %i is sent as %i × %i', (width, height, w, h) => {
  expect(shrunkSize(width, height)).toEqual({ width: w, height: h })
})
