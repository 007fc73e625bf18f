import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { loadCatalog, type Catalog } from '../../catalog/index.ts'
import type { Receipt, RegionKind, Scope } from '../../contract/index.ts'
import { createIngest, type Ingest } from '../../ingest/index.ts'
import { createClock, createZone, parseLocal, type Clock } from '../../lib/index.ts'
import { createRegions, type RegionNode, type Regions } from '../../regions/index.ts'
import { createProbe, createStore, type Store } from '../../store/index.ts'
import { createIndicators, type Indicators } from '../index.ts'

export const METRICS = fileURLToPath(new URL('../../../metrics', import.meta.url))
export const ZONE = createZone('Asia/Shanghai')

/** A moment written in the city's time, as local ms. */
export const local = (text: string): number => parseLocal(ZONE, text)!

const node = (
  code: string,
  parent: string | null,
  level: string,
  kind: RegionKind = 'place',
  life: { from?: string; to?: string } = {},
): RegionNode => ({
  code,
  parent,
  level,
  name: code,
  kind,
  lon: null,
  lat: null,
  areaKm2: null,
  from: life.from ?? null,
  to: life.to ?? null,
})

/** d > t1 (v11, v12), t2 (v21), and the statistical zone z1; or the nodes given. */
export const smallTree = (nodes?: RegionNode[]): Regions =>
  createRegions({
    nodes: nodes ?? [
      node('d', null, 'district'),
      node('t1', 'd', 'town'),
      node('t2', 'd', 'town'),
      node('z1', 'd', 'town', 'zone'),
      node('v11', 't1', 'village'),
      node('v12', 't1', 'village'),
      node('v21', 't2', 'village'),
    ],
    levels: [
      { id: 'district', title: '区' },
      { id: 'town', title: '镇街' },
      { id: 'village', title: '村社' },
    ],
    source: 'test',
    outlines: 'none',
    topology: null,
    today: () => '2026-01-01',
  })
export { node }

export const WHOLE: Scope = { reaches: [{ roots: ['d'], themes: 'all', class: 'internal', rows: true }] }

/** The shipped definitions, or those of another folder. */
export const loadDefinitions = async (folder = METRICS): Promise<Catalog> => {
  const probe = await createProbe()
  try {
    return await loadCatalog({ folder, probe })
  } finally {
    probe.close()
  }
}

/** The part of a catalogue that these indicators need. */
export const only = (catalog: Catalog, ids: readonly string[]): Catalog => {
  const wanted = new Set<string>()
  const take = (id: string): void => {
    const { value } = catalog.indicators.get(id)!
    wanted.add(id)
    if (value.kind === 'formula') Object.values(value.parts).forEach(take)
    if (value.kind === 'index') value.parts.forEach((part) => take(part.indicator))
  }
  ids.forEach(take)
  const indicators = new Map([...catalog.indicators].filter(([id]) => wanted.has(id)))
  const needed = new Set<string>()
  const need = (id: string): void => {
    const dataset = catalog.datasets.get(id)!
    needed.add(id)
    if (dataset.type === 'derived') need(dataset.from)
    else {
      if (dataset.region && 'lookup' in dataset.region) need(dataset.region.lookup)
      for (const { source } of dataset.dimensions) if ('lookup' in source) needed.add(source.lookup)
    }
  }
  for (const indicator of indicators.values()) indicator.datasets.forEach(need)
  return { ...catalog, indicators, datasets: new Map([...catalog.datasets].filter(([id]) => needed.has(id))) }
}

export interface City {
  store: Store
  ingest: Ingest
  indicators: Indicators
  clock: Clock
  /**
   * Delivers rows as a department, or the part of this program that feeds the dataset, would; throws when the delivery
   * as a whole is refused.
   */
  deliver: (dataset: string, rows: readonly object[]) => Promise<Receipt>
  close: () => Promise<void>
}

/** Everything below the edges, in memory, with a clock that stands where it is put. */
export const createCity = async (
  catalog: Catalog,
  regions: Regions,
  now: () => number,
  plainFrom?: number,
): Promise<City> => {
  const clock = createClock(ZONE, () => ZONE.toInstant(now()))
  const store = await createStore({
    path: ':memory:',
    threads: 1,
    memoryLimit: '512MB',
    readers: 1,
    readLimitMs: 20_000,
  })
  const ingest = createIngest({
    store,
    catalog: () => catalog,
    regions,
    clock,
    ...(plainFrom === undefined ? {} : { plainFrom }),
  })
  const failed = await ingest.ensure()
  if (failed.length > 0) throw new Error(JSON.stringify(failed))
  const indicators = createIndicators({ store, catalog: () => catalog, regions, clock, smallCount: 5 })
  await indicators.refresh()
  return {
    store,
    ingest,
    indicators,
    clock,
    deliver: async (dataset, rows) => {
      const stream = Readable.from([Buffer.from(JSON.stringify(rows))])
      const declared = catalog.datasets.get(dataset)
      const feeder = declared?.type === 'delivered' ? (declared.fedBy ?? undefined) : undefined
      const answer = await ingest.submit({ dataset, source: 'test', feeder, stream, contentType: 'application/json' })
      if ('problem' in answer) throw new Error(JSON.stringify(answer.problem))
      return answer.receipt
    },
    close: () => store.close(),
  }
}
