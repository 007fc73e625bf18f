import type { LRUCache } from 'lru-cache'
import type { Catalog } from '../../catalog/index.ts'
import type { Cell, Moment, RegionCode, Scope } from '../../contract/index.ts'
import type { Snapshot } from '../../store/index.ts'
import { admit, type CellsQuery } from '../query.ts'
import { fedBy } from '../stored/plan.ts'
import { readCells, type ReadContext } from './read-cells.ts'

/** Several reads of one moment: all numbers belong to one version and one "now". */
export interface Reading {
  version: number
  catalog: Catalog
  /** Local ms; the last of the running minute, so that all readers within a minute see one number. */
  now: number
  asOf: Moment
  /** Throws `Refused` for what is unknown to this reader. */
  cells: (query: CellsQuery) => Promise<Cell[]>
  /** Newest arrival of a row of a dataset for a region, local ms; `null` = never. */
  lastArrival: (dataset: string, region: RegionCode) => number | null
}

export type CellCache = LRUCache<string, Cell[]>

/** Version of the newest change a query can see; `null` while the snapshot is older than it. */
const seenVersion = (context: ReadContext, datasets: readonly string[], version: number): number | null => {
  const newest = datasets.reduce((latest, id) => {
    const dataset = context.catalog.datasets.get(id)
    return Math.max(latest, dataset ? context.presence.versionOf(fedBy(dataset)) : 0)
  }, 0)
  return newest > version ? null : newest
}

/**
 * Reads within a snapshot. Answers are kept by query, definitions, newest change of their datasets and minute;
 * whoever asks is admitted first, and what a cell holds does not depend on who asks.
 */
export const createReading = (context: ReadContext, snapshot: Snapshot, asOf: Moment, scope: Scope, cache: CellCache): Reading => ({
  version: snapshot.version,
  catalog: context.catalog,
  now: context.now,
  asOf,
  lastArrival: context.presence.lastArrival,
  cells: async (query) => {
    const indicator = admit(context.catalog, context.regions, scope, query)
    const seen = seenVersion(context, indicator.datasets, snapshot.version)
    const key = JSON.stringify([query, context.catalog.revision, seen, context.now])
    const known = seen === null ? undefined : cache.get(key)
    if (known) return known
    const cells = await readCells(context, indicator, query)
    if (seen !== null) cache.set(key, cells)
    return cells
  },
})
