import { expect, test } from 'vitest'
import { createClock, createZone } from '../../lib/index.ts'
import { inCity, localFor } from './zones.ts'

const clock = createClock(createZone('Asia/Shanghai'), () => Date.parse('2026-11-22T19:30:00+08:00'))
const shown = (local: number): string => new Date(local).toISOString().slice(0, 16)

test('half past midnight of a zone further east is the day before in the city', () => {
  const plan = { zone: 'Pacific/Auckland' }
  expect(shown(localFor(plan, clock))).toBe('2026-11-23T00:30')
  expect(shown(inCity(plan, clock, localFor(plan, clock)))).toBe('2026-11-22T19:30')
})

test("without a zone the clock is the city's", () => {
  expect([localFor({}, clock), inCity({}, clock, 7)]).toEqual([clock.local(), 7])
})
