import type { AlertBrief, Cell, IndicatorInfo } from '../../server/contract/index.ts'
import { civilOf } from '../lib/moment.ts'

/** Saturday evening in the tests of all panels. */
export const NOW = civilOf('2026-11-21T20:41:07+08:00')
export const INSTANT = Date.parse('2026-11-21T20:41:07+08:00')
export const TODAY = '2026-11-21T00:00:00+08:00'

/** An indicator for tests: a count of cases where less is better. */
export const indicatorOf = (more: Partial<IndicatorInfo> = {}): IndicatorInfo => ({
  id: 'x.cases',
  title: '待办事件',
  theme: 'x',
  meaning: '',
  unit: '件',
  decimals: 0,
  better: 'lower',
  grains: ['day'],
  grain: 'day',
  scale: 'four',
  bands: {},
  target: null,
  synthetic: true,
  owner: '区委政法委',
  ...more,
})

/** Today's cell of the district for tests. */
export const cellOf = (more: Partial<Cell> = {}): Cell => ({
  region: 'd',
  bucket: TODAY,
  value: 486,
  numerator: null,
  denominator: null,
  rows: 486,
  coverage: null,
  stale: false,
  band: 'orange',
  target: null,
  ...more,
})

/** A red alert of two hours that nobody has read, for tests. */
export const alertOf = (more: Partial<AlertBrief> = {}): AlertBrief => ({
  id: 'a1',
  rule: 'x.backlog',
  title: '事件积压',
  theme: 'x',
  region: 't1',
  regionName: '瓜沥镇',
  band: 'red',
  scale: 'four',
  state: 'firing',
  indicator: 'x.cases',
  grain: 'day',
  dataset: null,
  since: '2026-11-21T18:41:07+08:00',
  value: 71,
  course: 'worse',
  read: null,
  owner: null,
  reach: { told: 3, read: 0 },
  muted: null,
  case: null,
  caseEnded: null,
  ...more,
})
