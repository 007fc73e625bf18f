import type { Catalog } from '../catalog/index.ts'
import type { RegionCode } from '../contract/index.ts'
import type { Regions } from '../regions/index.ts'
import { factTable, type CommitEvent, type Sql } from '../store/index.ts'

interface Trace { first: number; arrived: number }

/**
 * When each region first had a row of a dataset and when one last arrived, rolled up the tree; local
 * milliseconds, `null` for never. Bounded by datasets × regions. Kept in memory because every cell asks.
 */
export interface Presence {
  first: (dataset: string, region: RegionCode) => number | null
  lastArrival: (dataset: string, region: RegionCode) => number | null
  /** Direct children (statistical zones left out) whose first row is older than a moment. */
  reportedChildren: (dataset: string, region: RegionCode, before: number) => number
  load: (sql: Sql, catalog: Catalog) => Promise<void>
  note: (event: CommitEvent) => void
}

export const createPresence = (regions: Regions): Presence => {
  const traces = new Map<string, Map<RegionCode, Trace>>()

  const trace = (dataset: string, region: RegionCode | null, first: number, arrived: number): void => {
    const own = traces.get(dataset) ?? new Map<RegionCode, Trace>()
    traces.set(dataset, own)
    const places = region === null ? [''] : regions.path(region).map((node) => node.code)
    for (const code of places) {
      const known = own.get(code)
      own.set(code, { first: Math.min(first, known?.first ?? Infinity), arrived: Math.max(arrived, known?.arrived ?? -Infinity) })
    }
  }
  const find = (dataset: string, region: RegionCode): Trace | undefined => traces.get(dataset)?.get(region) ?? traces.get(dataset)?.get('')

  return {
    first: (dataset, region) => find(dataset, region)?.first ?? null,
    lastArrival: (dataset, region) => find(dataset, region)?.arrived ?? null,
    reportedChildren: (dataset, region, before) =>
      regions.children(region).filter((child) => child.kind === 'place' && (traces.get(dataset)?.get(child.code)?.first ?? Infinity) <= before).length,
    load: async (sql, catalog) => {
      traces.clear()
      for (const dataset of catalog.datasets.values()) {
        if (dataset.type === 'derived') continue
        const table = await sql.query(`
          select f._region as region, epoch_ms(min(f._at))::DOUBLE as first, epoch_ms(max(b.arrived))::DOUBLE as arrived
          from ${factTable(dataset.id)} f join batch b on b.version = f._version group by f._region`)
        for (const row of table.records()) trace(dataset.id, row['region'] as string | null, row['first'] as number, row['arrived'] as number)
      }
    },
    note: (event) => {
      for (const [dataset, touches] of event.touched) for (const { region, at } of touches) trace(dataset, region, at, event.arrived)
    },
  }
}
