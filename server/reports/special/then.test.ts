import { expect, test } from 'vitest'
import type { Indicator } from '../../catalog/index.ts'
import type { AlertInfo, Grain } from '../../contract/index.ts'
import { smallTree } from '../../indicators/testing/city.ts'
import { createZone } from '../../lib/index.ts'
import { chainOf } from './chain.ts'
import type { Subject } from './subject.ts'
import { lookedAt } from './then.ts'

const [NOON, HOUR] = [Date.UTC(2026, 10, 27, 12), 3_600_000]
const subject = (at: number, grain: Grain | null): Subject => ({
  region: 'd',
  title: '',
  themes: [],
  at,
  case: null,
  alert: grain && {
    info: { grain } as AlertInfo,
    moments: [],
    indicator: { grains: [grain] } as unknown as Indicator,
    threshold: null,
  },
})

test.each<[string, number, Grain | null, number]>([
  ['in the middle of an hour it looked at that hour', NOON + 5_000, 'hour', NOON],
  ['at the start of an hour it looked back at the one that had ended', NOON, 'hour', NOON - HOUR],
  ['the same moment is in the middle of a day', NOON, 'day', NOON],
  ['a case without an alert is about its own moment', NOON, null, NOON],
])('%s', (_, at, grain, hour) => {
  expect(Math.floor(lookedAt(subject(at, grain)) / HOUR) * HOUR).toBe(hour)
})

test('it fired with its first value, also where that was written down later with the value of then', () => {
  const alert = {
    info: { scale: 'three', firstValue: 135 },
    indicator: { title: 'PM2.5', unit: '', decimals: 0 },
    threshold: null,
    moments: [
      { at: NOON, kind: 'fired', band: 'red', value: 134, words: '' },
      { at: NOON + 5_000, kind: 'lowered', band: 'yellow', value: 80, words: '' },
    ],
  } as unknown as Subject['alert']
  const { rows } = chainOf(
    { ...subject(NOON, null), alert },
    { zone: createZone('Asia/Shanghai'), regions: smallTree() },
    '经过',
  )
  expect(rows.map(([, what, , words]) => [what, words])).toEqual([
    ['预警触发', '红色，PM2.5为135'],
    ['预警降级', '黄色，PM2.5为80'],
  ])
})
