import { expect, test } from 'vitest'
import { RATING_VALUES } from '../../../server/contract/index.ts'
import { monthWords, RATING_CHOICES, ratingTitle } from './words.ts'

test('every rating there is can be given, and has its own word', () => {
  expect(RATING_CHOICES.map(({ value }) => value)).toEqual([...RATING_VALUES])
  expect(new Set(RATING_VALUES.map(ratingTitle)).size).toBe(RATING_VALUES.length)
})

test.each([
  ['2026-11', '2026年11月'],
  ['2027-01', '2027年1月'],
])('%s reads %s', (month, words) => expect(monthWords(month)).toBe(words))
