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

const power = (values: number[]): string =>
  chartSvg({
    shape: 'bar',
    ticks: months,
    courses: [
      { name: '本期', style: 'present', values },
      { name: '去年同期', style: 'past', values: values.map((value) => value - 5000) },
    ],
    unit: '万千瓦时',
    decimals: 1,
  })
const course = Array.from({ length: 12 }, (_, at) => 108_269.6 - at * 1000)

test('large numbers that would stand crowded above their bars are told in 亿, as sentences tell them', () => {
  const drawn = power(course)
  expect(drawn).toMatch(/>亿千瓦时</)
  expect(drawn).toMatch(/>10\.83</)
  expect(drawn).not.toMatch(/>108,269\.6</)
  expect(power(course.with(5, 9_000)), 'not all are told in 亿').toMatch(/>108,269\.6</)
})

test('the figure above a bar lies over the bar of last year beside it', () => {
  const drawn = power(course)
  const bars = [...drawn.matchAll(/fill="#9aa9bd"/g)].map(({ index }) => index)
  expect(bars).toHaveLength(12 + 1)
  expect(drawn.indexOf('>10.83<')).toBeGreaterThan(bars[11]!)
})
