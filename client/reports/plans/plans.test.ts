import { expect, test } from 'vitest'
import type { PlanRunInfo } from '../../../server/contract/index.ts'
import { daysFor, monthsFor, restWords, ruleFor, writeRule, type Rule } from './rule.ts'
import { zonesFrom, zoneTitle } from './zone.ts'
import { deliveryWords, planTone, runWords, whereWords } from './words.ts'

const rule = (rest: Partial<Rule>): Rule => ({
  every: 'day',
  day: 5,
  month: 1,
  time: '09:00',
  rest: '遇休顺延',
  ...rest,
})

test.each([
  [rule({}), '每日 09:00'],
  [rule({ every: 'workday' }), '每个工作日 09:00'],
  [rule({ every: 'week', day: 7, rest: '' }), '每周日 09:00'],
  [rule({ every: 'month' }), '每月5日 09:00，遇休顺延'],
  [rule({ every: 'quarter', month: 3, rest: '遇休提前' }), '每季度末月5日 09:00，遇休提前'],
  [rule({ every: 'year', month: 12, day: 31 }), '每年12月31日 09:00，遇休顺延'],
])('a chosen time is written as the server reads it: %#', (chosen, words) => expect(writeRule(chosen)).toBe(words))

test('what can be chosen follows from how often; each report begins with what comes to mind', () => {
  expect([
    daysFor('day').length,
    daysFor('week').length,
    daysFor('month').length,
    monthsFor('quarter').length,
    monthsFor('year').length,
    monthsFor('month').length,
  ]).toEqual([0, 7, 31, 3, 12, 0])
  expect([writeRule(ruleFor('day')), writeRule(ruleFor('week')), writeRule(ruleFor('month'))]).toEqual([
    '每日 08:00',
    '每周一 09:00，遇休顺延',
    '每月5日 09:00，遇休顺延',
  ])
})

const run = (rest: Partial<PlanRunInfo>): PlanRunInfo => ({
  at: '八点',
  state: 'done',
  attempts: 1,
  next: null,
  problem: null,
  missed: 0,
  issue: 'x',
  deliveries: [],
  ...rest,
})
const moment = (text: string): string => text

test.each([
  [run({}), '八点 已编制', 'ok'],
  [run({ missed: 3 }), '八点 已编制（停机期间错过 3 次，只补这一期）', 'ok'],
  [run({ state: 'waiting', attempts: 0 }), '八点 正在编制', 'ok'],
  [
    run({ state: 'waiting', attempts: 2, problem: '没有数据', next: '九点' }),
    '八点 还没有编成：没有数据；九点 再试；已试 2 次',
    'late',
  ],
  [run({ state: 'failed', attempts: 6, problem: '没有数据' }), '八点 没有编成：没有数据；已试 6 次', 'failed'],
])('a run says how it went and how the plan stands: %#', (one, words, tone) => {
  expect([runWords(one, moment), planTone({ state: 'active', runs: [one] })]).toEqual([words, tone])
})

test('a delivery says where it stands; a plan where it goes', () => {
  const sent = { title: '信箱', state: 'done' as const, attempts: 1, next: null, problem: null }
  expect(deliveryWords(sent, moment)).toBe('信箱：已送达')
  expect(deliveryWords({ ...sent, state: 'waiting', problem: '对方拒收', next: '九点' }, moment)).toBe(
    '信箱：还没有送到：对方拒收；九点 再试',
  )
  expect(planTone({ state: 'active', runs: [run({ deliveries: [{ ...sent, state: 'failed' }] })] })).toBe('failed')
  expect([
    whereWords({ audience: 'everybody', outlets: ['信箱'], data: true }),
    whereWords({ audience: 'everybody', outlets: ['信箱'], data: false }),
    whereWords({ audience: 'owner', outlets: [], data: true }),
  ]).toEqual(['应用内告知有权限的人员、信箱，附 Excel 数据', '应用内告知有权限的人员、信箱', '应用内告知本人'])
})

test("a time zone is told in words with its name; the city's can be chosen first, and each once", () => {
  expect(zoneTitle('Asia/Shanghai')).toBe('中国标准时间（Asia/Shanghai）')
  expect(zoneTitle('Europe/Berlin')).toMatch(/^.*时间.*（Europe\/Berlin）$/)
  const zones = zonesFrom('Asia/Shanghai').map(({ id }) => id)
  expect([zones[0], new Set(zones).size, zones.includes('America/New_York')]).toEqual([
    'Asia/Shanghai',
    zones.length,
    true,
  ])
})

test.each([
  [{ every: 'day' }, null],
  [{ every: 'workday' }, /春节、国庆等假期不编制，调休上班的周末照常/],
  [{ every: 'month', rest: '' }, /春节、国庆等假期照常编制。$/],
  [{ every: 'month', rest: '遇休顺延' }, /顺延到假期后第一个工作日。放假与调休按国务院公布的安排/],
  [{ every: 'week', rest: '遇休提前' }, /提前到假期前最后一个工作日/],
] as [Partial<Rule>, RegExp | null][])(
  'what Spring Festival does to a plan is said before it is saved: %o',
  (chosen, said) => {
    const words = restWords(rule(chosen))
    if (said === null) expect(words).toBeNull()
    else expect(words).toMatch(said)
  },
)
