import { LRUCache } from 'lru-cache'
import type { Catalog, Indicator } from '../catalog/index.ts'
import {
  withAggregates,
  type CellsAnswer,
  type Explanation,
  type RegionCode,
  type RowsAnswer,
  type Scope,
} from '../contract/index.ts'
import type { Clock } from '../lib/index.ts'
import type { Regions } from '../regions/index.ts'
import type { CommitEvent, Snapshot, Store } from '../store/index.ts'
import { readPauses, type Arrivals, type Heard, type PausesQuery } from './explain/arrivals.ts'
import { explain, type ExplainQuery } from './explain/explain.ts'
import { readHeat, type HeatQuery } from './explain/heat.ts'
import { readDeliveries, type Delivery } from './explain/deliveries.ts'
import { readNewestRow } from './explain/newest-row.ts'
import { reveal, type Revealed, type RevealQuery, type RevealScopes } from './explain/reveal.ts'
import { readRows, type RowsQuery } from './explain/rows.ts'
import { readVersionAt } from './explain/version-at.ts'
import { createPresence } from './presence.ts'
import { createMemory } from './remember.ts'
import type { CellsQuery } from './query.ts'
import type { Kept, KeptGrid } from './read/cache.ts'
import type { CellValue, ReadContext } from './read/read-cells.ts'
import { createReading, type Reading } from './read/reading.ts'
import { readMembers, type Member, type Membership } from './split/read-members.ts'
import type { SmallCounts } from './small/counts.ts'
import { mayCount, personalLeaves } from './small/personal.ts'
import { veilSplit } from './small/veil-split.ts'
import { veilToDate } from './small/veil-to-date.ts'
import { ALL, byName, membersOf, readCrossed, subsetsOf } from './split/crossed.ts'
import { readPresent, type Present } from './split/read-present.ts'
import { readSplit, type Split, type SplitQuery } from './split/read-split.ts'
import { thingsAbout, wordsIn } from './split/things.ts'
import { readToDate, type ToDate } from './split/read-to-date.ts'
import { maintainCells, refresh } from './stored/maintain.ts'
import { createStanding } from './stored/standing.ts'
import { planCells, type CellPlan } from './stored/plan.ts'
import { hasDates, storeTree } from './tree.ts'

export { bandOf, meets } from './judge/band.ts'
export { ALL, byName, mayCount, membersOf, subsetsOf, wordsIn }
export {
  mayRead,
  reachesOf,
  mayReadTheme,
  Refused,
  problem,
  refFor,
  seesAll,
  unknownIndicator,
  type CellsQuery,
} from './query.ts'
export { holdsAll, reached, reachedBy } from './reached.ts'
export { bucketOf, cellsQueryOf, pickedOf, regionOf } from './parse-query.ts'
export type {
  Arrivals,
  CellValue,
  Delivery,
  Heard,
  Member,
  Membership,
  ExplainQuery,
  HeatQuery,
  PausesQuery,
  RowsQuery,
  Split,
  SplitQuery,
  ToDate,
}

/** A reading with what panels and analysts need beside cells. */
export interface FullReading extends Reading {
  /** Weights of a dataset's rows by place, `longitude,latitude`; at most 5,000. */
  heat: (query: HeatQuery) => Promise<Record<string, number>>
  /** Time (local ms) of the newest row of an indicator in a region; `null` = none. */
  newestRow: (indicator: Indicator, region: RegionCode) => Promise<number | null>
  /** What each dataset delivered today. */
  deliveries: () => Promise<Delivery[]>
  /** An indicator by its categories. */
  split: (query: SplitQuery) => Promise<Split>
  /** Which members such a split has, over more things and buckets than a split can hold. */
  present: (query: SplitQuery) => Promise<Present>
  /** This reading with the aggregates of some places in one theme beside it; see `withAggregates`. */
  beside: (regions: readonly RegionCode[], theme: string) => FullReading
  /** From the start of the year to each bucket's end; `null` where an indicator does not accumulate. */
  toDate: (query: CellsQuery) => Promise<ToDate | null>
  /** Newest version that was there at a moment (local ms); 0 = nothing was. */
  versionAt: (at: number) => Promise<number>
  /**
   * When a dataset was silent for places the caller knows to be its reader's; places it was never heard from are
   * missing.
   */
  pauses: (query: PausesQuery) => Promise<Arrivals>
}

/** The one way to a number: walls, desks, reports, exports and the API all come through here. */
export interface Indicators {
  /** Makes tree, stored cells and traces agree with the definitions; call at start and after definitions changed. */
  refresh: () => Promise<void>
  read: (query: CellsQuery, scope: Scope) => Promise<CellsAnswer>
  /** Several reads of one version and moment. */
  reading: <T>(scope: Scope, work: (reading: FullReading) => Promise<T>) => Promise<T>
  explain: (query: ExplainQuery, scope: Scope) => Promise<Explanation>
  rows: (query: RowsQuery, scope: Scope) => Promise<RowsAnswer>
  /** About how many cells of one bucket a query told thing by thing comes to; `null` for all others. */
  thingsAbout: (query: Pick<CellsQuery, 'indicator' | 'regions' | 'asOf' | 'by' | 'find'>) => Promise<number | null>
  /** What a number is made of, thing by thing, for leaves over the datasets that are wanted. */
  members: (query: Parameters<typeof readMembers>[1], scope: Scope) => Promise<Membership[]>
  /**
   * Whether an indicator is counted over people, so that small numbers of it are kept from who may not see their rows.
   */
  aboutPeople: (indicator: string) => boolean
  /** What a mask hides in one row; write down who asked before it is shown. */
  reveal: (query: RevealQuery, scopes: RevealScopes) => Promise<Revealed>
  /** Told after each commit, once its cells are true. */
  onChange: (listener: (event: CommitEvent) => void) => void
}

export interface IndicatorsDeps {
  store: Store
  catalog: () => Catalog
  regions: Regions
  clock: Clock
  /**
   * Numbers of personal datasets below this are kept from who may not see the rows, where the dataset does not say
   * another; 5 when absent, 0 = none.
   */
  smallCount?: number
}

const MINUTE = 60_000

/** Remembers for as long as one reading lasts. */
const createOnce = (): ReadContext['once'] => {
  const made = new Map<string, Promise<unknown>>()
  return <T>(key: string, make: () => Promise<T>): Promise<T> => {
    const known = (made.get(key) as Promise<T> | undefined) ?? make()
    made.set(key, known)
    return known
  }
}

const KEPT_ANSWERS = 30_000
const KEPT_GRIDS = 4_000
const KEPT_MEASURES = 100_000
const KEPT_CELLS = 150_000
const KEPT_COUNTS = 60
/** Numbers about fewer people than this are told to those alone who may see the rows. */
const SMALL_COUNT = 5

export const createIndicators = ({
  store,
  catalog,
  regions,
  clock,
  smallCount = SMALL_COUNT,
}: IndicatorsDeps): Indicators => {
  const presence = createPresence(regions)
  const cache = new LRUCache<string, Kept>({
    max: KEPT_ANSWERS,
    maxSize: KEPT_CELLS,
    sizeCalculation: ({ cells }) => cells.length + 1,
  })
  const grids = new LRUCache<string, KeptGrid>({
    max: KEPT_GRIDS,
    maxSize: KEPT_MEASURES,
    sizeCalculation: ({ grid }) => grid.size + 1,
  })
  const small: SmallCounts = { usual: smallCount, kept: new LRUCache({ max: KEPT_COUNTS }) }
  const dated = hasDates(regions)
  const inner = new Set(regions.closure().flatMap(({ ancestor, via }) => (via === null ? [] : [ancestor])))
  const isInner = (region: RegionCode): boolean => inner.has(region)
  let plans: CellPlan[] = []
  store.maintain(maintainCells(() => plans))
  const standing = createStanding(clock)
  store.maintain(standing.maintain)
  store.onCommit(presence.note)

  const memory = createMemory()
  const within = <T>(work: (context: ReadContext, snapshot: Snapshot, asOf: string) => Promise<T>): Promise<T> =>
    store.read((snapshot) => {
      const local = clock.local()
      const now = Math.floor(local / MINUTE) * MINUTE + MINUTE - 1
      const { remember, isWanted } = memory(snapshot.version)
      const own = (key: string): string => `${catalog().revision} ${key}`
      return work(
        {
          catalog: catalog(),
          regions,
          clock,
          presence,
          dated,
          isInner,
          standing: standing.at,
          grids,
          small,
          version: snapshot.version,
          sql: snapshot,
          wide: snapshot.wide,
          now,
          remember: (newest, key, make) => remember(newest, own(key), make),
          isWanted: (newest, key) => isWanted(newest, own(key)),
          once: createOnce(),
        },
        snapshot,
        clock.zone.format(local),
      )
    })

  const fullReading = (context: ReadContext, asOf: string, scope: Scope): FullReading => ({
    ...createReading(context, { version: context.version, asOf, scope, cache }),
    heat: (query) => readHeat(context, query, scope),
    newestRow: (indicator, region) => readNewestRow(context, indicator, region),
    deliveries: () => readDeliveries(context, scope),
    split: async (query) =>
      veilSplit(
        context,
        scope,
        query,
        await readSplit(query.at == null ? context : { ...context, now: query.at }, query, scope),
      ),
    present: (query) => readPresent(context, query, scope),
    versionAt: (at) => readVersionAt(context, at),
    pauses: (query) => readPauses(context, query),
    toDate: async (query) => veilToDate(context, scope, query, await readToDate(context, query, scope)),
    beside: (regions, theme) => fullReading(context, asOf, withAggregates(scope, regions, theme)),
  })

  const reading: Indicators['reading'] = (scope, work) =>
    within((context, _, asOf) => work(fullReading(context, asOf, scope)))

  return {
    refresh: async () => {
      const next = planCells(catalog())
      const stands = await store.upkeep(async (sql) => {
        await storeTree(sql, regions)
        await refresh(sql, next)
        plans = next
        await presence.load(sql, catalog())
        return standing.refresh(sql, catalog())
      })
      stands.apply()
    },
    reading,
    read: (query, scope) =>
      reading(scope, async (all) => ({
        indicator: query.indicator,
        grain: query.grain,
        version: query.asOf ?? all.version,
        asOf: all.asOf,
        cells: query.by ? await readCrossed(all, { ...query, by: query.by }) : await all.cells(query),
      })),
    explain: (query, scope) =>
      within((context, snapshot, asOf) => explain(context, query, scope, { version: snapshot.version, asOf })),
    rows: (query, scope) => within((context) => readRows(context, query, scope)),
    thingsAbout: (query) => within((context) => thingsAbout(context, query)),
    members: (query, scope) => within((context) => readMembers(context, query, scope)),
    aboutPeople: (id) => {
      const indicator = catalog().indicators.get(id)
      return indicator !== undefined && personalLeaves(catalog(), indicator, small.usual).length > 0
    },
    reveal: (query, scopes) => within((context) => reveal(context, query, scopes)),
    onChange: store.onCommit,
  }
}
