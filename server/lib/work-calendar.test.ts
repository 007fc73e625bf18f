import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createWorkCalendar, roundTheClock } from './work-calendar.ts'

const HOUR = 3_600_000
const office = createWorkCalendar({
  hours: [
    [8.5 * HOUR, 12 * HOUR],
    [13.5 * HOUR, 17.5 * HOUR],
  ],
  years: {
    2026: {
      off: [
        '01-01',
        '01-02',
        '02-16',
        '02-17',
        '02-18',
        '02-19',
        '02-20',
        '02-23',
        '10-01',
        '10-02',
        '10-05',
        '10-06',
        '10-07',
      ],
      on: ['01-04', '02-14', '02-28', '10-10'],
    },
  },
})
const at = (text: string): number => Date.parse(`${text}Z`)
const show = (local: number): string => new Date(local).toISOString().slice(0, 16)

test.each([
  ['2026-11-25T09:00', 4, '2026-11-25T14:30', 'over lunch'],
  ['2026-11-25T17:00', 1, '2026-11-26T09:00', 'over night'],
  ['2026-11-27T17:00', 1, '2026-11-30T09:00', 'over the weekend'],
  ['2026-11-28T10:00', 1, '2026-11-30T09:30', 'begun on a Saturday'],
  ['2026-02-13T17:00', 1, '2026-02-14T09:00', 'the Saturday before Spring Festival is worked'],
  ['2026-02-14T17:00', 1, '2026-02-24T09:00', 'Spring Festival is not'],
  ['2026-09-30T17:30', 7.5, '2026-10-08T17:30', 'a whole day ends at the end of the next working day'],
])('%s and %d hours of work later is %s (%s)', (from, hours, until) => {
  expect(show(office.after(at(from), hours * HOUR))).toBe(until)
})

test('a year whose holidays are only expected takes them into account, and says why they may change', () => {
  const note = '2027年按放假办法推定'
  const expected = createWorkCalendar({
    hours: [
      [8.5 * HOUR, 12 * HOUR],
      [13.5 * HOUR, 17.5 * HOUR],
    ],
    years: { 2026: { off: [], on: [] }, 2027: { off: ['10-01', '10-04'], on: [], provisional: note } },
  })
  expect(show(expected.after(at('2027-09-30T17:00'), HOUR))).toBe('2027-10-05T09:00')
  expect([
    expected.knows(at('2026-12-31T09:00'), at('2027-01-04T09:00')),
    expected.doubt(at('2026-12-31T09:00'), at('2027-01-04T09:00')),
  ]).toEqual([false, note])
  expect(expected.doubt(at('2026-12-01T09:00'), at('2026-12-31T09:00'))).toBeNull()
  expect(expected.doubt(at('2026-12-01T09:00'), at('2028-01-04T09:00'))).toBe(note)
})

test('a year without known holidays counts weekends alone, and says so', () => {
  expect(show(office.after(at('2027-10-01T09:00'), HOUR))).toBe('2027-10-01T10:00')
  expect(office.knows(at('2026-12-31T09:00'), at('2027-01-04T09:00'))).toBe(false)
  expect(office.knows(at('2026-03-01T09:00'), at('2026-12-31T09:00'))).toBe(true)
})

const moment = fc.integer({ min: at('2024-01-01T00:00'), max: at('2028-01-01T00:00') })
const span = fc.integer({ min: 0, max: 300 * HOUR })

test('as much working time lies up to a moment as it was put off by; time never runs backwards', () => {
  fc.assert(
    fc.property(moment, span, fc.constantFrom(office, roundTheClock), (from, work, calendar) => {
      const until = calendar.after(from, work)
      expect(until).toBeGreaterThanOrEqual(from)
      expect(calendar.between(from, until)).toBe(work)
      expect(calendar.between(until, from)).toBe(0)
    }),
  )
})

test('working time adds up over any moment between', () => {
  fc.assert(
    fc.property(moment, span, span, (from, one, two) => {
      const middle = from + one
      const end = middle + two
      expect(office.between(from, middle) + office.between(middle, end)).toBe(office.between(from, end))
    }),
  )
})
