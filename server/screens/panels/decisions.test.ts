import { expect, test } from 'vitest'
import { DECISION_REASONS, type AlertBrief, type DecisionReason } from '../../contract/index.ts'
import { alert } from '../alert.fixture.ts'
import { decisionsOf } from './decisions.ts'

const owned = { owner: '王芳', state: 'acknowledged' } as const

test.each<[string, Partial<AlertBrief>, DecisionReason | 'in hand' | 'untold' | 'not grave']>([
  ['nobody has taken it on', {}, 'unclaimed'],
  ['read by somebody who did not sign', { read: '2026-11-21T09:00:00+08:00' }, 'unclaimed'],
  ['nobody has taken it on and it gets worse: counted once', { course: 'worse' }, 'unclaimed'],
  ['signed for and steady', owned, 'in hand'],
  ['signed for and getting worse', { ...owned, course: 'worse' }, 'worse'],
  ['a case without an owner, getting worse', { case: 'A-1', course: 'worse' }, 'worse'],
  ['a case without an owner, getting better', { case: 'A-1', course: 'better' }, 'in hand'],
  ['a case that is closed while the alert goes on', { ...owned, case: 'A-1', caseEnded: 'closed' }, 'ended'],
  ['a case that is closed, and calm again', { case: 'A-1', caseEnded: 'void', state: 'recovering' }, 'in hand'],
  ['calm again', { state: 'recovering', course: 'worse' }, 'in hand'],
  ['muted by a planned silence', { muted: { by: 'silence', id: 's', words: '检修' }, course: 'worse' }, 'in hand'],
  ['nobody signed, and its case is not told', { caseUntold: true, course: 'worse' }, 'untold'],
  ['signed for, its case not told, getting worse', { ...owned, caseUntold: true, course: 'worse' }, 'worse'],
  ['calm again, its case not told', { caseUntold: true, state: 'recovering' }, 'in hand'],
  ['yellow', { band: 'yellow', course: 'worse' }, 'not grave'],
])('%s → %#', (_, more, expected) => {
  const { waiting, inHand, untold, rows } = decisionsOf([alert('a', more)], 6)
  expect({ ...waiting, inHand, untold, reasons: rows.map(({ reason }) => reason) }).toEqual({
    ...Object.fromEntries(DECISION_REASONS.map((reason) => [reason, expected === reason ? 1 : 0])),
    inHand: expected === 'in hand' ? 1 : 0,
    untold: expected === 'untold' ? 1 : 0,
    reasons: expected === 'in hand' || expected === 'untold' || expected === 'not grave' ? [] : [expected],
  })
})

test('red before orange, nobody on it before a closed case before getting worse in hand, then worse, then longest', () => {
  const alerts = [
    alert('orange', { band: 'orange' }),
    alert('owned', { ...owned, course: 'worse' }),
    alert('ended', { case: 'A-1', caseEnded: 'void', course: 'worse' }),
    alert('newer'),
    alert('older', { since: '2026-11-19T08:00:00+08:00' }),
    alert('worse', { course: 'worse' }),
  ]
  expect(decisionsOf(alerts, 6).rows.map(({ alert: { id } }) => id)).toEqual([
    'worse',
    'older',
    'newer',
    'ended',
    'owned',
    'orange',
  ])
})

test('what does not fit is still counted', () => {
  const { waiting, rows } = decisionsOf([alert('a'), alert('b'), alert('c', { band: 'orange' })], 1)
  expect([waiting.unclaimed, rows.length]).toEqual([3, 1])
})
