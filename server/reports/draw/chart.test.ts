import { expect, test } from 'vitest'
import { chartSvg } from './chart.ts'

const bars = (ticks: string[]): string =>
  chartSvg({
    shape: 'bar',
    ticks,
    courses: [{ name: '件数', style: 'present', values: ticks.map((_, at) => at + 1) }],
    unit: '件',
    decimals: 0,
  })
const months = Array.from({ length: 12 }, (_, at) => (at === 2 ? '2026年' : `${at + 1}月`))

test('names below bars lie where they have room, and slant where they would touch', () => {
  expect(bars(months)).not.toMatch(/rotate\(|matrix\(0\.7/)
  expect(bars(months.map((month) => `${month}上旬至下旬`))).toMatch(/matrix\(0\.7/)
})

test('the figure above a bar is edged in white, so that it is read before a taller neighbour', () => {
  expect(bars(months)).toMatch(/stroke="#fff"[^>]*>12</)
})
