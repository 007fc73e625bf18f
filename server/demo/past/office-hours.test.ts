import { expect, test } from 'vitest'
import type { PastCase, PastStep } from '../../cases/index.ts'
import { createWorkCalendar } from '../../lib/index.ts'
import { inOfficeHours } from './office-hours.ts'

const HOUR = 3_600_000
const office = createWorkCalendar({
  hours: [
    [8.5 * HOUR, 12 * HOUR],
    [13.5 * HOUR, 17.5 * HOUR],
  ],
  years: { 2026: { off: ['10-01', '10-02', '10-05', '10-06', '10-07'], on: ['10-10'] } },
})
const at = (text: string): number => Date.parse(`${text}:00Z`)
const acted = (begun: string, ...moments: string[]): PastCase =>
  inOfficeHours(
    {
      at: at(begun),
      steps: moments.map((moment) => ({ action: 'remark', at: at(moment) }) as PastStep),
    } as unknown as PastCase,
    office,
  )
const moments = ({ steps }: PastCase): string[] => steps.map((step) => new Date(step.at).toISOString().slice(0, 16))

test.each([
  ['what is done by day stays', ['2026-11-25T10:15'], ['2026-11-25T10:15']],
  ['the night belongs to the day before', ['2026-11-25T02:41'], ['2026-11-24T16:49']],
  ['noon to the morning', ['2026-11-25T12:40'], ['2026-11-25T11:20']],
  ['a Sunday to the Friday', ['2026-11-22T15:05'], ['2026-11-20T17:25']],
  ['a holiday to the last day before it', ['2026-10-06T09:30'], ['2026-09-30T17:00']],
  ['a Saturday that is worked stays', ['2026-10-10T09:30'], ['2026-10-10T09:30']],
  [
    'several of one night keep their order',
    ['2026-11-25T02:10', '2026-11-25T02:20', '2026-11-25T03:30'],
    ['2026-11-24T16:10', '2026-11-24T16:35', '2026-11-24T17:00'],
  ],
])('%s', (_, before, after) => {
  expect(moments(acted('2026-09-01T08:00', ...before))).toEqual(after)
})

test('a case is there before anybody acts on it', () => {
  const early = acted('2026-11-25T02:00', '2026-11-25T02:41')
  expect(early.at).toBeLessThan(early.steps[0]!.at)
  expect(acted('2026-11-25T08:00', '2026-11-25T10:00').at).toBe(at('2026-11-25T08:00'))
})
