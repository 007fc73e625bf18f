import { expect, test } from 'vitest'
import type { Indicator } from '../../catalog/index.ts'
import type { Cell } from '../../contract/index.ts'
import { columnsFor, type RowSource } from './columns.ts'

const row = (indicator: Partial<Indicator>, value: number, then: number): RowSource => ({
  indicator: indicator as Indicator,
  grain: 'month',
  start: 0,
  region: { name: '', parent: '' },
  note: { asOf: '', version: 1, watermark: '' },
  cell: { value, compare: { yoy: { value: then, difference: value - then, ratio: (value - then) / then } } } as Cell,
})
const RATE = row({ unit: '%', decimals: 1 }, 90, 93)
const COUNT = row({ unit: '件', decimals: 0 }, 90, 60)

const written = (printed: boolean, source: RowSource) =>
  Object.fromEntries(
    columnsFor(['yoy'], { alone: false, printed })
      .filter(({ name, brief }) => name.startsWith('同比') && (brief === true || !printed))
      .map(({ name, of }) => [name, of(source)]),
  )

test('on paper a share moves by points and a count by percent; a spreadsheet has both as numbers', () => {
  expect([written(true, RATE), written(true, COUNT)]).toEqual([{ 同比: '-3.0个百分点' }, { 同比: '+50.0%' }])
  expect(Object.keys(written(false, RATE))).toEqual(['同比增减', '同比增幅（%）'])
  expect(written(false, RATE)['同比增减']).toMatchObject({ value: -3 })
  expect(written(false, COUNT)).toEqual({
    同比增减: { value: 30, decimals: 0, percent: false },
    '同比增幅（%）': { value: 50, decimals: 1, percent: true },
  })
})

test('how many below have reported stands beside how many should have', () => {
  const source = { ...COUNT, cell: { ...COUNT.cell, coverage: { reported: 20, expected: 22 } } }
  const columns = columnsFor([], { alone: false, printed: false })
  expect(['已报下级', '应报下级'].map((name) => columns.find((one) => one.name === name)!.of(source))).toEqual([20, 22])
})

test('what is counted by the hour says so in a whole word', () => {
  const grain = columnsFor([], { alone: false, printed: false }).find(({ name }) => name === '粒度')!
  expect(grain.of({ ...COUNT, grain: 'hour' })).toBe('小时')
})
