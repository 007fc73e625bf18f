import { expect, test } from 'vitest'
import type { SplitPanel } from '../../../server/contract/index.ts'
import { indicatorOf, NOW, TODAY } from '../fixture.ts'
import { splitNote, splitRows } from './options.ts'

const change = { basis: 'pop', bucket: '', value: 30, difference: 12, ratio: 0.4, tone: 'even', partial: true } as const
const panel: SplitPanel = {
  kind: 'split',
  indicator: 'x.appeals',
  grain: 'day',
  bucket: TODAY,
  rows: [
    { rank: 1, member: '供水供电', value: 42, share: 1, change },
    { rank: 2, member: '', value: 21, share: 0.5, change: null },
    { rank: 3, member: '其他', value: null, share: 0, change: null },
  ],
}

test('categories keep the order, rank and bar the server gave; what names none and what is not told are said in words', () => {
  expect(
    splitRows(panel, () => indicatorOf()).map(({ rank, member, length, text, change: moved }) => [
      rank,
      member,
      length,
      text,
      moved?.text ?? null,
    ]),
  ).toEqual([
    [1, '供水供电', '100.0%', '42', '12'],
    [2, '未分类', '50.0%', '21', null],
    [3, '其他', '0.0%', '不显示', null],
  ])
})

test('the note says the unit, of when, and against what', () => {
  expect(splitNote(panel, () => indicatorOf(), NOW)).toBe('件 · 今日 · 较昨日同时段')
  expect(splitNote({ ...panel, rows: [] }, () => indicatorOf(), NOW)).toBe('')
})
