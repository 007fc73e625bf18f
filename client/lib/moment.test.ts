import { expect, test } from 'vitest'
import {
  bucketTick,
  bucketTitle,
  bucketWords,
  civilAt,
  civilOf,
  formatClock,
  formatDate,
  formatMoment,
  isCurrent,
  weekdayOf,
} from './moment.ts'
import type { Grain } from '../../server/contract/index.ts'

const at = (text: string): string => `${text}:00+08:00`
const now = civilOf(at('2026-11-21T20:41'))

test('an instant is read in the zone of the city, not of the machine', () => {
  const time = civilAt(Date.parse('2026-11-21T16:30:05Z'), 'Asia/Shanghai')
  expect([formatDate(time), formatClock(time), weekdayOf(time)]).toEqual(['2026年11月22日', '00:30:05', '星期日'])
  expect(formatMoment('2026-11-21T16:30:05Z', 'Asia/Shanghai')).toBe('11月22日 00:30')
})

test.each<[Grain, string, string, string, string]>([
  ['hour', '2026-11-21T20:00', '21日20时', '2026年11月21日 20时', '本小时'],
  ['hour', '2026-11-21T19:00', '21日19时', '2026年11月21日 19时', '11月21日 19时'],
  ['day', '2026-11-21T00:00', '11-21', '2026年11月21日', '今日'],
  ['day', '2026-11-20T00:00', '11-20', '2026年11月20日', '11月20日'],
  ['day', '2025-11-21T00:00', '11-21', '2025年11月21日', '2025年11月21日'],
  ['week', '2026-11-16T00:00', '11-16', '2026年11月16日至22日', '本周'],
  ['week', '2026-11-09T00:00', '11-09', '2026年11月9日至15日', '11月9日至15日'],
  ['week', '2026-09-28T00:00', '09-28', '2026年9月28日至10月4日', '9月28日至10月4日'],
  ['week', '2025-12-29T00:00', '12-29', '2025年12月29日至2026年1月4日', '2025年12月29日至2026年1月4日'],
  ['dekad', '2026-11-21T00:00', '11月下', '2026年11月下旬', '本旬'],
  ['dekad', '2026-11-11T00:00', '11月中', '2026年11月中旬', '11月中旬'],
  ['month', '2026-11-01T00:00', '11月', '2026年11月', '本月'],
  ['month', '2026-01-01T00:00', '2026年', '2026年1月', '1月'],
  ['quarter', '2026-10-01T00:00', '26年4季', '2026年第四季度', '本季度'],
  ['year', '2026-01-01T00:00', '2026', '2026年', '今年'],
  ['year', '2025-01-01T00:00', '2025', '2025年', '2025年'],
])('%s starting %s', (grain, start, tick, title, words) => {
  expect([bucketTick(at(start), grain), bucketTitle(at(start), grain), bucketWords(at(start), grain, now)]).toEqual([
    tick,
    title,
    words,
  ])
})

test('the last day of a month of 31 days still belongs to its third', () => {
  expect(isCurrent(at('2026-12-21T00:00'), 'dekad', civilOf(at('2026-12-31T23:59')))).toBe(true)
})

test('a week that spans two years is still running after new year', () => {
  expect(isCurrent(at('2026-12-28T00:00'), 'week', civilOf(at('2027-01-03T09:00')))).toBe(true)
  expect(isCurrent(at('2026-12-28T00:00'), 'week', civilOf(at('2027-01-04T00:00')))).toBe(false)
})
