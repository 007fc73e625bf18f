import { expect, test } from 'vitest'
import type { Indicator } from '../../catalog/index.ts'
import type { Cell } from '../../contract/index.ts'
import type { FillContext } from './context.ts'
import { headLines } from '../document/heads.ts'
import { ranking, table } from './figures.ts'

const INDICATOR = { id: 'a', title: '亩均税收', unit: '万元/亩', decimals: 1, better: 'higher' } as Indicator
const cell = (value: number, target: number): Cell =>
  ({
    value,
    target,
    compare: { yoy: { value: value - 1, difference: 1, ratio: 1 / (value - 1), tone: 'good' } },
  }) as Cell

test('a table says of each place its value, how it moved and its target, the whole last', async () => {
  const context = {
    catalog: { indicators: new Map([['a', INDICATOR]]) },
    region: { name: '全区', childLevel: '镇街' },
    numbers: {
      children: () => Promise.resolve([{ name: '甲镇', cell: cell(33.7, 38) }]),
      cell: () => Promise.resolve(cell(35.7, 39)),
    },
  } as unknown as FillContext
  const { columns, rows } = await table(context, '各镇', [{ indicator: 'a', with: ['同比', '目标'], line: 1 }])
  expect(columns.map(({ name }) => name)).toEqual(['镇街', '亩均税收（万元/亩）', '同比', '目标'])
  expect(rows).toEqual([
    ['甲镇', '33.7', '+3.1%', '≥38.0'],
    ['全区', '35.7', '+2.9%', '≥39.0'],
  ])
})

test('a heading stands in two lines at most, its unit whole in the second', async () => {
  const energy = { ...INDICATOR, title: '单位产值能耗', unit: '吨标准煤/万元' } as Indicator
  const context = {
    catalog: { indicators: new Map([['a', energy]]) },
    region: { name: '全区', childLevel: '镇街' },
    numbers: { children: () => Promise.resolve([{ name: '甲镇', cell: cell(0.1, 0.1) }]) },
  } as unknown as FillContext
  const { columns } = await ranking(context, '能耗', { kind: 'ranking', caption: [], indicator: 'a', top: 5, line: 1 })
  expect(headLines(columns, 2)).toEqual(['单位产值能耗', '（吨标准煤/万元）'])
})
