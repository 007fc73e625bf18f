import { expect, test } from 'vitest'
import type { Telling } from '../../server/contract/index.ts'
import { actedWords, lastedWords, readAlertsView, writeAlertsView } from './resolved.ts'

test('the URL names tab, rule and page, and what it says besides stays', () => {
  const query = { queue: 'open', alerts: 'resolved', alert_rule: 'x.backlog', alert_page: '3' }
  expect(readAlertsView(query)).toEqual({ tab: 'resolved', rule: 'x.backlog', page: 3 })
  expect(writeAlertsView(query, { tab: 'resolved', rule: undefined, page: 1 })).toEqual({
    queue: 'open',
    alerts: 'resolved',
  })
  expect(writeAlertsView(query, { tab: 'open', rule: 'x.backlog', page: 3 })).toEqual({ queue: 'open', alerts: 'open' })
  expect(writeAlertsView(query, null)).toEqual({ queue: 'open' })
  expect(readAlertsView({ alerts: 'resolved', alert_page: '-4' })).toEqual({
    tab: 'resolved',
    rule: undefined,
    page: 1,
  })
  expect(readAlertsView({ queue: 'open' })).toBeNull()
  expect(readAlertsView({ alerts: 'open', alert_id: 'a7' })).toEqual({
    tab: 'open',
    rule: undefined,
    page: 1,
    alert: 'a7',
  })
  expect(writeAlertsView({ alerts: 'open', alert_id: 'a7' }, { tab: 'resolved', rule: undefined, page: 1 })).toEqual({
    alerts: 'resolved',
  })
})

test('it says how long it lasted', () => {
  expect(lastedWords({ since: '2026-11-25T10:00:00+08:00', resolved: '2026-11-25T12:30:00+08:00' })).toBe('2 小时')
})

const told = (acted: string | null): Telling[] => [
  {
    to: 'town',
    person: { id: 'p', name: '张敏' },
    channel: 'app',
    why: 'fired',
    at: '',
    delivered: null,
    read: null,
    acted,
  },
]
const bare = { acknowledged: null, told: told(null), case: null, caseEnded: null, reach: { told: 1, read: 0 } }
test.each([
  [
    'who signed is named',
    { ...bare, acknowledged: { person: 'q', name: '王芳', at: '' }, told: told('t') },
    '王芳 已签收',
  ],
  ['who acted without signing is named', { ...bare, told: told('t') }, '张敏 已处置'],
  ['a case nobody signed for', { ...bare, case: '1' }, '已转办，无人签收'],
  ['nobody did anything', bare, '无人处置'],
  ['nobody was told', { ...bare, told: [], reach: { told: 0, read: 0 } }, '未告知'],
])('%s', (_, alert, words) => expect(actedWords(alert)).toBe(words))
