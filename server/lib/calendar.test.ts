import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GRAINS, type Grain } from '../contract/index.ts'
import { bucketsBetween, derives, endOf, lastYear, shift, startOf } from './calendar.ts'

const at = (text: string) => Date.parse(`${text}Z`)
const show = (local: number) => new Date(local).toISOString().slice(0, 13)

test.each<[Grain, string, string, string]>([
  ['hour', '2026-11-21T20:41:07', '2026-11-21T20', '2026-11-21T21'],
  ['day', '2026-11-21T20:41:07', '2026-11-21T00', '2026-11-22T00'],
  ['week', '2026-11-22T23:59:59', '2026-11-16T00', '2026-11-23T00'],
  ['week', '1969-12-31T00:00:00', '1969-12-29T00', '1970-01-05T00'],
  ['dekad', '2026-02-28T10:00:00', '2026-02-21T00', '2026-03-01T00'],
  ['dekad', '2026-01-31T10:00:00', '2026-01-21T00', '2026-02-01T00'],
  ['dekad', '2026-12-10T23:59:59', '2026-12-01T00', '2026-12-11T00'],
  ['month', '2026-12-31T10:00:00', '2026-12-01T00', '2027-01-01T00'],
  ['quarter', '2026-11-21T10:00:00', '2026-10-01T00', '2027-01-01T00'],
  ['year', '2024-02-29T10:00:00', '2024-01-01T00', '2025-01-01T00'],
])('the %s of %s runs from %s to %s', (grain, moment, start, end) => {
  expect([show(startOf(grain, at(moment))), show(endOf(grain, startOf(grain, at(moment))))]).toEqual([start, end])
})

const moment = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((d) => d.getTime())
const grain = fc.constantFrom(...GRAINS)

test('every moment lies in its bucket, and stepping there and back is standing still', () => {
  fc.assert(
    fc.property(grain, moment, fc.integer({ min: -50, max: 50 }), (g, t, steps) => {
      const start = startOf(g, t)
      expect(start <= t && t < endOf(g, start)).toBe(true)
      expect(startOf(g, start)).toBe(start)
      expect(shift(g, shift(g, start, steps), -steps)).toBe(start)
    }),
  )
})

test('a coarse bucket is a union of the fine buckets it derives from, and of no others', () => {
  fc.assert(
    fc.property(grain, grain, moment, (coarse, fine, t) => {
      const start = startOf(coarse, t)
      if (derives(coarse, fine)) {
        expect(startOf(fine, start)).toBe(start)
        expect(startOf(fine, endOf(coarse, start))).toBe(endOf(coarse, start))
      }
    }),
  )
  expect(derives('month', 'week')).toBe(false)
  expect(derives('year', 'dekad')).toBe(true)
})

test('last year is the same date, the same weekday for weeks, and 28 February for the 29th', () => {
  expect(show(lastYear('day', at('2024-02-29T00:00:00')))).toBe('2023-02-28T00')
  expect(show(lastYear('hour', at('2026-11-21T20:00:00')))).toBe('2025-11-21T20')
  expect(new Date(lastYear('week', startOf('week', at('2026-11-21T00:00:00')))).getUTCDay()).toBe(1)
})

test('a range of buckets stops at its limit', () => {
  expect(bucketsBetween('day', at('2026-01-01T00:00:00'), at('2026-01-03T12:00:00')).length).toBe(3)
  expect(bucketsBetween('hour', 0, at('2026-01-03T12:00:00'), 10).length).toBe(11)
})
