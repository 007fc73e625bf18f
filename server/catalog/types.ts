import type { Band, BandScale, CatalogProblem, DataClass, Grain } from '../contract/index.ts'
import type { CaseType, Unit, Worktime } from './case-type.ts'
import type { AlertRule, Calendar } from './alert-rule.ts'
import type { Definition } from './reading/definition.ts'
import type { Column, FEEDERS, MapPanelDefinition, PanelDefinition, Threshold } from './schema/index.ts'

/** Where a definition stands, for errors and for the 口径卡. `file` is relative to the metrics folder. */
export interface Origin { file: string; line: number; yaml: string }

/**
 * A checked scalar expression. `sql` is DuckDB's own rendering of `text`, columns quoted, every function
 * on the allow-list, with `now()` turned into the column `_now` and `bucket_end()` into `_bucket_end`,
 * which the query that embeds it must offer when `usesNow` / `usesBucketEnd` say so.
 */
export interface Expression {
  text: string
  sql: string
  columns: string[]
  usesNow: boolean
  usesBucketEnd: boolean
}

export interface DatasetBase {
  id: string
  title: string
  theme: string
  owner: string
  freshnessSeconds: number
  synthetic: boolean
  class: DataClass
  /** Of a personal dataset: numbers below this are kept from who may not see the rows; absent = the usual one. */
  smallCount?: number
  note: string | null
  origin: Origin
}

/** Where a row's region comes from: a column, a registry that is itself a dataset, or a point in the outlines. */
export type RegionSource = { column: string } | { lookup: string; by: string; take: string } | { point: string }

/**
 * A category by which numbers can be split: a column of the rows, or what a registry says of the thing a row is
 * about. `values` in the order they were declared.
 */
export interface Dimension {
  id: string
  title: string
  values: readonly string[]
  source: { column: string } | { lookup: string; by: string; key: string; take: string }
}

/** How a row of a dataset becomes a case. `{column}` in a title or words stands for the row's value, `{区域}` for its place. */
export interface CaseSource {
  /** Id of a declared type. */
  type: string
  when: Expression | null
  title: string
  words: string
  /** Column that says where it is, closer than the region. */
  place: string | null
  /** What happened longer ago than this when it arrives is history, and no longer opens anything. */
  withinSeconds: number
}

/** Parts of this program whose doings are facts. */
export type Feeder = (typeof FEEDERS)[number]

/** Rows a department delivers. */
export interface DeliveredDataset extends DatasetBase {
  type: 'delivered'
  kind: 'record' | 'reading' | 'snapshot'
  /** Columns that tell one thing (record), one measurement (reading) or one subject (snapshot) from another; may be empty for readings. */
  key: string[]
  time: string
  period: Exclude<Grain, 'hour'> | null
  /** Column that orders versions of a record; `null` = order of arrival. */
  updated: string | null
  region: RegionSource | null
  columns: Record<string, Column>
  dimensions: readonly Dimension[]
  checks: { rule: Expression; says: string }[]
  /** What of this program writes its rows; `null` = they are delivered. */
  fedBy: Feeder | null
  /** Which rows are something somebody must do; `null` = none. */
  opens: CaseSource | null
}

/** A union with one member per kind, so that each can be told from the others. */
type OneOf<K extends string, More = unknown> = { [kind in K]: { kind: kind; of: Expression } & More }[K]

/** How one column of a derived dataset is computed from the rows of one thing in one bucket. */
export type DerivedColumn =
  | OneOf<'average' | 'sum' | 'min' | 'max', { needs: number }>
  | { kind: 'count'; of: Expression }
  | { kind: 'max_running'; of: Expression; hours: number; needs: number; windows: number }
  | { kind: 'line'; of: Expression; points: [number, number][] }
  | { kind: 'expression'; of: Expression }

/**
 * Rows computed from a delivered dataset: one per `per` × `every`, with the columns of `per`, the bucket's
 * start under the source's time name, and `columns` in order (`line` and `expression` may use the ones above).
 * Its rows lie where the source's rows lie.
 */
export interface DerivedDataset extends DatasetBase {
  type: 'derived'
  from: string
  per: string[]
  every: 'hour' | 'day'
  /** Name of the source's time column. */
  time: string
  /** How the source's rows find their region. */
  region: RegionSource | null
  columns: { name: string; value: DerivedColumn }[]
}

export type Dataset = DeliveredDataset | DerivedDataset

export type Term = { kind: 'count' | 'sum'; of: Expression }

/** `count` takes a boolean expression; `all` in a definition is the expression `true`. */
export type Value =
  | OneOf<'count' | 'sum' | 'min' | 'max' | 'average' | 'distinct'>
  | { kind: 'ratio'; of: Term; to: Term; times: number }
  | { kind: 'quantile'; of: Expression; at: number }
  | { kind: 'latest'; of: Expression; per: string[]; across: 'sum' | 'average' | 'min' | 'max' }
  | { kind: 'active'; from: Expression; until: Expression }
  | { kind: 'formula'; text: string; parts: Record<string, string>; evaluate: (parts: Record<string, number | null>) => number | null }
  | { kind: 'index'; parts: { indicator: string; weight: number; line: [number, number][] }[] }

export interface BandRule { band: Band; when: Threshold }

export interface Bands {
  scale: BandScale
  /** Worst first; by level of region, `*` for any level not named. */
  rules: Record<string, BandRule[]>
  /** `null` = every grain. */
  grains: Grain[] | null
}

export interface Target {
  kind: 'expected' | 'binding'
  /** By year, ascending; `regions` overrides `value` (`null` = only the named regions have one). */
  years: { year: number; value: number | null; regions: Record<string, number> }[]
}

export interface Indicator {
  id: string
  title: string
  theme: string
  meaning: string
  basis: string | null
  unit: string
  decimals: number
  better: 'higher' | 'lower' | 'neither'
  /** Dataset; `null` for formula and index. */
  from: string | null
  where: Expression | null
  value: Value
  grains: Grain[]
  grain: Grain
  bands: Bands | null
  target: Target | null
  /** All datasets the value depends on, through formulas and indices too. */
  datasets: string[]
  synthetic: boolean
  origin: Origin
}

/** Points of a dataset drawn over the map. */
export interface HeatLayer {
  dataset: string
  title: string
  /** The dataset's column of type point. */
  point: string
  /** `null` = each row weighs 1. */
  weight: Expression | null
  where: Expression | null
}

export type MapPanel = Omit<MapPanelDefinition, 'layers'> & { id: string; layers: HeatLayer[] }

/** `id` is unique in its screen: `left.0`. An indicator named here may be missing from the catalogue: that panel alone is broken. */
export type Panel = (Exclude<PanelDefinition, { panel: 'map' }> & { id: string }) | MapPanel

export interface Screen {
  id: string
  title: string
  theme: string | null
  levels: string[]
  top: Panel | null
  left: Panel[]
  centre: MapPanel | Extract<Panel, { panel: 'tasks' }>
  right: Panel[]
  bottom: Panel | null
  origin: Origin
}

/** A queue that can be simulated; all indicators it names exist and are known by the day. */
export interface Simulation {
  id: string
  title: string
  theme: string
  /** Level whose places each have a queue of their own. */
  level: string
  arrivals: string
  backlog: string
  hours: string
  joint: { share: string; hours: string; alone: string } | null
  /** Places of this level are its staff, one person each. */
  staff: { level: string; title: string } | null
}

/** The checked definitions. A broken one is absent (or its last good version is kept) and listed in `problems`. */
export interface Catalog {
  /** Hash of all definitions; changes whenever one changes. */
  revision: string
  city: { title: string; subtitle: string }
  themes: { id: string; title: string }[]
  datasets: ReadonlyMap<string, Dataset>
  indicators: ReadonlyMap<string, Indicator>
  screens: ReadonlyMap<string, Screen>
  worktimes: ReadonlyMap<string, Worktime>
  units: ReadonlyMap<string, Unit>
  caseTypes: ReadonlyMap<string, CaseType>
  calendars: ReadonlyMap<string, Calendar>
  alerts: ReadonlyMap<string, AlertRule>
  simulations: ReadonlyMap<string, Simulation>
  problems: CatalogProblem[]
  /** The definitions in force as they were written, by `list:id`; what a broken one falls back to. */
  written: ReadonlyMap<string, Definition>
}
