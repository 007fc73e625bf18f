import { createZone, type Clock, type Zone } from '../../lib/index.ts'
import type { PlanRecord } from './record.ts'

const NAME = /^[A-Za-z][\w+-]*(\/[\w+-]+)*$/
const zones = new Map<string, Zone>()

const known = (name: string): Zone => {
  const zone = zones.get(name) ?? createZone(name)
  zones.set(name, zone)
  return zone
}

/** Name of a time zone of the IANA database as it is written there; `null` for one the machine does not know. */
export const readZone = (name: string): string | null => {
  if (!NAME.test(name)) return null
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return null
  }
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
