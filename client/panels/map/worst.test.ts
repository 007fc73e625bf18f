import { expect, test } from 'vitest'
import type { Band, View, Warning } from '../../../server/contract/index.ts'
import { TODAY } from '../fixture.ts'
import { worstOf } from './worst.ts'

const row = (region: string, band: Band): Warning => ({ indicator: 'x', region, regionName: region, band, grain: 'day', value: 1, change: null, since: TODAY, bucketsInBand: 1 })
const view = (...rows: Warning[]): View => ({
  screen: 's', region: { code: 'd', name: '区', level: 'district', kind: 'place', parent: null }, path: [], children: [],
  tally: { red: 0, orange: 0, yellow: 0, blue: 0 }, panels: { 'right.1': { kind: 'alerts', rows, total: rows.length } },
})

test.each([
  [[row('a', 'orange'), row('b', 'red'), row('c', 'red')], 'b'],
  [[row('a', 'orange')], 'a'],
  [[row('a', 'yellow')], undefined],
  [[], undefined],
])('of the listed warnings the first of the gravest colour is called out', (rows, region) => expect(worstOf(view(...rows))?.region).toBe(region))
