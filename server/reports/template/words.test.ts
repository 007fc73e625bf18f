import { expect, test } from 'vitest'
import type { Indicator } from '../../catalog/index.ts'
import type { Cell } from '../../contract/index.ts'
import { changeMark, changeWords, reachedWords, targetWords, valueWords } from './words.ts'

const indicator = (unit: string, decimals = 0, better: Indicator['better'] = 'higher') =>
  ({ unit, decimals, better }) as Indicator
const cell = (difference: number | null, ratio: number | null, value = 1): Cell =>
  ({ compare: { yoy: { bucket: '', value, difference, ratio, tone: 'even', partial: false } } }) as unknown as Cell

test.each([
  ['件', 0, 50, 0.082, '同比增长8.2%', '+8.2%'],
  ['件', 0, -50, -0.082, '同比下降8.2%', '-8.2%'],
  ['件', 0, 5, null, '同比增加5件', '+5件'],
  ['件', 0, -5, null, '同比减少5件', '-5件'],
  ['件', 0, 0, 0, '同比持平', '持平'],
  ['件', 0, 0.4, 0.0001, '同比持平', '持平'],
  ['件', 0, 1, 0.0001, '同比持平', '持平'],
  ['%', 1, 1.25, 0.01, '同比上升1.3个百分点', '+1.3个百分点'],
  ['%', 0, -1.25, 0.01, '同比下降1.3个百分点', '-1.3个百分点'],
  ['%', 1, 0.04, 0.01, '同比持平', '持平'],
  ['件', 0, null, null, '同比暂无可比数据', '—'],
])('%s with %i places, %s and %s read %s', (unit, decimals, difference, ratio, words, mark) => {
  expect(changeWords(indicator(unit, decimals), cell(difference, ratio), 'yoy')).toBe(words)
  expect(changeMark(indicator(unit, decimals), cell(difference, ratio), 'yoy')).toBe(mark)
})

test('what should be low, and a mark, goes up; the rest grows', () => {
  expect(
    [indicator('μg/m³', 0, 'lower'), indicator('分'), indicator('件', 0, 'neither')].map((one) =>
      changeWords(one, cell(5, 0.131), 'yoy'),
    ),
  ).toEqual(['同比上升13.1%', '同比上升13.1%', '同比增长13.1%'])
})

test.each([
  ['higher', 35.7, 38, '低于38.0万元/亩的目标'],
  ['higher', 38, 38, '达到38.0万元/亩的目标'],
  ['higher', 37.96, 38, '达到38.0万元/亩的目标'],
  ['lower', 0.9, 1, '控制在1.0万元/亩的目标以内'],
  ['lower', 1.2, 1, '高于1.0万元/亩的目标'],
  ['neither', 1.2, 1, '目标为1.0万元/亩'],
  ['higher', null, 1, '目标为1.0万元/亩'],
  ['higher', 1, null, '未设目标'],
] as const)('of what is best %s, %s against %s reads %s', (better, value, target, words) => {
  expect(reachedWords(indicator('万元/亩', 1, better), { value, target })).toBe(words)
})

test('a target that is a whole share is told without places', () => {
  expect(reachedWords(indicator('%', 1), { value: 96.3, target: 100 })).toBe('低于100%的目标')
})

test('over a value below nothing a change has no share and is told in its unit', () => {
  expect(
    [0.06, -0.5].map((difference) => changeMark(indicator('米', 2), cell(difference, null, -1.06), 'yoy')),
  ).toEqual(['+0.06米', '-0.50米'])
})

test.each([
  [2, 100, '100%'],
  [2, 0, '0%'],
  [2, 99.995, '100.00%'],
  [2, 99.98, '99.98%'],
  [1, 95, '95%'],
])('a share with %i places, %d, reads %s: zeros stand only where something was rounded', (decimals, value, words) => {
  expect(valueWords(indicator('%', decimals), value)).toBe(words)
})

test('a value reads as on screen; nothing known is said in words', () => {
  expect([
    valueWords(indicator('件'), 12345),
    valueWords(indicator('%', 1), 98.25),
    valueWords(indicator('件'), null),
  ]).toEqual(['1.23万件', '98.3%', '暂无数据'])
  expect([
    targetWords(indicator('%'), 95),
    targetWords(indicator('天', 0, 'lower'), 3),
    targetWords(indicator('%'), null),
  ]).toEqual(['≥95%', '≤3天', '—'])
})
