import type { Catalog, DeliveredDataset } from '../../catalog/index.ts'
import type { Clock } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'
import { factTable, moment, type CommitEvent, type Ledger, type Store } from '../../store/index.ts'
import type { CaseOrder } from '../commands/open.ts'
import { markOf, setMark } from '../rows/read.ts'
import { isHistory, orderOfRow, type StoredRow } from './row-order.ts'

export interface CaseSourceDeps {
  ledger: Ledger
  store: Pick<Store, 'read'>
  catalog: () => Catalog
  regions: Regions
  clock: Clock
  open: (order: CaseOrder) => Promise<unknown>
  failed: (error: unknown) => void
}

/** Rows of declared datasets become cases. */
export interface CaseSourceWatch {
  /** Looks at all that came since it last looked; what fails is told and comes again with the next call. */
  take: () => Promise<void>
  /** Facts changed. */
  changed: (event: Pick<CommitEvent, 'touched'>) => void
  close: () => Promise<void>
}

interface Found {
  rows: StoredRow[]
  version: number
}

const markName = (dataset: string): string => `source:${dataset}`

/** The rows after a version that are something to be done, as they are now, and the version they were read at. */
const rowsAfter = (
  { store, clock }: CaseSourceDeps,
  { id, opens }: DeliveredDataset,
  mark: number | null,
): Promise<Found> =>
  store.read(async (snapshot) => {
    // What was there before anybody declared it a source is history.
    if (mark === null) return { rows: [], version: snapshot.version }
    const now = moment(clock.local())
    const table = await snapshot.query(
      `select *, epoch_ms(_at)::DOUBLE as _moment from (select *, ${now} as _now from ${factTable(id)} where _superseded is null and _version > ${mark})
       where ${opens!.when ? `(${opens!.when.sql})` : 'true'} order by _at`,
    )
    return { rows: table.records(), version: snapshot.version }
  })

const takeFrom = async (deps: CaseSourceDeps, dataset: DeliveredDataset): Promise<void> => {
  const { ledger, regions, clock, open } = deps
  const mark = await ledger.read((sql) => markOf(sql, markName(dataset.id)))
  const { rows, version } = await rowsAfter(deps, dataset, mark)
  for (const row of rows) {
    if (isHistory(row['_moment'] as number, dataset, clock)) continue
    await open(orderOfRow(row, dataset, regions.get(String(row['_region'] ?? '')) ?? regions.root))
  }
  // After the cases are durable: a crash before this line asks for them again, and each cause opens one.
  if (version !== mark) await ledger.write((sql) => setMark(sql, markName(dataset.id), version))
}

/**
 * Opens a case for every row that a declared dataset says is something to be done; late and repeated rows open nothing
 * twice.
 */
export const createCaseSource = (deps: CaseSourceDeps): CaseSourceWatch => {
  let again = false
  let closed = false
  let running: Promise<void> | null = null
  const sources = (): DeliveredDataset[] =>
    [...deps.catalog().datasets.values()].flatMap((dataset) =>
      dataset.type === 'delivered' && dataset.opens !== null ? [dataset] : [],
    )

  const rounds = async (): Promise<void> => {
    while (again && !closed) {
      again = false
      for (const dataset of sources()) await takeFrom(deps, dataset).catch(deps.failed)
    }
    running = null
  }
  const take = (): Promise<void> => {
    again = true
    return (running ??= rounds())
  }
  return {
    take,
    changed: ({ touched }) => {
      if (sources().some(({ id }) => touched.has(id))) void take()
    },
    close: async () => {
      closed = true
      await running
    },
  }
}
