import { expect, test } from 'vitest'
import { formatAgo, formatLasting, formatMinutesAgo, formatSpan } from './age.ts'

test.each([
  [0, '0 秒'],
  [59.9, '59 秒'],
  [60, '1 分钟'],
  [3599, '59 分钟'],
  [3600, '1 小时'],
  [86_399, '23 小时'],
  [86_400 * 3.5, '3 天'],
  [-5, '0 秒'],
])('%s seconds are %s', (seconds, words) => expect(formatSpan(seconds)).toBe(words))

test('a moment ahead of the clock is just now, never in the future', () => {
  const now = Date.parse('2026-11-21T20:41:07+08:00')
  expect(formatAgo('2026-11-21T20:41:09+08:00', now)).toBe('刚刚')
  expect(formatAgo('2026-11-21T20:41:05+08:00', now)).toBe('2 秒前')
})

test.each([
  [1, '刚刚', '不到 1 分钟'],
  [-1, '刚刚', '不到 1 分钟'],
  [59, '刚刚', '不到 1 分钟'],
  [60, '1 分钟前', '1 分钟'],
])('by a clock that stands for a minute, %i seconds are told as no seconds', (seconds, ago, lasting) => {
  const now = Date.parse('2026-11-21T20:41:00+08:00')
  const then = new Date(now - seconds * 1000).toISOString()
  expect([formatMinutesAgo(then, now), formatLasting(then, now)]).toEqual([ago, lasting])
})
