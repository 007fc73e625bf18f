import { expect, test } from 'vitest'
import type { RegionNode } from '../regions/index.ts'
import { alert } from './alert.fixture.ts'
import { alertedIn } from './alerted.ts'

/** d > t1 > v1, d > t2. */
const PATHS: Record<string, string[]> = { d: ['d'], t1: ['d', 't1'], v1: ['d', 't1', 'v1'], t2: ['d', 't2'] }
const regions = { path: (code: string): RegionNode[] => PATHS[code]!.map((one) => ({ code: one }) as RegionNode) }

test('an alert counts once in the child it lies in or inside of, with the gravest colour; muted ones and those of the region itself do not', () => {
  const alerts = [
    alert('a', { region: 't1', band: 'red' }),
    alert('b', { region: 'd', band: 'red' }),
    alert('c', { region: 'v1', band: 'orange' }),
    alert('e', { region: 't2', muted: { by: 'silence', id: 's', words: '检修' } }),
  ]
  expect(alertedIn(regions, [{ code: 't1' }, { code: 't2' }], alerts)).toEqual({ t1: { count: 2, band: 'red' } })
  expect(alertedIn(regions, [{ code: 'v1' }], alerts)).toEqual({ v1: { count: 1, band: 'orange' } })
})
