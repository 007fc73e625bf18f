import { expect, test } from 'vitest'
import { freshMark } from './fresh.ts'

const issues = (fresh: number, opened: number): { fresh: boolean }[] => [
  ...Array.from({ length: fresh }, () => ({ fresh: true })),
  ...Array.from({ length: opened }, () => ({ fresh: false })),
]

test.each([
  [0, 0, ''],
  [0, 4, ''],
  [2, 4, '2'],
  [120, 0, '99+'],
])('of reports %i new and %i opened the mark reads %s', (fresh, opened, mark) => {
  expect(freshMark(issues(fresh, opened))).toBe(mark)
})
