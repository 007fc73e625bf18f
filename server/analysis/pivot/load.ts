import type { Indicator } from '../../catalog/index.ts'
import type { Cell, Grain, MeasureName, PivotCell, RegionCode } from '../../contract/index.ts'
import { ALL, subsetsOf, type FullReading, type Split, type SplitQuery, type ToDate } from '../../indicators/index.ts'
import { endOf } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'
import { gapTo, movement, ranking, UNKNOWN, type Toned } from './measures.ts'

/** What must be read of one indicator for a page. */
interface Load {
  grain: Grain
  regions: readonly RegionCode[]
  buckets: readonly number[]
  by: readonly string[]
  /** Of one of these only the members on the page. */
  among?: SplitQuery['among']
  measures: readonly MeasureName[]
  /** All places of the level, when they are to be ranked. */
  peers: readonly RegionCode[] | null
  asOf: number | null
}

/** Where a cell stands; `members` has one key for each dimension of the load. */
export interface Spot {
  region: RegionCode
  bucket: number
  members: readonly string[]
}

type Ranks = Map<number, { now: Map<string, number>; then: Map<string, number> }>

const wants = (measures: readonly MeasureName[], ...any: MeasureName[]): boolean =>
  any.some((one) => measures.includes(one))

const queryOf = (indicator: Indicator, { grain, buckets, asOf, measures }: Load, regions: readonly RegionCode[]) => ({
  indicator: indicator.id,
  regions,
  grain,
  first: buckets[0]!,
  last: buckets.at(-1)!,
  asOf,
  compare: [
    ...(wants(measures, 'lastYear', 'yoy') ? ['yoy' as const] : []),
    ...(wants(measures, 'pop', 'rankChange') ? ['pop' as const] : []),
  ],
})

const loadRanks = async (reading: FullReading, regions: Regions, indicator: Indicator, load: Load): Promise<Ranks> => {
  const peers = (load.peers ?? []).filter((code) => regions.get(code)?.kind === 'place')
  if (peers.length === 0 || load.by.length > 0 || !wants(load.measures, 'rank', 'rankChange')) return new Map()
  const cells = await reading.cells(queryOf(indicator, load, peers))
  const width = cells.length / peers.length
  return new Map(
    load.buckets.map((bucket, column) => {
      const own = peers.map((code, row) => [code, cells[row * width + column]!] as const)
      return [
        bucket,
        {
          now: ranking(
            indicator,
            own.map(([code, cell]) => [code, cell.value]),
          ),
          then: ranking(
            indicator,
            own.map(([code, cell]) => [code, cell.compare?.pop?.value ?? null]),
          ),
        },
      ]
    }),
  )
}

interface Loaded {
  cells: Map<string, Cell>
  splits: Map<string, Split>
  toDate: ToDate | null
  ranks: Ranks
}

const place = (region: RegionCode, bucket: number): string => `${region} ${bucket}`

const readAll = async (reading: FullReading, regions: Regions, indicator: Indicator, load: Load): Promise<Loaded> => {
  const query = queryOf(indicator, load, load.regions)
  const cells = await reading.cells(query)
  const width = cells.length / load.regions.length
  const splits = new Map<string, Split>()
  for (const by of subsetsOf(load.by))
    if (by.length > 0)
      splits.set(by.join(), await reading.split({ ...query, by, ...(load.among ? { among: load.among } : {}) }))
  return {
    cells: new Map(
      load.regions.flatMap((region, row) =>
        load.buckets.map((bucket, column) => [place(region, bucket), cells[row * width + column]!]),
      ),
    ),
    splits,
    toDate: wants(load.measures, 'ytd', 'ytdYoy') ? await reading.toDate(query) : null,
    ranks: await loadRanks(reading, regions, indicator, load),
  }
}

const COVER = 100

/** What is said of a number that is kept from the reader. */
const hush = ({ suppressed, below }: Pick<Cell, 'suppressed' | 'below'>): Pick<PivotCell, 'suppressed' | 'below'> =>
  suppressed ? { suppressed, ...(below === undefined ? {} : { below }) } : {}

const whole = (indicator: Indicator, { cells, toDate, ranks }: Loaded, { region, bucket }: Spot) => {
  const cell = cells.get(place(region, bucket))!
  const [now, then] = [ranks.get(bucket)?.now.get(region) ?? null, ranks.get(bucket)?.then.get(region) ?? null]
  const measures: Record<MeasureName, () => Toned> = {
    value: () => [cell.value, null],
    lastYear: () => [cell.compare?.yoy?.value ?? null, null],
    yoy: () => movement(indicator, cell.compare?.yoy),
    pop: () => movement(indicator, cell.compare?.pop),
    ytd: () => [toDate?.(region, bucket).value ?? null, null],
    ytdYoy: () => movement(indicator, toDate?.(region, bucket).yoy),
    target: () => [cell.target, null],
    gap: () => gapTo(indicator, cell.value, cell.target),
    rank: () => [now, null],
    // One place up is a smaller rank.
    rankChange: () =>
      now === null || then === null ? UNKNOWN : [then - now, then === now ? 'even' : then > now ? 'good' : 'bad'],
    coverage: () => [cell.coverage && (cell.coverage.reported / cell.coverage.expected) * COVER, null],
  }
  return { measures, band: cell.band, stale: cell.stale, ...hush(cell) }
}

const part = (indicator: Indicator, { splits }: Loaded, by: readonly string[], { region, bucket, members }: Spot) => {
  const taken = by.flatMap((id, index) => (members[index] === ALL ? [] : [{ id, value: members[index]! }]))
  const cell = splits.get(taken.map(({ id }) => id).join())!.at(
    region,
    bucket,
    taken.map(({ value }) => value),
  )
  const measures: Partial<Record<MeasureName, () => Toned>> = {
    value: () => [cell.value, null],
    lastYear: () => [cell.compare.yoy?.value ?? null, null],
    yoy: () => movement(indicator, cell.compare.yoy),
    pop: () => movement(indicator, cell.compare.pop),
  }
  return { measures, band: null, stale: false, ...hush(cell) }
}

/** One indicator's numbers for a page. */
export interface Loader {
  at: (spot: Spot) => PivotCell
  /** Whether any row has a value of the dimension at `index`. */
  has: (index: number, value: string) => boolean
}

/** Reads what a page needs of an indicator, through the one way to numbers. Throws `Refused`. */
export const loadIndicator = async (
  reading: FullReading,
  regions: Regions,
  indicator: Indicator,
  load: Load,
): Promise<Loader> => {
  const loaded = await readAll(reading, regions, indicator, load)
  return {
    has: (index, value) => loaded.splits.get(load.by[index]!)?.members.some(([one]) => one === value) ?? false,
    at: (spot) => {
      const { measures, ...told } = spot.members.every((member) => member === ALL)
        ? whole(indicator, loaded, spot)
        : part(indicator, loaded, load.by, spot)
      const toned = load.measures.map((measure) => measures[measure]?.() ?? UNKNOWN)
      return { values: toned.map(([value]) => value), tones: toned.map(([, tone]) => tone), ...told }
    },
  }
}

/** Whether a bucket is still running. */
export const isRunning = (grain: Grain, bucket: number, now: number): boolean =>
  bucket <= now && endOf(grain, bucket) > now
