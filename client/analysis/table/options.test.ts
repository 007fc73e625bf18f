import { expect, test } from 'vitest'
import type { PivotAnswer } from '../../../server/contract/index.ts'
import { indicatorOf } from '../../panels/fixture.ts'
import { axesFor, columnTitles, pageWords, shownRows, unitUnder } from './options.ts'

const info = (id: string, dimensions: string[] = []) =>
  indicatorOf({
    id,
    title: '待办',
    theme: 'a',
    dimensions: dimensions.map((one) => ({ id: one, title: one, values: [] })),
  })
const ANSWER: PivotAnswer = {
  version: 1,
  asOf: '',
  grain: 'day',
  pin: { indicator: 'a.x', region: 'd', bucket: 'b0' },
  notes: [],
  rows: {
    axis: 'region',
    total: 7,
    offset: 5,
    heads: [
      { key: 't1', title: '甲镇' },
      { key: 't2', title: '乙镇' },
    ],
  },
  columns: { axis: 'time', heads: [{ key: 'b1', title: '1日' }] },
  measures: [
    { id: 'value', title: '本期' },
    { id: 'yoy', title: '同比' },
  ],
  forms: {
    'a.x': [
      { unit: '件', decimals: 0, signed: false },
      { unit: '%', decimals: 1, signed: true },
    ],
  },
  cells: [
    [{ values: [1234, 8.25], tones: [null, 'bad'], band: 'red', stale: false }],
    [{ values: [0, null], tones: [null, null], band: null, stale: true }],
  ],
}

test('numbers are written with their form and ask for their own card', () => {
  const [first, second] = shownRows(ANSWER, () => info('a.x'))
  expect(first!.cells[0]!.numbers.map(({ text, tone }) => [text, tone])).toEqual([
    ['1,234', null],
    ['+8.3', 'bad'],
  ])
  expect(first!.cells[0]!.numbers[1]!.question).toEqual({ indicator: 'a.x', region: 't1', grain: 'day', bucket: 'b1' })
  expect(second!.cells[0]!.numbers.map(({ text, label }) => [text, label])).toEqual([
    ['0', '乙镇 1日 待办 本期 0件，查看口径'],
    ['—', '乙镇 1日 待办 同比 没有数据，查看口径'],
  ])
  expect([pageWords(ANSWER), unitUnder(ANSWER, ANSWER.columns.heads[0]!, 1)]).toEqual(['第 6–7 行，共 7 行', '%'])
})

test('a number that is kept from the reader says so, and what follows from it is not there', () => {
  const kept: PivotAnswer = {
    ...ANSWER,
    cells: [
      [{ values: [null, null], tones: [null, null], band: null, stale: false, suppressed: true, below: 5 }],
      ANSWER.cells[1]!,
    ],
  }
  expect(shownRows(kept, () => info('a.x'))[0]!.cells[0]!.numbers.map(({ text }) => text)).toEqual(['少于5或连带', '—'])
})

test('a category is an axis only where all chosen indicators have it', () => {
  expect(axesFor([info('a', ['kind', 'source']), info('b', ['kind'])], true).map(({ id }) => id)).toEqual([
    'region',
    'time',
    'indicator',
    'by:kind',
  ])
})

test('over columns the first, and the first of each year, say of which year they are', () => {
  const at = (...dates: string[]): string[] => dates.map((date) => `${date}T00:00:00+08:00`)
  expect(columnTitles(at('2025-11-01', '2025-12-01', '2026-01-01', '2026-02-01'), 'month')).toEqual([
    '2025年11月',
    '12月',
    '2026年1月',
    '2月',
  ])
  expect(columnTitles(at('2025-12-31', '2026-01-01', '2026-01-02'), 'day')).toEqual([
    '2025-12-31',
    '2026-01-01',
    '01-02',
  ])
  expect(columnTitles(at('2025-10-01', '2026-01-01'), 'quarter')).toEqual(['25年4季', '26年1季'])
})
