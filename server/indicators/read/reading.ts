import type { Catalog, Indicator } from '../../catalog/index.ts'
import type { Cell, Moment, RegionCode, Scope } from '../../contract/index.ts'
import { bucketsBetween } from '../../lib/index.ts'
import { admit, type CellsQuery } from '../query.ts'
import { holds, placesFor, type CellCache } from './cache.ts'
import { fedBy } from '../stored/plan.ts'
import { veilOf } from '../small/hidden.ts'
import { toldArrival } from '../small/veil-arrival.ts'
import { veilCells } from '../small/veil-cells.ts'
import { isLate, readCells, readValues, type CellValue, type ReadContext } from './read-cells.ts'

/** Several reads of one moment: all numbers belong to one version and one "now". */
export interface Reading {
  version: number
  catalog: Catalog
  /** Local ms; the last of the running minute, so that all readers within a minute see one number. */
  now: number
  asOf: Moment
  /** Throws `Refused` for what is unknown to this reader. */
  cells: (query: CellsQuery) => Promise<Cell[]>
  /** What the same cells say and nothing else, for whoever judges thousands of them. */
  values: (query: CellsQuery) => Promise<CellValue[]>
  /**
   * When a dataset was last heard from for a region, local ms; `null` = never. To the hour for who is not told how many
   * people it tells of.
   */
  heardFrom: (dataset: string, region: RegionCode) => number | null
  /** Newest version that changed a delivered dataset, perhaps newer than this reading's; 0 = none ever. */
  changedAt: (dataset: string) => number
  /** Whether that is longer ago than the dataset allows. */
  isLate: (dataset: string, region: RegionCode) => boolean
}

interface ReadingOptions {
  version: number
  asOf: Moment
  scope: Scope
  cache: CellCache
}

/** True when no row of the indicator came after the version asked for: today's stored cells are that version's. */
const unchangedSince = (
  { catalog, presence }: ReadContext,
  indicator: Indicator,
  asOf: number | null | undefined,
): boolean =>
  asOf != null && indicator.datasets.every((id) => presence.versionOf(fedBy(catalog.datasets.get(id)!)) <= asOf)

/**
 * Reads within a snapshot. Answers are kept by bucket, so that a new row costs only the buckets it falls in.
 * Whoever asks is admitted first, and what a cell holds does not depend on who asks.
 */
export const createReading = (now: ReadContext, { version, asOf, scope, cache }: ReadingOptions): Reading => {
  const admitted = (asked: CellsQuery) => {
    const indicator = admit(now.catalog, now.regions, scope, asked)
    const context = asked.at == null ? now : { ...now, now: asked.at }
    return {
      indicator,
      context,
      query: unchangedSince(context, indicator, asked.asOf) ? { ...asked, asOf: null } : asked,
    }
  }
  const cells = async (asked: CellsQuery): Promise<Cell[]> => {
    const { indicator, context, query } = admitted(asked)
    const buckets = bucketsBetween(query.grain, query.first, query.last)
    const places = buckets.map(query.once ? () => null : placesFor(context, indicator, query))
    const columns = places.map((place) => {
      const kept = place ? cache.get(place.name) : undefined
      return place && holds(kept, place, version) ? kept?.cells : undefined
    })
    const from = columns.indexOf(undefined)
    const to = columns.lastIndexOf(undefined)
    if (from >= 0) {
      const read = await readCells(context, indicator, { ...query, first: buckets[from]!, last: buckets[to]! })
      const length = to - from + 1
      for (let at = from; at <= to; at += 1) {
        const column = query.regions.map((_, region) => read[region * length + at - from]!)
        columns[at] = column
        const place = places[at]
        if (place) cache.set(place.name, { version, stamp: place.stamp, cells: column })
      }
    }
    const read = query.regions.flatMap((_, region) => columns.map((column) => column![region]!))
    return veilCells(now, scope, indicator, { query, cells: read })
  }
  return {
    version,
    catalog: now.catalog,
    now: now.now,
    asOf,
    changedAt: now.presence.versionOf,
    heardFrom: (dataset, region) => toldArrival(now, scope, dataset, region),
    isLate: (dataset, region) => isLate(now, dataset, region),
    cells,
    values: async (asked) => {
      const { indicator, context, query } = admitted(asked)
      return veilOf(now, scope, indicator, query) === null ? readValues(context, indicator, query) : cells(asked)
    },
  }
}
