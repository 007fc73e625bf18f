import { expect, test } from 'vitest'
import type { AlertInfo, IndicatorInfo, Telling } from '../../server/contract/index.ts'
import { shownAlert, shownTellings, worstWords, calmWords, caseWords } from './words.ts'

const info = { id: 'x', title: '待办', unit: '件', decimals: 0 } as IndicatorInfo
const alert = {
  indicator: 'x',
  grain: 'week',
  dataset: null,
  value: 12,
  state: 'firing',
  acknowledged: null,
  course: 'worse',
  told: [] as Telling[],
  reach: { told: 3, read: 1 },
  since: '2026-11-25T10:00:00+08:00',
} as AlertInfo
const now = Date.parse('2026-11-25T12:30:00+08:00')

test('an alert tells its value, which way it goes, how long, and who knows of it', () => {
  expect(shownAlert(alert, () => info, now)).toEqual({
    state: '未签收',
    value: '12 件',
    per: '按周',
    course: '▲ 较前变差',
    reach: '已通知 3 人，1 人已读',
    lasting: '持续 2 小时',
  })
})

test('who was told is counted; a duty that nobody holds is not the same as nobody told yet', () => {
  const reach = { told: 0, read: 0 }
  expect(shownAlert({ ...alert, reach }, () => info, now).reach).toBe('尚未通知')
  expect(
    shownAlert(
      {
        ...alert,
        reach,
        told: [
          { to: 'town', person: null, channel: 'app', why: 'fired', at: '', delivered: null, read: null, acted: null },
        ],
      },
      () => info,
      now,
    ).reach,
  ).toBe('应告知的岗位无人担任')
})

test('silence is told as silence, not as a number of seconds', () => {
  expect(
    shownAlert({ ...alert, indicator: null, grain: null, dataset: 'd', value: 7200, course: 'even' }, () => info, now),
  ).toMatchObject({ value: '已 2 小时没有数据', per: '', course: '' })
})

test('the gravest it was has its unit, or is the length of a silence; what is not told or was not kept is said as such', () => {
  expect(worstWords({ ...alert, worst: { band: 'red', value: 64 } }, () => info)).toBe('64 件')
  expect(worstWords({ ...alert, indicator: null, dataset: 'd', worst: { band: 'red', value: 7200 } }, () => info)).toBe(
    '2 小时没有数据',
  )
  expect(worstWords({ ...alert, suppressed: true, worst: { band: 'red', value: null } }, () => info)).toBe(
    '涉及个人，不显示数值',
  )
  expect(worstWords({ ...alert, worst: null }, () => info)).toBe('—')
})

test('whoever signed for it is named', () => {
  expect(shownAlert({ ...alert, acknowledged: { person: 'p', name: '张敏', at: '' } }, () => info, now).state).toBe(
    '张敏 已签收',
  )
  expect(
    shownAlert({ ...alert, state: 'recovering', acknowledged: { person: 'p', name: '张敏', at: '' } }, () => info, now)
      .state,
  ).toBe('张敏 已签收，正在恢复')
})

test('whom an alert was told is said by name and duty, or that nobody holds the duty, or by the channel', () => {
  const telling = { channel: 'app', why: 'fired', at: '', delivered: null, read: null, acted: null } as const
  const told = [
    { ...telling, to: 'town', person: { id: 'p', name: '张敏' } },
    { ...telling, to: 'district', person: null, why: 'climbed' as const },
    { ...telling, to: '值班邮箱', person: null, channel: 'mail' },
  ]
  expect(
    shownTellings({ told }, (level) => ({ district: '区级' })[level] ?? level).map(({ who, why, over }) => [
      who,
      why,
      over,
    ]),
  ).toEqual([
    ['张敏（镇街人员）', '预警', '平台'],
    ['区级（无人担任）', '无人查看，逐级上报', '平台'],
    ['值班邮箱', '预警', '外部渠道'],
  ])
})

test('nothing open is not called normal while rules are off', () => {
  expect(calmWords(0)).toBe('现在没有预警，各项指标都在正常范围内。')
  expect(calmWords(2)).toBe('现在没有预警。有 2 条规则停用，它们监视的情况不在其内。')
})

test.each<[Pick<AlertInfo, 'case' | 'caseEnded' | 'caseUntold'>, string]>([
  [{ case: null, caseEnded: null, caseUntold: true }, '是否立案不在您的权限之内'],
  [{ case: null, caseEnded: null }, '尚未立案'],
  [{ case: 'A-1', caseEnded: null }, '已立案 A-1'],
  [{ case: 'A-1', caseEnded: 'closed' }, '▲ A-1 已结案，预警未解除'],
  [{ case: 'A-1', caseEnded: 'void' }, '▲ A-1 已作废，预警未解除'],
])('what became of its case: %o', (alert, words) => expect(caseWords(alert)).toBe(words))
