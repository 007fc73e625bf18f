import { expect, test } from 'vitest'
import { pressed, onlyWords, unusedSpanWords, unusedWords } from './chosen.ts'

test('a view says of which places it is; where a choice has no part in it, that too', () => {
  const [some, all, alone] = [
    { level: 'town', only: ['a', 'b'] },
    { level: 'town', only: [] },
    { level: '', only: ['a'] },
  ]
  expect([some, all, alone].map((one) => onlyWords(one, '镇街'))).toEqual(['只看所选 2 个镇街', '', ''])
  const names = { levelTitle: '镇街', place: '萧山区', view: '走势与预测' }
  expect(unusedWords(some, names)).toBe(
    '走势与预测只看萧山区一处，与左侧所选 2 个镇街无关；要看其中一个，请在左侧换成该区域。',
  )
  expect([all, alone].map((one) => unusedWords(one, names))).toEqual(['', ''])
  expect(unusedSpanWords({ from: '', to: '2026-10-31' }, '走势与预测')).toMatch(/^走势与预测.*与左侧所选起止时间无关/)
  expect(unusedSpanWords({ from: '', to: '' }, '走势与预测')).toBe('')
})

test.each([
  [['a'], 'b', ['a', 'b']],
  [['a', 'b'], 'a', ['b']],
  [['a'], 'a', null],
  [['gone'], 'gone', []],
  [['gone'], 'a', ['a']],
  [['a', 'gone'], 'gone', ['a']],
  [['a', 'gone'], 'a', ['gone']],
])('of %o, pressing %s leaves %o', (chosen, id, left) => {
  expect(pressed(chosen, id, (one) => one !== 'gone')).toEqual(left)
})
