import { expect, test } from 'vitest'
import { kindOf } from './kinds.ts'

test('without an address the page opens on the first kind that has something', () => {
  expect(kindOf(undefined, { task: 3, supervised: 1, overdue: 2 })?.id).toBe('task')
  expect(kindOf(undefined, { task: 0, supervised: 1, overdue: 2 })?.id).toBe('supervised')
  expect(kindOf('nonsense', { task: 0, supervised: 0, overdue: 2 })?.id).toBe('overdue')
  expect(kindOf(undefined, { task: 0, supervised: 0, overdue: 0 })?.id).toBe('task')
  expect(kindOf(undefined, null)).toBeNull()
})

test('what the address names counts, be it empty or not known yet', () => {
  expect(kindOf('overdue', { task: 3, supervised: 1, overdue: 0 })?.id).toBe('overdue')
  expect(kindOf('supervised', null)?.id).toBe('supervised')
})
