import { expect, test } from 'vitest'
import type { TablePanel } from '../../../server/contract/index.ts'
import { cellOf, indicatorOf, NOW } from '../fixture.ts'
import { tableColumns, tableRows } from './options.ts'

const panel: TablePanel = {
  kind: 'table',
  columns: [{ indicator: 'x.cases', grain: 'day' }],
  rows: [
    { region: 't1', name: '瓜沥镇', cells: [cellOf({ region: 't1', value: 71, band: 'red' })] },
    { region: 't2', name: '衙前镇', cells: [cellOf({ region: 't2', value: 46, band: 'orange', stale: true })] },
  ],
}

test('a column names its unit and of when it is', () => {
  expect(tableColumns(panel, () => indicatorOf(), NOW)).toEqual([
    { key: 'x.cases/day', title: '待办事件', unit: '件', when: '今日' },
  ])
})

test('a day gone by is written as on a chart', () => {
  const yesterday = {
    ...panel,
    rows: [
      {
        region: 't1',
        name: '瓜沥镇',
        cells: [{ ...cellOf({ region: 't1', value: 71 }), bucket: '2026-11-20T00:00:00+08:00' }],
      },
    ],
  }
  expect(tableColumns(yesterday, () => indicatorOf(), NOW)[0]).toMatchObject({ when: '11-20' })
})

test('every figure can be pressed and a stale one has no colour', () => {
  const [first, second] = tableRows(panel, () => indicatorOf())
  expect(first!.cells[0]).toMatchObject({ band: 'red', number: { text: '71', question: { region: 't1' } } })
  expect(second!.cells[0]).toMatchObject({ band: null, stale: true })
})

test('a place in a band stands before calm ones, the gravest first, and the calm keep their order', () => {
  const place = (region: string, band: 'red' | 'orange' | 'green' | null, stale = false) => ({
    region,
    name: region,
    cells: [cellOf({ region, value: 1, band, stale })],
  })
  const rows = [
    place('calm', null),
    place('well', 'green'),
    place('orange', 'orange'),
    place('silent', 'red', true),
    place('red', 'red'),
  ]
  expect(tableRows({ ...panel, rows }, () => indicatorOf()).map(({ region }) => region)).toEqual([
    'red',
    'orange',
    'calm',
    'well',
    'silent',
  ])
})
