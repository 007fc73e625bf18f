import { expect, test } from 'vitest'
import { sparkOf } from './spark.ts'

test('a gap breaks the line and the end point is the last known value', () => {
  expect(sparkOf([0, 10, null, 5, null], { width: 106, height: 46 })).toEqual({
    path: 'M3 43L28 3M78 23',
    open: '',
    end: { x: 78, y: 23 },
  })
})

test('a flat course lies in the middle, an empty one draws nothing', () => {
  expect(sparkOf([7, 7, 7], { width: 100, height: 40 }).path).toBe('M3 20L50 20L97 20')
  expect(sparkOf([null, null], { width: 100, height: 40 })).toEqual({ path: '', open: '', end: null })
})

test('the step into a period still running is a line of its own', () => {
  expect(sparkOf([0, 10, 5], { width: 106, height: 46, running: true })).toEqual({
    path: 'M3 43L53 3',
    open: 'M53 3L103 23',
    end: { x: 103, y: 23 },
  })
  expect(sparkOf([0, 10, 5, null], { width: 106, height: 46, running: true }).open).toBe('')
})

test('a short history has the whole width; of two values or one there is no course', () => {
  expect(sparkOf([null, null, 0, 10, 5], { width: 106, height: 46 }).path).toBe('M3 43L53 3L103 23')
  expect(sparkOf([null, 4, 9], { width: 106, height: 46 })).toEqual({ path: '', open: '', end: null })
})
