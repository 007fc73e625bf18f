import { expect, test } from 'vitest'
import type { UsageScreen } from '../../server/contract/index.ts'
import { addressOf, filterOf, sorted, type Sort } from './question.ts'

test('an address says what it asks for and nothing it need not', () => {
  expect(addressOf(filterOf({}))).toEqual({})
  const address = { days: '90', idle: '60', sort: 'rate', unit: 't1', screen: 'main' }
  expect(addressOf(filterOf(address))).toEqual(address)
  expect(filterOf({ days: '8', sort: 'x', unit: '' })).toEqual(filterOf({}))
})

const screen = (id: string, openings: number, medianMinutes: number | null): UsageScreen =>
  ({ id, openings, lastOpened: null, acts: { medianMinutes } }) as UsageScreen
test.each<[Sort, string[]]>([
  ['openings', ['b', 'c', 'a']],
  ['median', ['c', 'b', 'a']],
  ['last', ['a', 'b', 'c']],
])('by %s', (sort, expected) =>
  expect(sorted([screen('a', 1, null), screen('b', 9, 40), screen('c', 4, 5)], sort).map(({ id }) => id)).toEqual(
    expected,
  ),
)
