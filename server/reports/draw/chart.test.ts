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

test('a value without neighbours is a dot, however many there are beside it', () => {
  const values = Array.from({ length: 120 }, (_, at) => (at === 50 || at > 60 ? at : null))
  const drawn = (course: typeof values): string =>
    chartSvg({
      shape: 'line',
      ticks: values.map((_, at) => `${at}`),
      courses: [{ name: '件数', style: 'present', values: course }],
      unit: '件',
      decimals: 0,
    })
  const filled = (svg: string): number => (svg.match(/<path[^>]*fill="#1f5fa8"/g) ?? []).length
  expect(filled(drawn(values)) - filled(drawn(values.with(50, null)))).toBe(1)
})
