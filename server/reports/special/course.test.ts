import { expect, test } from 'vitest'
import { twoCourses } from './course.ts'

const cells = (...values: (number | null)[]) => values.map((value) => ({ value }))
const drawn = (began: number, then: (number | null)[], now: (number | null)[]) => Object.fromEntries(twoCourses(began, cells(...then), cells(...now)).map(({ name, values }) => [name, values]))

test.each([
  ['as it was known up to the moment it began, as it is known since', 2, [1, 2, 3], [1, 2, 4, 5], { 触发时: [1, 2, 3, null], 编制时: [null, null, 4, 5] }],
  ['what was corrected since stands beside what was known then', 2, [1, 2, 3], [1, 2.5, 3, 5], { 触发时: [1, 2, 3, null], 编制时: [1, 2.5, 3, 5] }],
  ['what was not there yet is no value then', 1, [null, 3], [7, 3], { 触发时: [null, 3], 编制时: [7, 3] }],
  ['on the day it began both end there', 1, [1, 3], [1, 6], { 触发时: [1, 3], 编制时: [null, 6] }],
])('the course: %s', (_, began, then, now, expected) => {
  expect(drawn(began, then, now)).toEqual(expected)
})
