import type { RegionCode } from '../../contract/index.ts'
import type { CellValue, FullReading } from '../../indicators/index.ts'
import { shift, startOf } from '../../lib/index.ts'
import type { AlertRule } from '../../catalog/index.ts'
import type { Seen } from '../types.ts'
import type { Watched } from './watch-list.ts'

/** How far back a value may lie to say something now: the running bucket has none before its first rows. */
const RECENT = 3

/** One number of one place, for every rule that looks at it. */
export interface Observation {
  rules: readonly AlertRule[]
  region: RegionCode
  seen: Seen
}

const seenOf = (value: number | null, stale: boolean): Seen =>
  value === null ? { kind: 'gone' } : stale ? { kind: 'stale' } : { kind: 'value', value }

/**
 * Reads a number for these places in the bucket of `local`, or where that holds nothing yet in the newest of the last
 * few.
 */
export const observe = async (
  reading: Pick<FullReading, 'values'>,
  { indicator, grain, rules }: Watched,
  places: readonly RegionCode[],
  at: { local: number; asOf?: number },
): Promise<Observation[]> => {
  const running = startOf(grain, at.local)
  // Always of all places and one bucket: other numbers of the dataset are asked the same, so it is read once for all,
  // and a past one is remembered.
  const read = (bucket: number): Promise<CellValue[]> =>
    reading.values({
      indicator,
      regions: places,
      grain,
      first: bucket,
      last: bucket,
      ...(at.asOf === undefined ? {} : { asOf: at.asOf }),
    })
  const cells = await read(running)
  const earlier = new Map<RegionCode, number>()
  for (
    let back = 1;
    back < RECENT && cells.some(({ region, value }) => value === null && !earlier.has(region));
    back += 1
  ) {
    for (const { region, value } of await read(shift(grain, running, -back)))
      if (value !== null && !earlier.has(region)) earlier.set(region, value)
  }
  return cells.map(({ region, value, stale }) => ({
    rules,
    region,
    seen: seenOf(value ?? earlier.get(region) ?? null, stale),
  }))
}

/** How long each place has not been heard from, in seconds. */
export const observeSilence = (
  reading: Pick<FullReading, 'heardFrom'>,
  rule: AlertRule,
  places: readonly RegionCode[],
  local: number,
): Observation[] => {
  const { subject } = rule
  if (subject.kind !== 'silence') return []
  return places.map((region) => {
    const heard = reading.heardFrom(subject.dataset, region)
    return {
      rules: [rule],
      region,
      seen:
        heard === null ? { kind: 'gone' } : { kind: 'value', value: Math.max(0, Math.round((local - heard) / 1000)) },
    }
  })
}
