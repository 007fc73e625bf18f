import type { Catalog } from '../../catalog/index.ts'
import type { Clock } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { Ledger } from '../../store/index.ts'
import { typeOf } from '../answers/row.ts'
import { entriesAfter, findCases, markOf, setMark } from '../rows/read.ts'
import type { Entry } from '../types.ts'
import { caseFact, type CaseFact } from './case-fact.ts'
import { unitsOf } from './units.ts'

const AT_ONCE = 5_000

/** Rows on their way to a dataset. The same key is taken once; `trial` only asks whether it was, and leaves nothing. */
export interface FactDelivery { dataset: string; key: string; rows: readonly CaseFact[]; trial: boolean }

export interface CaseFactsDeps {
  ledger: Ledger
  catalog: () => Catalog
  regions: Regions
  clock: Clock
  /** Resolves when the rows are durable; `repeated` when this key was already taken. Throws when they could not be taken: they come again. */
  deliver: (delivery: FactDelivery) => Promise<{ repeated: boolean }>
  failed: (error: unknown) => void
}

/** Cases as facts, for indicators to count. */
export interface CaseFacts {
  /** Brings every dataset that is fed by cases up to the newest entry; what fails is told and comes again with the next call. */
  publish: () => Promise<void>
  /** Resolves when nothing is under way any more. */
  close: () => Promise<void>
}

interface Pending { last: Entry; rows: CaseFact[] }

const markName = (dataset: string): string => `facts:${dataset}`

/** Rows of the cases that entries after `mark` have changed, each as it is now. */
const pendingAfter = ({ ledger, catalog, regions, clock }: CaseFactsDeps, mark: number, limit: number): Promise<Pending | null> =>
  ledger.read(async (sql) => {
    const entries = await entriesAfter(sql, mark, limit)
    if (entries.length === 0) return null
    const ids = [...new Set(entries.map((entry) => entry.case))]
    const units = await unitsOf(sql, ids, { catalog, regions })
    const cases = await findCases(sql, ids)
    return { last: entries.at(-1)!, rows: cases.map((one) => caseFact(one, { type: typeOf(catalog(), one.type), units: units.get(one.id) ?? 0, clock })) }
  })

/** A key the facts know means that they have everything up to its entry: deliveries go in order, from the first. */
const deliveryOf = (dataset: string, { last, rows }: Pending): Omit<FactDelivery, 'trial'> => ({ dataset, key: `${last.id}@${last.at}`, rows })

const keepMark = ({ ledger }: CaseFactsDeps, dataset: string, sequence: number): Promise<void> => ledger.write((sql) => setMark(sql, markName(dataset), sequence))

/** The facts may have been made anew since: they do not know the last delivery then, and get everything. */
const checkMark = async (deps: CaseFactsDeps, dataset: string): Promise<void> => {
  const mark = await deps.ledger.read((sql) => markOf(sql, markName(dataset)))
  if (mark === null || mark === 0) return
  const last = await pendingAfter(deps, mark - 1, 1)
  const known = last !== null && (await deps.deliver({ ...deliveryOf(dataset, last), trial: true })).repeated
  if (!known) await keepMark(deps, dataset, 0)
}

const publishTo = async (deps: CaseFactsDeps, dataset: string): Promise<void> => {
  for (;;) {
    const mark = (await deps.ledger.read((sql) => markOf(sql, markName(dataset)))) ?? 0
    const pending = await pendingAfter(deps, mark, AT_ONCE)
    if (pending === null) return
    await deps.deliver({ ...deliveryOf(dataset, pending), trial: false })
    await keepMark(deps, dataset, pending.last.sequence)
  }
}

/**
 * Carries cases over to the datasets declared as fed by them. How far it has come is kept in the ledger and only
 * moves after the rows are durable: a crash in between sends the same state again, which changes nothing.
 */
export const createCaseFacts = (deps: CaseFactsDeps): CaseFacts => {
  const checked = new Set<string>()
  let again = false
  let closed = false
  let running: Promise<void> | null = null

  const round = async (): Promise<void> => {
    for (const dataset of deps.catalog().datasets.values()) {
      if (dataset.type !== 'delivered' || dataset.fedBy !== 'cases') continue
      try {
        if (!checked.has(dataset.id)) await checkMark(deps, dataset.id)
        checked.add(dataset.id)
        await publishTo(deps, dataset.id)
      } catch (error) {
        deps.failed(error)
      }
    }
  }
  const rounds = async (): Promise<void> => {
    while (again && !closed) {
      again = false
      await round()
    }
    running = null
  }
  return {
    publish: () => {
      again = true
      return (running ??= rounds())
    },
    close: async () => {
      closed = true
      await running
    },
  }
}
