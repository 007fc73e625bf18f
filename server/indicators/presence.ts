import type { Catalog } from '../catalog/index.ts'
import type { RegionCode } from '../contract/index.ts'
import type { Regions } from '../regions/index.ts'
import { factTable, type CommitEvent, type Sql } from '../store/index.ts'
import { createBeginnings } from './beginnings.ts'

const DAY = 86_400_000

/** Rows that belong to no region count here, and for every region. */
const NOWHERE = ''

/**
 * When a row of a dataset last arrived for a region, rolled up the tree; local milliseconds, `null` for never.
 * Bounded by datasets × regions. Kept in memory because every cell asks.
 */
export interface Presence {
  lastArrival: (dataset: string, region: RegionCode) => number | null
  /** Newest version that changed a dataset; 0 for never. */
  versionOf: (dataset: string) => number
  /** Newest version that may have moved the first row of some region of a dataset; 0 for none since the load. */
  beginningsOf: (dataset: string) => number
  /**
   * Newest version that changed rows of a dataset in [from, until), local ms, `from` may be -Infinity; what was there
   * at the start counts as one change.
   */
  versionWithin: (dataset: string, from: number, until: number) => number
  load: (sql: Sql, catalog: Catalog) => Promise<void>
  note: (event: CommitEvent) => void
}

export const createPresence = (regions: Regions): Presence => {
  const arrivals = new Map<string, Map<RegionCode, number>>()
  const versions = new Map<string, number>()
  /** Version at the last load, and since then the newest for each day that was touched. */
  const loaded = new Map<string, number>()
  const days = new Map<string, Map<number, number>>()

  const beginnings = createBeginnings()

  const trace = (dataset: string, region: RegionCode | null, arrived: number): void => {
    const own = arrivals.get(dataset) ?? new Map<RegionCode, number>()
    arrivals.set(dataset, own)
    const places = region === null ? [NOWHERE] : regions.path(region).map((node) => node.code)
    for (const code of places) own.set(code, Math.max(arrived, own.get(code) ?? -Infinity))
  }

  return {
    lastArrival: (dataset, region) => arrivals.get(dataset)?.get(region) ?? arrivals.get(dataset)?.get(NOWHERE) ?? null,
    versionOf: (dataset) => versions.get(dataset) ?? 0,
    beginningsOf: beginnings.versionOf,
    versionWithin: (dataset, from, until) => {
      const touched = days.get(dataset)
      let newest = loaded.get(dataset) ?? 0
      if (touched && from === -Infinity)
        for (const [day, version] of touched) newest = Math.max(newest, day * DAY < until ? version : 0)
      else if (touched)
        for (let day = Math.floor(from / DAY); day * DAY < until; day += 1)
          newest = Math.max(newest, touched.get(day) ?? 0)
      return newest
    },
    load: async (sql, catalog) => {
      for (const dataset of catalog.datasets.values()) {
        if (dataset.type === 'derived') continue
        const table = await sql.query(`
          select region, epoch_ms(max(b.arrived))::DOUBLE as arrived, max(b.version) as version
          from (select distinct _region as region, _version as v from ${factTable(dataset.id)}) join batch b on b.version = v group by region`)
        arrivals.delete(dataset.id)
        days.delete(dataset.id)
        for (const row of table.records()) {
          trace(dataset.id, row['region'] as string | null, row['arrived'] as number)
          versions.set(dataset.id, Math.max(versions.get(dataset.id) ?? 0, row['version'] as number))
        }
        loaded.set(dataset.id, versions.get(dataset.id) ?? 0)
        await beginnings.load(sql, dataset.id)
      }
    },
    note: (event) => {
      beginnings.note(event)
      for (const [dataset, touches] of event.touched) {
        versions.set(dataset, event.version)
        const touched = days.get(dataset) ?? new Map<number, number>()
        days.set(dataset, touched)
        for (const { region, at } of touches) {
          trace(dataset, region, event.arrived)
          touched.set(Math.floor(at / DAY), event.version)
        }
      }
    },
  }
}
