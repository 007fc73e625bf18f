import type { Catalog, DeliveredDataset } from '../catalog/index.ts'
import type { Problem } from '../contract/index.ts'
import { endOf, startOf, type Clock } from '../lib/index.ts'
import type { Regions } from '../regions/index.ts'
import type { Store, TableSpec } from '../store/index.ts'
import { createRegistries, placeByLookup, placeByPoint, type Place } from './place/index.ts'
import { problems } from './problem.ts'
import { tableSpec } from './table-spec.ts'
import { compileChecker, type Checker } from './validate/index.ts'

const DAY = 86_400_000

export interface IngestDeps {
  store: Store
  catalog: () => Catalog
  regions: Regions
  clock: Clock
  /** NDJSON of so many bytes is offered to the store as it is; a sensible number when absent. */
  plainFrom?: number
}

/** What a dataset's deliveries need, made once for each of its definitions. */
export interface Prepared {
  spec: TableSpec
  checker: Checker
  place: Place
  /** The last moment that is not yet the future; the state of a period may bear its last day. */
  latest: (now: number) => number
}

const latestOf =
  ({ period }: DeliveredDataset) =>
  (now: number): number =>
    (period === null ? now : endOf(period, startOf(period, now))) + DAY

const ensured = async (store: Store, spec: TableSpec): Promise<Problem | null> => {
  try {
    await store.ensure(spec)
    return null
  } catch (error) {
    return problems.unusableTable(error instanceof Error ? error.message : String(error))
  }
}

/** Keeps what was compiled from the present catalogue; another catalogue is compiled anew. */
export const prepareDatasets = ({ store, catalog, regions, clock }: IngestDeps) => {
  const known = new Map<DeliveredDataset, Promise<Prepared | { problem: Problem }>>()
  let present: Catalog | null = null
  const registries = createRegistries(store)

  const placeOf = async (dataset: DeliveredDataset): Promise<{ place: Place } | { problem: Problem }> => {
    const { region } = dataset
    if (region === null || 'column' in region) return { place: async (rows) => ({ rows, rejects: [] }) }
    if ('point' in region) {
      return regions.outlines === 'official'
        ? { place: placeByPoint(region.point, regions) }
        : { problem: problems.schematicOutlines(dataset.title) }
    }
    const registry = catalog().datasets.get(region.lookup)
    if (registry?.type !== 'delivered')
      return { problem: problems.unusableTable(`登记表 ${region.lookup} 没有可用的定义`) }
    const problem = await ensured(store, tableSpec(registry))
    return problem ? { problem } : { place: placeByLookup(region, registry, registries, regions) }
  }

  const make = async (dataset: DeliveredDataset): Promise<Prepared | { problem: Problem }> => {
    const spec = tableSpec(dataset)
    const problem = await ensured(store, spec)
    if (problem) return { problem }
    const placed = await placeOf(dataset)
    if ('problem' in placed) return placed
    return {
      spec,
      checker: compileChecker(dataset, { zone: clock.zone, regions }),
      place: placed.place,
      latest: latestOf(dataset),
    }
  }

  /** `dataset` is one of the present catalogue. */
  const prepare = (dataset: DeliveredDataset): Promise<Prepared | { problem: Problem }> => {
    if (present !== catalog()) known.clear()
    present = catalog()
    const before = known.get(dataset)
    if (before) return before
    const made = make(dataset)
    known.set(dataset, made)
    // What failed may be put right without a new definition, so it is tried again.
    void made.then(
      (result) => {
        if ('problem' in result) known.delete(dataset)
      },
      () => known.delete(dataset),
    )
    return made
  }

  const ensure = async (): Promise<{ dataset: string; message: string }[]> => {
    const failed: { dataset: string; message: string }[] = []
    for (const dataset of catalog().datasets.values()) {
      if (dataset.type !== 'delivered') continue
      const problem = await ensured(store, tableSpec(dataset))
      if (problem) failed.push({ dataset: dataset.id, message: problem.detail ?? problem.title })
    }
    return failed
  }
  return { prepare, ensure }
}
