import { expect, test } from 'vitest'
import type { AlertsPanel } from '../../../server/contract/index.ts'
import { alertOf, indicatorOf, INSTANT } from '../fixture.ts'
import { alertList } from './options.ts'

const panel: AlertsPanel = {
  kind: 'alerts',
  rows: ['a', 'b', 'c'].map((region) => alertOf({ id: region, region })),
  total: 9,
}

test.each([
  [0, ['a', 'b', 'c'], '共 9 条，列出最重的 3 条'],
  [120, ['a', 'b'], '共 9 条，列出最重的 2 条'],
  [20, ['a'], '共 9 条，列出最重的 1 条'],
])('a list %i high keeps the worst and says how many there are', (height, regions, note) => {
  const list = alertList(panel, () => indicatorOf(), { height, now: INSTANT })
  expect([list.rows.map(({ region }) => region), list.note]).toEqual([regions, note])
})

test('nothing wrong needs no count', () =>
  expect(
    alertList({ kind: 'alerts', rows: [], total: 0 }, () => indicatorOf(), { height: 300, now: INSTANT }).note,
  ).toBe(''))
