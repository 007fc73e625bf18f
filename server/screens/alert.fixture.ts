import type { AlertBrief } from '../contract/index.ts'

/** An open alert that nobody has looked at. */
export const alert = (id: string, more: Partial<AlertBrief> = {}): AlertBrief => ({
  id,
  rule: 'r',
  title: '事件积压',
  theme: 't',
  region: 'v1',
  regionName: '航民村',
  band: 'red',
  scale: 'four',
  state: 'firing',
  indicator: null,
  grain: null,
  dataset: null,
  since: '2026-11-21T08:00:00+08:00',
  value: 1,
  course: 'even',
  read: null,
  owner: null,
  reach: { told: 1, read: 0 },
  muted: null,
  case: null,
  caseEnded: null,
  ...more,
})
