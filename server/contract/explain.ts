import type { Cell } from './cell.ts'
import type { Grain, Moment } from './time.ts'
import type { RegionRef } from './region.ts'

/** Where a number comes from: answer of `GET /api/v1/indicators/{id}/explain`, shown as the 口径卡. */
export interface Explanation {
  indicator: {
    id: string
    title: string
    meaning: string
    basis: string | null
    unit: string
    decimals: number
    better: 'higher' | 'lower' | 'neither'
  }
  /** File and line of the definition inside the metrics folder. */
  definition: { file: string; line: number; yaml: string }
  region: RegionRef
  grain: Grain
  cell: Cell
  version: number
  asOf: Moment
  /** The SQL that computes this cell from the facts, ready to run. */
  sql: string
  /** The indicators a formula or index is made of, with their cells; empty for others. */
  parts: { indicator: string; title: string; cell: Cell; weight: number | null; score: number | null }[]
  sources: {
    dataset: string
    title: string
    owner: string
    freshnessSeconds: number
    synthetic: boolean
    /**
     * Arrival of the newest batch with a row for this region, to the hour for who is not told small numbers of it;
     * `null` if never.
     */
    lastArrival: Moment | null
    stale: boolean
    accepted: number
    /**
     * Rows refused in the batches that feed this cell; `null` where the reader may not see all places the batches tell
     * of.
     */
    rejected: number | null
    /**
     * Newest first, at most 20. To who may not see all places: `accepted` counts the rows of this region alone, the
     * rest is `null`.
     */
    batches: {
      batch: string
      version: number
      arrivedAt: Moment
      source: string | null
      /** Name of the token or account it came by; `null` where it is not known. */
      sender: string | null
      accepted: number
      rejected: number | null
    }[]
    rowsUrl: string
  }[]
  /** Whether it counts cases or alerts, so that it can be opened to them: see `CausesAnswer`. */
  opensToCauses: boolean
  /** Direct children with and without rows in this bucket. */
  children: { reported: RegionRef[]; silent: RegionRef[] }
}
