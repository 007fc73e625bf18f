import type { Catalog, Indicator } from '../catalog/index.ts'
import type { CellsAnswer, Explanation, RegionCode, RowsAnswer, Scope } from '../contract/index.ts'
import type { Clock } from '../lib/index.ts'
import type { Regions } from '../regions/index.ts'
import type { CommitEvent, Store } from '../store/index.ts'
import type { Arrivals, PausesQuery } from './explain/arrivals.ts'
import type { Delivery } from './explain/deliveries.ts'
import type { ExplainQuery } from './explain/explain.ts'
import type { HeatQuery } from './explain/heat.ts'
import type { Revealed, RevealQuery, RevealScopes } from './explain/reveal.ts'
import type { RowsQuery } from './explain/rows.ts'
import type { CellsQuery } from './query.ts'
import type { Reading } from './read/reading.ts'
import type { Membership, MembersQuery } from './split/read-members.ts'
import type { Present } from './split/read-present.ts'
import type { Split, SplitQuery } from './split/read-split.ts'
import type { ToDate } from './split/read-to-date.ts'

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
  members: (query: MembersQuery, scope: Scope) => Promise<Membership[]>
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
