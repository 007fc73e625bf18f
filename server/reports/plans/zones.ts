import { createZone, type Clock, type Zone } from '../../lib/index.ts'
import type { PlanRecord } from './record.ts'

const zones = new Map<string, Zone>()

const known = (name: string): Zone => {
  const zone = zones.get(name) ?? createZone(name)
  zones.set(name, zone)
  return zone
}

/** The wall clock a plan goes by: the city's unless it names another. */
export const zoneOf = ({ zone }: Pick<PlanRecord, 'zone'>, clock: Clock): Zone =>
  zone === undefined || zone === clock.zone.name ? clock.zone : known(zone)

/** What that clock shows now. */
export const localFor = (plan: Pick<PlanRecord, 'zone'>, clock: Clock): number =>
  zoneOf(plan, clock).toLocal(clock.now())

/** A moment of that clock as the city's shows it. */
export const inCity = (plan: Pick<PlanRecord, 'zone'>, clock: Clock, local: number): number =>
  clock.zone.toLocal(zoneOf(plan, clock).toInstant(local))

/** A plan by the clock of another zone: what it has made was made at the moments it was. */
export const inZone = (
  { zone: before, ...plan }: PlanRecord,
  { zone }: Pick<PlanRecord, 'zone'>,
  clock: Clock,
): PlanRecord => {
  const to = zone === undefined ? {} : { zone }
  const moved = (local: number): number =>
    zoneOf(to, clock).toLocal(zoneOf(before === undefined ? {} : { zone: before }, clock).toInstant(local))
  return {
    ...plan,
    ...to,
    seen: moved(plan.seen),
    runs: plan.runs.map((run) => ({ ...run, slot: moved(run.slot), nominal: moved(run.nominal) })),
  }
}
