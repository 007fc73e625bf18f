import { expect, test } from 'vitest'
import { lastShown, twoCourses } from './course.ts'

const cells = (...values: (number | null)[]) => values.map((value) => ({ value }))
const drawn = (began: number, then: (number | null)[], now: (number | null)[]) =>
  Object.fromEntries(twoCourses(began, cells(...then), cells(...now)).map(({ name, values }) => [name, values]))

test.each([
  [
    'as it was known up to the moment it began, as it is known since',
    2,
    [1, 2, 3],
    [1, 2, 4, 5],
    { 触发时: [1, 2, 3, null], 编制时: [null, null, 4, 5] },
  ],
  [
    'what was corrected since stands beside what was known then',
    2,
    [1, 2, 3],
    [1, 2.5, 3, 5],
    { 触发时: [1, 2, 3, null], 编制时: [1, 2.5, 3, 5] },
  ],
  ['what was not there yet is no value then', 1, [null, 3], [7, 3], { 触发时: [null, 3], 编制时: [7, 3] }],
  ['on the day it began both end there', 1, [1, 3], [1, 6], { 触发时: [1, 3], 编制时: [null, 6] }],
])('the course: %s', (_, began, then, now, expected) => {
  expect(drawn(began, then, now)).toEqual(expected)
})

const local = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00Z`)
const shown = (ended: string | null, now: string): string =>
  new Date(
    lastShown('hour', local('2026-11-27 02:00'), { ended: ended === null ? null : local(ended), now: local(now) }),
  )
    .toISOString()
    .slice(0, 16)
    .replace('T', ' ')

test('the course goes on to now while the alert lasts, else a little past its end, as far as there is room', () => {
  expect(shown(null, '2026-11-28 00:42')).toBe('2026-11-28 00:00')
  expect(shown('2026-11-27 20:10', '2026-11-28 08:42')).toBe('2026-11-27 21:00')
  expect(shown('2026-11-27 03:10', '2026-11-28 08:42')).toBe('2026-11-27 09:00')
  expect(shown('2026-11-27 03:10', '2026-11-27 05:42')).toBe('2026-11-27 05:00')
  expect(shown(null, '2026-12-27 00:42')).toBe('2026-11-30 02:00')
})
