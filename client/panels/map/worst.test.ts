import { expect, test } from 'vitest'
import type { AlertBrief, View } from '../../../server/contract/index.ts'
import { alertOf } from '../fixture.ts'
import { worstOf } from './worst.ts'

const row = (region: string, band: AlertBrief['band']): AlertBrief => alertOf({ id: region, region, band })
const view = (...rows: AlertBrief[]): View => ({
  screen: 's',
  region: { code: 'd', name: '区', level: 'district', kind: 'place', parent: null },
  path: [],
  children: [],
  alerted: {},
  tally: { red: 0, orange: 0, yellow: 0, blue: 0 },
  panels: { 'right.1': { kind: 'alerts', rows, total: rows.length } },
})

test.each([
  [[row('a', 'orange'), row('b', 'red'), row('c', 'red')], 'b'],
  [[row('a', 'orange')], 'a'],
  [[row('a', 'yellow')], undefined],
  [[], undefined],
])('of the listed alerts the first of the gravest colour is called out', (rows, region) =>
  expect(worstOf(view(...rows))?.region).toBe(region),
)

test.each<[string, Partial<AlertBrief>, Partial<AlertBrief>]>([
  ['nobody has it', { owner: '王芳' }, { course: 'even' }],
  ['it gets worse', { course: 'better' }, {}],
  ['it is not muted', { muted: { by: 'silence', id: 's', words: '检修' } }, { owner: '王芳', course: 'better' }],
])('of two red alerts the one is called out of which is true: %s', (_, other, wanted) =>
  expect(
    worstOf(
      view(
        alertOf({ id: 'x', region: 'x', ...other }),
        alertOf({ id: 'y', region: 'y', ...wanted }),
        alertOf({ id: 'z', region: 'z', band: 'orange' }),
      ),
    )?.region,
  ).toBe('y'),
)
