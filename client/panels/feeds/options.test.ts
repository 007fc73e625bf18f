import { expect, test } from 'vitest'
import type { FeedsPanel } from '../../../server/contract/index.ts'
import { INSTANT } from '../fixture.ts'
import { feedRows } from './options.ts'

const row = {
  dataset: 'x.case',
  title: '治理事件',
  owner: '政法委',
  lastArrival: '2026-11-21T20:38:00+08:00',
  stale: false,
  rowsToday: 12345,
  rejectedToday: 0,
}

test.each([
  [{}, { arrived: '3 分钟前', state: '正常', rows: '12,345', rejected: '' }],
  [
    { stale: true, rejectedToday: 5 },
    { state: '超时', rejected: '5' },
  ],
  [
    { lastArrival: null, stale: true, rowsToday: 0 },
    { arrived: '从未送达', state: '未接入', rows: '0' },
  ],
])('a delivery with %o', (more, shown) => {
  const data: FeedsPanel = { kind: 'feeds', rows: [{ ...row, ...more }], connected: 1 }
  expect(feedRows(data, INSTANT)[0]).toMatchObject(shown)
})
