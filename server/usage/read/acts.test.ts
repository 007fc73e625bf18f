import { expect, test } from 'vitest'
import { actsOf, type Outcome } from './acts.ts'

const HOUR = 3_600_000
const NOW = 100 * HOUR
const alert = (hoursAgo: number, actedAfterHours: number | null, becameCase = false): Outcome => ({
  indicator: 'i',
  region: 'd',
  theme: 't',
  at: NOW - hoursAgo * HOUR,
  actedAt: actedAfterHours === null ? null : NOW - hoursAgo * HOUR + actedAfterHours * HOUR,
  becameCase,
})

test.each<[string, Outcome[], object]>([
  ['nothing happened', [], { alerts: 0, acted: 0, rate: null, medianMinutes: null, cases: 0 }],
  ['an alert whose time still runs is not held against anybody', [alert(2, null)], { alerts: 0, rate: null }],
  ['one acted on at once counts at once', [alert(2, 1)], { alerts: 1, acted: 1, rate: 1, medianMinutes: 60 }],
  [
    'acted on too late is not acted on',
    [alert(60, 30), alert(60, 24)],
    { alerts: 2, acted: 1, rate: 0.5, medianMinutes: 1440 },
  ],
  [
    'the median of an even number lies between the middle two',
    [alert(50, 1), alert(50, 2), alert(50, 4), alert(50, 20)],
    { medianMinutes: 180 },
  ],
  ['cases are counted whoever opened them', [alert(50, null, true), alert(50, 1)], { alerts: 2, acted: 1, cases: 1 }],
])('%s', (_, outcomes, expected) => {
  expect(actsOf(outcomes, NOW)).toMatchObject(expected)
})
