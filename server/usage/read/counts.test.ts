import { expect, test } from 'vitest'
import { countOf, idleOf, trendOf } from './counts.ts'
import type { UsageRow } from './rows.ts'

const row = (more: Partial<UsageRow>): UsageRow => ({
  day: '2026-11-20',
  screen: 's',
  subject: '',
  unit: 't',
  wall: false,
  openings: 1,
  people: 1,
  lastAt: 100,
  ...more,
})
const ROWS = [
  row({ openings: 3, people: 2 }),
  row({ wall: true, openings: 5, people: 0, lastAt: 300 }),
  row({ day: '2026-11-21', lastAt: 200 }),
]

test('walls count apart, and the last opening is anybody’s', () => {
  expect(countOf(ROWS, String)).toEqual({ openings: 4, personDays: 3, wall: 5, lastOpened: '300' })
  expect(countOf([], String)).toEqual({ openings: 0, personDays: 0, wall: 0, lastOpened: null })
})

test.each<[string, UsageRow[], boolean, boolean | null]>([
  ['opened at that very moment', [row({ lastAt: 150 })], false, false],
  ['opened before', [row({ lastAt: 149 })], false, true],
  ['never opened', [], false, true],
  ['nothing of people told, and no wall either', [], true, null],
  ['nothing of people told, but a wall did', [row({ wall: true, lastAt: 200 })], true, false],
])('whether it lies idle: %s', (_, rows, few, expected) => {
  expect(idleOf(rows, 150, few)).toBe(expected)
})

test('a day without openings stands in the trend, and what is of an indicator does not', () => {
  expect(trendOf([...ROWS, row({ subject: 'i', openings: 9 })], ['2026-11-20', '2026-11-21', '2026-11-22'])).toEqual([
    { day: '2026-11-20', openings: 3, wall: 5 },
    { day: '2026-11-21', openings: 1, wall: 0 },
    { day: '2026-11-22', openings: 0, wall: 0 },
  ])
})
