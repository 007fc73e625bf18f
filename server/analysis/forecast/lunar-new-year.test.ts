import { expect, test } from 'vitest'
import { getLunarYears } from './testing/lunar.ts'
import { daysFromNewYear, NEW_YEARS } from './lunar-new-year.ts'

test('the dates are those of the lunar calendar', () => {
  expect(NEW_YEARS.map((start) => new Date(start).toISOString().slice(0, 10))).toEqual(
    NEW_YEARS.map((start) => getLunarYears(new Date(start).getUTCFullYear())),
  )
})

test('days are counted from the nearest new year', () => {
  expect(
    [Date.parse('2026-02-17T08:00Z'), Date.parse('2026-02-16T23:00Z'), Date.parse('2026-03-03T00:00Z')].map(
      daysFromNewYear,
    ),
  ).toEqual([0, -1, 14])
})
