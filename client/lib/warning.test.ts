import { expect, test } from 'vitest'
import type { IndicatorInfo, Warning } from '../../server/contract/index.ts'
import { shownWarning } from './warning.ts'

const info: IndicatorInfo = {
  id: 'x.cases', title: '待办事件', theme: 'x', meaning: '', unit: '件', decimals: 0, better: 'lower', grains: ['day'], grain: 'day',
  scale: 'four', bands: {}, target: null, synthetic: true, owner: '区委政法委',
}
const warning = (more: Partial<Warning> = {}): Warning => ({
  indicator: 'x.cases', region: 't1', regionName: '瓜沥镇', band: 'red', grain: 'day', value: 71, since: '2026-11-19T00:00:00+08:00', bucketsInBand: 3,
  change: { basis: 'pop', bucket: '', value: 62, difference: 9, ratio: 0.14, tone: 'bad', partial: true }, ...more,
})

test('a warning says what, where, how long, which way and whose', () => {
  expect(shownWarning(warning(), () => info)).toMatchObject({
    word: 'Ⅰ级 红', regionName: '瓜沥镇', title: '待办事件', lasting: '已连续 3 天', course: '较昨日同时段升 9，正在变差', brief: '▲ 9 变差', owner: '区委政法委',
    number: { text: '71', unit: '件', question: { region: 't1', bucket: null } },
  })
})

test.each([
  [{ bucketsInBand: 1 }, '今日出现'], [{ bucketsInBand: 1, grain: 'hour' as const }, '本小时出现'], [{ bucketsInBand: 1, grain: 'month' as const }, '本期出现'],
  [{ bucketsInBand: 30 }, '已连续 30 天以上'], [{ bucketsInBand: 5, grain: 'month' as const }, '已连续 5 个月'],
])('%o lasts %s', (more, words) => expect(shownWarning(warning(more), () => info).lasting).toBe(words))

test('without anything to compare nothing is claimed about the course', () => {
  expect(shownWarning(warning({ change: null }), () => info).course).toBe('')
})
