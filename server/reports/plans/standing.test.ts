import { expect, test } from 'vitest'
import { createClock, createZone } from '../../lib/index.ts'
import { comeRound } from './come-round.ts'
import type { PlanRecord } from './record.ts'
import { standingPlans } from './standing.ts'
import { localFor } from './zones.ts'

const clockAt = (moment: string) => createClock(createZone('Asia/Shanghai'), () => Date.parse(moment))
const weekly = (zone?: string) => [
  { template: { id: 'week', title: '周报', schedule: '每周一 08:30', zone }, forRoot: true },
]
const sync = (known: readonly PlanRecord[], zone: string | undefined, moment: string): PlanRecord[] =>
  standingPlans(new Map(known.map((plan) => [plan.id, plan])), weekly(zone), { root: 'd', clock: clockAt(moment) })
const round = (plan: PlanRecord, moment: string): PlanRecord | null =>
  comeRound(plan, () => true, { local: localFor(plan, clockAt(moment)), now: Date.parse(moment) })
const shown = (local: number): string => new Date(local).toISOString().slice(0, 16)

test('a template that names a zone makes itself by the clock of that zone, and stays as it is', () => {
  const [plan] = sync([], 'Europe/Berlin', '2026-11-22T12:00:00+08:00') as [PlanRecord]
  expect([plan.zone, round(plan, '2026-11-23T15:29:00+08:00')]).toEqual(['Europe/Berlin', null])
  expect(shown(round(plan, '2026-11-23T15:30:00+08:00')!.runs[0]!.slot)).toBe('2026-11-23T08:30')
  expect(sync([plan], 'Europe/Berlin', '2026-11-23T12:00:00+08:00')).toEqual([])
})

test('one that names another goes by it from then on; what was made before was made at the moment it was', () => {
  const [plan] = sync([], 'Europe/Berlin', '2026-11-22T12:00:00+08:00') as [PlanRecord]
  const made = round(plan, '2026-11-23T15:30:00+08:00')!
  const [moved] = sync([made], undefined, '2026-11-24T08:00:00+08:00') as [PlanRecord]
  expect([moved.zone, moved.runs.map(({ slot }) => shown(slot))]).toEqual([undefined, ['2026-11-23T15:30']])
  expect([
    round(moved, '2026-11-30T08:29:00+08:00'),
    shown(round(moved, '2026-11-30T08:30:00+08:00')!.runs[0]!.slot),
  ]).toEqual([null, '2026-11-30T08:30'])
})
