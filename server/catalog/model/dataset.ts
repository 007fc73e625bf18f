import type { DataClass, Grain } from '../../contract/index.ts'
import type { Column, FEEDERS } from '../schema/index.ts'
import type { DerivedDataset } from './derived.ts'
import type { Expression, Origin } from './origin.ts'

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
  /**
   * Its members are the things of a registry, each by its name: as many as are registered, known only when numbers are
   * read, and told to those alone who may see the rows. `values` is empty.
   */
  each?: true
  source: { column: string } | { lookup: string; by: string; key: string; take: string }
}

/**
 * How a row of a dataset becomes a case. `{column}` in a title or words stands for the row's value, `{区域}` for its
 * place.
 */
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
  /**
   * Columns that tell one thing (record), one measurement (reading) or one subject (snapshot) from another; may be
   * empty for readings.
   */
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

export type Dataset = DeliveredDataset | DerivedDataset
