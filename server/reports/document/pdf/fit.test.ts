import { expect, test } from 'vitest'
import type { ChartData } from '../../draw/index.ts'
import { lowered } from './fit.ts'

const data: ChartData = { shape: 'bar', ticks: [], courses: [], unit: '', decimals: 0 }
const chart = { width: 620, height: 200, data }
const at = (pageNumber: number, top: number) => ({ pageNumber, top })

test.each([
  ['stands where it was to begin', chart, at(1, 500), at(1, 500), null],
  ['lacks a little room', chart, at(1, 600), at(2, 90), 170],
  ['lacks so much that it could not be read', chart, at(1, 650), at(2, 90), null],
  ['was kept without its data', { width: 620, height: 200 }, at(1, 600), at(2, 90), null],
  ['was not laid', chart, undefined, undefined, null],
])('a chart that %s', (_, one, before, laid, height) => {
  expect(lowered(one, before, laid)).toBe(height)
})
