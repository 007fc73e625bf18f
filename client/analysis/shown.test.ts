import { expect, test } from 'vitest'
import type { PivotAnswer } from '../../server/contract/index.ts'
import { cellsOf, pivotOnScreen } from './shown.ts'

const month = (name: string): { key: string; title: string } => ({ key: `${name}-01T00:00:00+08:00`, title: name })
const answer = (
  rows: PivotAnswer['rows']['axis'],
  columns: PivotAnswer['columns']['axis'],
  heads: PivotAnswer['columns']['heads'],
): PivotAnswer => ({
  version: 1,
  asOf: '',
  grain: 'month',
  pin: { indicator: 'a.x', region: 'd', bucket: '2026-11-01T00:00:00+08:00' },
  notes: [],
  forms: {},
  cells: [],
  measures: [
    { id: 'value', title: '本期' },
    { id: 'yoy', title: '同比' },
  ],
  rows: { axis: rows, total: 0, offset: 0, heads: [] },
  columns: { axis: columns, heads },
})
const ASKED = {
  indicators: ['a.x', 'a.y'],
  region: 'd',
  level: 'town',
  grain: 'month' as const,
  rows: 'region' as const,
  columns: 'time' as const,
}

test('the span that nobody chose has both its ends named, and what is compared goes along', () => {
  const shown = pivotOnScreen(answer('region', 'time', [month('2025-12'), month('2026-11')]), ASKED)
  expect(cellsOf(shown)).toEqual([
    {
      indicator: 'a.x',
      region: 'd',
      level: 'town',
      only: [],
      grain: 'month',
      from: '2025-12-01',
      to: '2026-11-01',
      compare: ['yoy'],
      by: [],
    },
  ])
})

test('places picked out go along where places are on an axis', () => {
  expect(pivotOnScreen(answer('region', 'time', []), { ...ASKED, only: ['t1'] })).toMatchObject({
    only: ['t1'],
    request: null,
  })
  expect(pivotOnScreen(answer('indicator', 'time', []), { ...ASKED, only: ['t1'] })).toMatchObject({ only: [] })
})

test('what stands still is named as it stands: one bucket, one place, all indicators on their axis', () => {
  expect(pivotOnScreen(answer('indicator', 'region', []), ASKED)).toMatchObject({
    indicators: ['a.x', 'a.y'],
    level: 'town',
    from: '2026-11-01',
    to: '2026-11-01',
    request: null,
  })
  expect(pivotOnScreen(answer('indicator', 'time', [month('2026-10')]), ASKED)).toMatchObject({
    region: 'd',
    level: '',
    from: '2026-10-01',
  })
})

test('a table crossed with categories is cells crossed with them, and needs no question of its own', () => {
  const shown = pivotOnScreen(answer('region', 'by:kind', []), { ...ASKED, columns: 'by:kind' })
  expect(shown.request).toBeNull()
  expect(cellsOf(shown)).toMatchObject([
    { region: 'd', level: 'town', from: '2026-11-01', to: '2026-11-01', by: ['kind'] },
  ])
  expect(
    cellsOf(pivotOnScreen(answer('by:kind', 'by:source', []), { ...ASKED, rows: 'by:kind', columns: 'by:source' })),
  ).toMatchObject([{ level: '', by: ['kind', 'source'] }])
})

test('ranks and sums since the beginning of the year stand in no cell: the table brings its own question along, and says what for', () => {
  const ranked = {
    ...answer('region', 'indicator', []),
    measures: [
      { id: 'value' as const, title: '本期' },
      { id: 'rank' as const, title: '排名' },
      { id: 'ytd' as const, title: '累计' },
    ],
  }
  expect(pivotOnScreen(ranked, ASKED).request).toEqual({
    title: '当前表格（含排名、累计）',
    beyond: '排名、累计',
    path: '/api/v1/pivot',
    body: ASKED,
  })
})
