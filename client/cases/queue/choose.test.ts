import { expect, test } from 'vitest'
import type { CaseActionId, CaseRow } from '../../../server/contract/index.ts'
import { sharedActions, stepFrom, toggled } from './choose.ts'

test.each([
  [null, 1, 'a'],
  [null, -1, 'c'],
  ['a', 1, 'b'],
  ['c', 1, 'c'],
  ['a', -1, 'a'],
  ['gone', 1, 'a'],
] as const)('from %s by %i the cursor goes to %s', (at, by, to) => {
  expect(stepFrom(['a', 'b', 'c'], at, by)).toBe(to)
})

test('an empty list has no line for the cursor', () => expect(stepFrom([], 'a', 1)).toBeNull())

const row = (...actions: CaseActionId[]): CaseRow => ({ actions }) as CaseRow

test('only what every chosen case is open for can be done to all', () => {
  expect(sharedActions([row('file', 'dispatch', 'void'), row('void', 'file')])).toEqual(['file', 'void'])
  expect(sharedActions([])).toEqual([])
})

test('choosing twice is not choosing', () => expect([...toggled(toggled(new Set(), 'a'), 'a')]).toEqual([]))
