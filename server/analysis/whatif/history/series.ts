import type { Simulation } from '../../../catalog/index.ts'
import type { RegionCode } from '../../../contract/index.ts'
import type { FullReading } from '../../../indicators/index.ts'

/** What is known of one place's queue, day by day, oldest first; `null` where nothing is. */
export interface History {
  region: RegionCode
  arrivals: (number | null)[]
  backlog: (number | null)[]
  hours: (number | null)[]
}

/** Days read of a simulation for places, `first` to `last` (starts of days, local ms). */
interface Span {
  first: number
  last: number
}

/** Reads what came in, what was open and how long it took, through the one way to numbers. Throws `Refused`. */
export const readHistory = async (
  reading: FullReading,
  { arrivals, backlog, hours }: Simulation,
  regions: readonly RegionCode[],
  { first, last }: Span,
): Promise<History[]> => {
  const read = async (indicator: string): Promise<(number | null)[]> =>
    (await reading.cells({ indicator, regions, grain: 'day', first, last })).map(({ value }) => value)
  const [came, open, took] = [await read(arrivals), await read(backlog), await read(hours)]
  const width = came.length / regions.length
  const of = (values: (number | null)[], row: number): (number | null)[] => values.slice(row * width, (row + 1) * width)
  return regions.map((region, row) => ({
    region,
    // A day on which nothing was reported in a place that is heard from is a day without a case.
    arrivals: of(came, row).map((value, day) => value ?? (of(open, row)[day] === null ? null : 0)),
    backlog: of(open, row),
    hours: of(took, row),
  }))
}

/** The days of a history before `end`, at most `count`. */
export const upTo = (history: History, end: number, count: number): History => {
  const cut = (values: readonly (number | null)[]): (number | null)[] => values.slice(Math.max(0, end - count), end)
  return {
    region: history.region,
    arrivals: cut(history.arrivals),
    backlog: cut(history.backlog),
    hours: cut(history.hours),
  }
}
