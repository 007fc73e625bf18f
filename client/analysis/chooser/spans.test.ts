import { expect, test } from 'vitest'
import { spansOf } from './spans.ts'

const words = (...asked: Parameters<typeof spansOf>): string[] =>
  spansOf(...asked).map(({ title, from, to }) => [title, from, to].join(' ').trim())
const on = (year: number, month: number, day: number) => ({ year, month, day, hour: 9, minute: 0, second: 0 })

test('months and years are offered by name, whole or until now', () => {
  expect(words('day', on(2026, 3, 31))).toEqual([
    '最近',
    '本月 2026-03-01',
    '上月 2026-02-01 2026-02-28',
    '今年 2026-01-01',
    '去年 2025-01-01 2025-12-31',
  ])
  expect(words('month', on(2026, 3, 31))).toEqual(['最近', '今年 2026-01-01', '去年 2025-01-01 2025-12-01'])
})

test('in January last month is that of last year; of hours and years nothing is offered', () => {
  expect(words('week', on(2027, 1, 1))[2]).toBe('上月 2026-12-01 2026-12-31')
  expect([words('hour', on(2027, 1, 1)), words('year', on(2027, 1, 1))]).toEqual([[], []])
})
