import { expect, test } from 'vitest'
import type { TrendPanel } from '../../../server/contract/index.ts'
import { indicatorOf, NOW } from '../fixture.ts'
import { aheadWarning, rowsFor, trendChart, trendRows } from './options.ts'

const buckets = ['2026-11-19', '2026-11-20', '2026-11-21'].map((day) => `${day}T00:00:00+08:00`)
const panel: TrendPanel = {
  kind: 'trend',
  indicator: 'x.cases',
  grain: 'day',
  buckets,
  values: [40, null, 71],
  bands: [null, null, 'red'],
  lastYear: [30, 31, 32],
  target: [null, null, null],
}

test('a line without any value is left out, a gap in a line stays a gap', () => {
  const chart = trendChart(panel, () => indicatorOf(), NOW)
  expect(chart.lines.map(({ name, values }) => [name, values])).toEqual([
    ['去年同期', [30, 31, 32]],
    ['本期', [40, null, 71]],
  ])
  expect(chart.ticks).toEqual(['11-19', '11-20', '11-21'])
})

const expected = [
  { bucket: buckets[2]!, value: 60, band: null, low: 50, high: 70 },
  { bucket: '2026-11-22T00:00:00+08:00', value: 80, band: 'red' as const, low: 65, high: 95 },
]

test('what is expected goes on from the last day that is over, with its range and the colour it would have', () => {
  const chart = trendChart(
    { ...panel, values: [40, 45, 12], bands: [null, null, null] },
    () => indicatorOf(),
    NOW,
    expected,
  )
  expect(chart.ticks).toEqual(['11-19', '11-20', '11-21', '11-22'])
  expect(chart.lines.at(-1)).toEqual({
    name: '预测',
    values: [null, 45, 60, 80],
    style: 'ahead',
    bands: [null, null, null, 'red'],
  })
  expect(chart.range).toEqual({ low: [null, null, 50, 65], high: [null, null, 70, 95] })
})

test('it warns of the first day expected graver than it is now, and not of what is so already', () => {
  expect(aheadWarning({ ...panel, bands: [null, null, 'yellow'] }, expected)?.bucket).toContain('2026-11-22')
  expect(aheadWarning({ ...panel, bands: [null, null, 'red'] }, expected)).toBeNull()
  expect(aheadWarning(panel, [])).toBeNull()
})

test('words on a date stand at its bucket; those of dates not shown are left out', () => {
  const notes = [
    { bucket: buckets[1]!, words: '台风登陆' },
    { bucket: '2025-11-20T00:00:00+08:00', words: '去年的事' },
  ]
  expect(trendChart({ ...panel, notes }, () => indicatorOf(), NOW).notes).toEqual([{ at: 1, text: '台风登陆' }])
})

test('a bucket that was green carries no dot', () => {
  expect(trendChart({ ...panel, bands: ['green', null, 'red'] }, () => indicatorOf(), NOW).lines.at(-1)!.bands).toEqual(
    [null, null, 'red'],
  )
})

test.each([
  [20_000, '件', 0, '2万'],
  [25_000, '件', 0, '2.5万'],
  [500, '件', 0, '500'],
  [0, '%', 1, '0'],
  [97.5, '%', 1, '97.5'],
  [2.5, '米', 2, '2.5'],
  [0.25, '', 2, '0.25'],
  [30_000, '万元', 0, '30,000'],
])('%s on the axis of %s reads', (value, unit, decimals, words) => {
  expect(trendChart(panel, () => indicatorOf({ unit, decimals }), NOW).axis(value)).toBe(words)
})

test('the table has the newest first and asks about its own bucket', () => {
  const rows = trendRows(panel, 'd', () => indicatorOf(), 2)
  expect(rows.map(({ when, now, past }) => [when, now.text, past])).toEqual([
    ['2026年11月21日', '71', '32'],
    ['2026年11月20日', '—', '31'],
  ])
  expect(rows[1]!.now.question.bucket).toBe(buckets[1])
})

test.each([
  [408, 250, 0],
  [408, 330, 0],
  [408, 400, 4],
  [560, 850, 16],
  [720, 850, 13],
  [0, 0, 0],
])('a box of %i × %i has room for %i figures below its chart', (width, height, rows) =>
  expect(rowsFor({ width, height })).toBe(rows),
)

test('only the bucket that runs now is open', () => {
  const running = (now: typeof NOW) => trendChart(panel, () => indicatorOf(), now).lines.at(-1)!.running
  expect([running(NOW), running({ ...NOW, day: 22 })]).toEqual([true, false])
})

test('of a number that grows all day the running bucket is a point, and last year is drawn to whole days', () => {
  const lines = (more: object, of = panel) =>
    trendChart(of, () => indicatorOf(more), NOW).lines.map(({ values, running, grows }) => [
      values,
      running ?? false,
      grows ?? false,
    ])
  expect(lines({ grows: true })).toEqual([
    [[30, 31, null], false, false],
    [[40, null, 71], true, true],
  ])
  expect(lines({})).toEqual([
    [[30, 31, 32], false, false],
    [[40, null, 71], true, false],
  ])
})
