import { expect, test } from 'vitest'
import type { Annotation, PivotAnswer, PivotCell, PivotHead } from '../../../server/contract/index.ts'
import { pivotChart } from './chart.ts'

const cell = (value: number | null): PivotCell => ({ values: [value, 1], tones: [null, null], band: null, stale: false })
const month = (name: string): PivotHead => ({ key: `2026-${name}-01T00:00:00+08:00`, title: '' })
const towns = [{ key: 't1', title: '甲镇' }, { key: 't2', title: '乙镇' }]
const answer = (rows: PivotAnswer['rows'], columns: PivotAnswer['columns'], cells: PivotCell[][]): PivotAnswer => ({
  version: 1, asOf: '', grain: 'month', pin: { indicator: 'a.x', region: 'd', bucket: '' }, notes: [], rows, columns, cells,
  measures: [{ id: 'value', title: '本期' }, { id: 'yoy', title: '同比' }], forms: { 'a.x': [{ unit: '件', decimals: 0, signed: false }, { unit: '%', decimals: 1, signed: true }], 'a.y': [{ unit: '%', decimals: 1, signed: false }] },
})

test('times run along the axis, one line for each place; a gap stays a gap', () => {
  const chart = pivotChart(answer({ axis: 'region', total: 2, offset: 0, heads: towns }, { axis: 'time', heads: [month('01'), month('02')] }, [[cell(1), cell(null)], [cell(3), cell(4)]]), [])
  expect([chart.shape, chart.series, chart.unit, chart.left]).toEqual(['line', [{ name: '甲镇', values: [1, null] }, { name: '乙镇', values: [3, 4] }], '件', 0])
  expect(chart.words[1]).toEqual(['2026年2月 · 本期', '甲镇 — 件', '乙镇 4 件'])
})

test('without times the rows stand side by side, and units that differ are not put on one axis', () => {
  const chart = pivotChart(answer({ axis: 'region', total: 2, offset: 0, heads: towns }, { axis: 'indicator', heads: [{ key: 'a.x', title: '新增' }, { key: 'a.y', title: '率' }] }, [[cell(1), cell(50)], [cell(3), cell(60.5)]]), [])
  expect([chart.shape, chart.ticks, chart.series, chart.unit]).toEqual(['bar', ['甲镇', '乙镇'], [{ name: '新增', values: [1, 3] }, { name: '率', values: [50, 60.5] }], ''])
  expect(chart.words[1]).toEqual(['乙镇 · 本期', '新增 3 件', '率 60.5 %'])
})

test('words on dates stand at their times, and lines nobody could tell apart are counted', () => {
  const note = { bucket: month('02').key, words: '台风' } as Annotation
  const heads = Array.from({ length: 11 }, (_, at) => ({ key: `t${at}`, title: `镇${at}` }))
  const chart = pivotChart(answer({ axis: 'region', total: 11, offset: 0, heads }, { axis: 'time', heads: [month('01'), month('02')] }, heads.map(() => [cell(1), cell(2)])), [note])
  expect([chart.notes, chart.series.length, chart.left]).toEqual([[{ at: 1, text: '台风' }], 8, 3])
})
