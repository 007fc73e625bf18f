import { expect, test } from 'vitest'
import { headLines } from './heads.ts'
import { isRagged } from './long-run.ts'

const columns = ['镇街', '规上工业用电量（万千瓦时）', '同比', '处置率（%）', '环比（百分点）', '目标'].map(
  (name, at) => ({ name, numeric: at > 0, share: at === 1 ? 2 : at === 4 ? 1.4 : 1 }),
)

test('a unit too wide beside the name goes to the second line as a whole; what fits stays, and what would take a third line', () => {
  expect(columns.map((_, at) => headLines(columns, at))).toEqual([
    ['镇街'],
    ['规上工业用电量', '（万千瓦时）'],
    ['同比'],
    ['处置率', '（%）'],
    ['环比', '（百分点）'],
    ['目标'],
  ])
  const narrow = columns.map((column) => ({ ...column, share: 1 }))
  expect(headLines(narrow, 1)).toEqual(['规上工业用电量（万千瓦时）'])
  expect(headLines(columns.slice(0, 3), 1)).toEqual(['规上工业用电量（万千瓦时）'])
})

test('only text with a run that no line breaks is set ragged', () => {
  expect(isRagged('指标定义版本 bfb4215d6551。')).toBe(true)
  expect(isRagged('事件（330109-20261128-00015）')).toBe(true)
  expect(isRagged('规上工业用电9.77亿千瓦时，同比增长4.8%')).toBe(false)
})
