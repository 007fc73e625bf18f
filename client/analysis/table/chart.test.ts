import { expect, test } from 'vitest'
import type { Annotation, PivotAnswer, PivotCell, PivotHead } from '../../../server/contract/index.ts'
import { manyOption, type Palette } from '../../charts/desk/index.ts'
import { pivotChart } from './chart.ts'

const cell = (value: number | null): PivotCell => ({
  values: [value, 1],
  tones: [null, null],
  band: null,
  stale: false,
})
const month = (name: string): PivotHead => ({ key: `2026-${name}-01T00:00:00+08:00`, title: '' })
const towns = [
  { key: 't1', title: '甲镇' },
  { key: 't2', title: '乙镇' },
]
const answer = (
  rows: PivotAnswer['rows'],
  columns: PivotAnswer['columns'],
  cells: PivotCell[][],
  asOf = '2026-03-05T09:00:00+08:00',
): PivotAnswer => ({
  version: 1,
  asOf,
  grain: 'month',
  pin: { indicator: 'a.x', region: 'd', bucket: '' },
  notes: [],
  rows,
  columns,
  cells,
  measures: [
    { id: 'value', title: '本期' },
    { id: 'yoy', title: '同比' },
  ],
  forms: {
    'a.x': [
      { unit: '件', decimals: 0, signed: false },
      { unit: '%', decimals: 1, signed: true },
    ],
    'a.y': [{ unit: '%', decimals: 1, signed: false }],
  },
})

test('times run along the axis, one line for each place; a gap stays a gap', () => {
  const chart = pivotChart(
    answer({ axis: 'region', total: 2, offset: 0, heads: towns }, { axis: 'time', heads: [month('01'), month('02')] }, [
      [cell(1), cell(null)],
      [cell(3), cell(4)],
    ]),
    [],
  )
  expect([chart.shape, chart.series, chart.unit, chart.left]).toEqual([
    'line',
    [
      { name: '甲镇', values: [1, null] },
      { name: '乙镇', values: [3, 4] },
    ],
    '件',
    0,
  ])
  expect(chart.words[1]).toEqual(['2026年2月 · 本期', '甲镇 — 件', '乙镇 4 件'])
})

test('without times the rows stand side by side, and units that differ are not put on one axis', () => {
  const chart = pivotChart(
    answer(
      { axis: 'region', total: 2, offset: 0, heads: towns },
      {
        axis: 'indicator',
        heads: [
          { key: 'a.x', title: '新增' },
          { key: 'a.y', title: '率' },
        ],
      },
      [
        [cell(1), cell(50)],
        [cell(3), cell(60.5)],
      ],
    ),
    [],
  )
  expect([chart.shape, chart.ticks, chart.series, chart.unit]).toEqual([
    'bar',
    ['甲镇', '乙镇'],
    [
      { name: '新增', values: [1, 3] },
      { name: '率', values: [50, 60.5] },
    ],
    '',
  ])
  expect(chart.words[1]).toEqual(['乙镇 · 本期', '新增 3 件', '率 60.5 %'])
})

test('of parts side by side a sum is left out, in rows and columns: beside it nobody could read them; a rate of all stays', () => {
  const whole = { key: '*', title: '合计' }
  const parks = [whole, { key: '空港', title: '空港' }, { key: '园区外', title: '园区外' }]
  const trades = [whole, { key: '纺织', title: '纺织' }]
  const values = [
    [cell(9), cell(6)],
    [cell(4), cell(3)],
    [cell(5), cell(2)],
  ]
  const crossed = pivotChart(
    answer({ axis: 'by:park', total: 3, offset: 0, heads: parks }, { axis: 'by:trade', heads: trades }, values),
    [],
  )
  expect([crossed.ticks, crossed.series, crossed.left]).toEqual([
    ['空港', '园区外'],
    [{ name: '纺织', values: [3, 2] }],
    0,
  ])
  expect(crossed.words[0]).toEqual(['空港 · 本期', '纺织 3 件'])
  const alone = pivotChart(
    answer({ axis: 'by:park', total: 1, offset: 0, heads: [whole] }, { axis: 'time', heads: [month('01')] }, [
      [cell(9)],
    ]),
    [],
  )
  expect(alone.series).toEqual([{ name: '合计', values: [9] }])
  const rate = pivotChart(
    answer({ axis: 'by:park', total: 3, offset: 0, heads: parks }, { axis: 'time', heads: [month('01')] }, [
      [cell(95)],
      [cell(98)],
      [cell(91)],
    ]),
    [],
  )
  expect(rate.series.map(({ name }) => name)).toEqual(['合计', '空港', '园区外'])
})

test('names of few bars are all written, on as many lines as they need', () => {
  const heads = ['萧山经济技术开发区', '湘湖国家旅游度假区', '园区外'].map((title) => ({ key: title, title }))
  const labelOf = (some: PivotHead[]) =>
    (
      manyOption(
        pivotChart(
          answer(
            { axis: 'region', total: some.length, offset: 0, heads: some },
            { axis: 'indicator', heads: [{ key: 'a.x', title: '新增' }] },
            some.map(() => [cell(1)]),
          ),
          [],
        ),
        {} as Palette,
      )['xAxis'] as { axisLabel: { interval: number; formatter: (name: string) => string } }
    ).axisLabel
  const eight = labelOf([...heads, ...Array.from({ length: 5 }, (_, at) => ({ key: `t${at}`, title: `镇${at}` }))])
  expect([eight.interval, eight.formatter('萧山经济技术开发区'), eight.formatter('园区外')]).toEqual([
    0,
    '萧山经济技\n术开发区',
    '园区外',
  ])
  expect(labelOf(heads).formatter('萧山经济技术开发区')).toBe('萧山经济技术开发区')
})

test('words on dates stand at their times, and lines nobody could tell apart are counted', () => {
  const note = { bucket: month('02').key, words: '台风' } as Annotation
  const heads = Array.from({ length: 11 }, (_, at) => ({ key: `t${at}`, title: `镇${at}` }))
  const chart = pivotChart(
    answer(
      { axis: 'region', total: 11, offset: 0, heads },
      { axis: 'time', heads: [month('01'), month('02')] },
      heads.map(() => [cell(1), cell(2)]),
    ),
    [note],
  )
  expect([chart.notes, chart.series.length, chart.left]).toEqual([[{ at: 1, text: '台风' }], 8, 3])
})

test('a month that still runs is no fall: it is drawn as a stroke of its own and says so', () => {
  const months = { axis: 'time' as const, heads: [month('01'), month('02')] }
  const at = (asOf: string) =>
    pivotChart(
      answer({ axis: 'region', total: 1, offset: 0, heads: [towns[0]!] }, months, [[cell(30), cell(4)]], asOf),
      [],
    )
  expect([at('2026-02-10T09:00:00+08:00').running, at('2026-03-01T00:00:00+08:00').running]).toEqual([true, false])
  expect(at('2026-02-10T09:00:00+08:00').words.map(([head]) => head)).toEqual([
    '2026年1月 · 本期',
    '2026年2月 · 本期（未结束）',
  ])
  const drawn = (asOf: string) =>
    (manyOption(at(asOf), {} as Palette)['series'] as { data: unknown[] }[]).map(({ data }) => data)
  expect(drawn('2026-02-10T09:00:00+08:00')).toEqual([
    [30, null],
    [
      { value: 30, symbolSize: 0 },
      { value: 4, symbolSize: 8 },
    ],
  ])
  expect(drawn('2026-03-01T00:00:00+08:00')).toEqual([[30, 4]])
})
