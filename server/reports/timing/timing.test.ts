import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextSlot, slotsBetween } from './due.ts'
import { readWhen, whenWords } from './when.ts'

const DAY = 86_400_000
const local = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00Z`)
const shown = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ')
/** 1–8 October off, the weekend of 10 October worked, else plain weeks. */
const isWorkday = (midnight: number): boolean => {
  const day = new Date(midnight).toISOString().slice(5, 10)
  return day === '10-10' || (!(day >= '10-01' && day <= '10-08') && new Date(midnight).getUTCDay() % 6 !== 0)
}
const due = (text: string, after: string, until: string): string[] =>
  slotsBetween(readWhen(text)!, isWorkday, local(after), local(until)).map(({ at }) => shown(at))

test.each([
  '每日 08:00',
  '每个工作日 08:00',
  '每周一 08:30',
  '每周日 08:30，遇休提前',
  '每月3日 09:00',
  '每月31日 09:00，遇休顺延',
  '每季度首月8日 09:00',
  '每季度末月8日 09:00',
  '每年1月15日 09:05',
])('%s is read and written back', (text) => {
  expect(whenWords(readWhen(text)!)).toBe(text)
})

test.each([
  '',
  '每天早上',
  '每日 24:00',
  '每日 08:60',
  '每月0日 09:00',
  '每月32日 09:00',
  '每年13月1日 09:00',
  '每周八 09:00',
  '每日 08:00，遇休顺延',
  '每个工作日 08:00，遇休提前',
])('%s is not taken for anything', (text) => {
  expect(readWhen(text)).toBeNull()
})

test('a slot is due after one moment and up to another, once', () => {
  expect(due('每日 08:00', '2026-11-20 08:00', '2026-11-22 08:00')).toEqual(['2026-11-21 08:00', '2026-11-22 08:00'])
  expect(due('每周一 08:30', '2026-11-20 00:00', '2026-12-01 00:00')).toEqual(['2026-11-23 08:30', '2026-11-30 08:30'])
  expect(due('每个工作日 08:00', '2026-11-20 08:00', '2026-11-24 09:00')).toEqual([
    '2026-11-23 08:00',
    '2026-11-24 08:00',
  ])
  expect(due('每季度首月8日 09:00', '2026-01-01 00:00', '2026-12-31 00:00')).toEqual([
    '2026-01-08 09:00',
    '2026-04-08 09:00',
    '2026-07-08 09:00',
    '2026-10-08 09:00',
  ])
})

test('a day off moves a slot to the next working day or the one before; the day it is for stays', () => {
  expect(due('每月5日 09:00', '2026-10-01 00:00', '2026-10-31 00:00')).toEqual(['2026-10-05 09:00'])
  expect(due('每月5日 09:00，遇休顺延', '2026-10-01 00:00', '2026-10-31 00:00')).toEqual(['2026-10-09 09:00'])
  expect(due('每月5日 09:00，遇休提前', '2026-09-20 00:00', '2026-10-31 00:00')).toEqual(['2026-09-30 09:00'])
  const [slot] = slotsBetween(
    readWhen('每月31日 09:00，遇休顺延')!,
    isWorkday,
    local('2026-10-30 10:00'),
    local('2026-11-05 00:00'),
  )
  expect([shown(slot!.at), shown(slot!.nominal)]).toEqual(['2026-11-02 09:00', '2026-10-31 09:00'])
})

test('a month too short ends on its last day', () => {
  expect(due('每月31日 09:00', '2026-02-01 00:00', '2026-04-30 23:00')).toEqual([
    '2026-02-28 09:00',
    '2026-03-31 09:00',
    '2026-04-30 09:00',
  ])
})

test('property: the next slot is the first of those that follow, and no slot is lost between two looks', () => {
  const text = fc.constantFrom(
    '每日 08:00',
    '每个工作日 08:00',
    '每周三 00:00',
    '每月31日 23:59，遇休顺延',
    '每月1日 09:00，遇休提前',
    '每季度末月30日 09:00，遇休顺延',
  )
  fc.assert(
    fc.property(
      text,
      fc.integer({ min: 0, max: 700 * 1440 }),
      fc.integer({ min: 1, max: 120 * 1440 }),
      fc.integer({ min: 1, max: 120 * 1440 }),
      (words, from, first, second) => {
        const when = readWhen(words)!
        const start = local('2026-01-01 00:00') + from * 60_000
        const [middle, end] = [start + first * 60_000, start + (first + second) * 60_000]
        const all = slotsBetween(when, isWorkday, start, end)
        expect([
          ...slotsBetween(when, isWorkday, start, middle),
          ...slotsBetween(when, isWorkday, middle, end),
        ]).toEqual(all)
        const next = nextSlot(when, isWorkday, start)
        if (all.length > 0) expect(next).toEqual(all[0])
        else expect(next!.at).toBeGreaterThan(end)
        expect(new Set(all.map(({ at }) => at)).size).toBe(all.length)
        expect(next!.at - start).toBeLessThan(130 * DAY)
      },
    ),
  )
})
