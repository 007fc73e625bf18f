import { expect, test } from 'vitest'
import { sparkOf } from './spark.ts'

test('a gap breaks the line and the end point is the last known value', () => {
  expect(sparkOf([0, 10, null, 5, null], 106, 46, 3)).toEqual({ path: 'M3 43L28 3M78 23', end: { x: 78, y: 23 } })
})

test('a flat course lies in the middle, an empty one draws nothing', () => {
  expect(sparkOf([7, 7], 100, 40).path).toBe('M3 20L97 20')
  expect(sparkOf([null, null], 100, 40)).toEqual({ path: '', end: null })
})
