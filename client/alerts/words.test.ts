import { expect, test } from 'vitest'
import type { AlertInfo, IndicatorInfo } from '../../server/contract/index.ts'
import { shownAlert } from './words.ts'

const info = { id: 'x', title: '待办', unit: '件', decimals: 0 } as IndicatorInfo
const alert = { indicator: 'x', dataset: null, value: 12, state: 'firing', acknowledged: null, course: 'worse', reach: { told: 3, read: 1 }, since: '2026-11-25T10:00:00+08:00' } as AlertInfo
const now = Date.parse('2026-11-25T12:30:00+08:00')

test('an alert tells its value, which way it goes, how long, and who knows of it', () => {
  expect(shownAlert(alert, () => info, now)).toEqual({ state: '未签收', value: '12 件', course: '▲ 正在变差', reach: '已通知 3 人，1 人已读', lasting: '持续 2 小时' })
})

test('silence is told as silence, not as a number of seconds', () => {
  expect(shownAlert({ ...alert, indicator: null, dataset: 'd', value: 7200, course: 'even' }, () => info, now)).toMatchObject({ value: '已 2 小时没有数据', course: '' })
})

test('whoever signed for it is named', () => {
  expect(shownAlert({ ...alert, acknowledged: { person: 'p', name: '张敏', at: '' } }, () => info, now).state).toBe('张敏 已签收')
})
