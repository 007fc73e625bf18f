import type { Catalog, Feeder } from '../../catalog/index.ts'

const AT_ONCE = 5_000

/** A row of facts: the state of one thing, so that the same row twice changes nothing. */
export type OwnFact = Record<string, string | number | boolean | null>

/** Rows on their way to a dataset. The same key is taken once; `trial` only asks whether it was, and leaves nothing. */
export interface FactDelivery {
  dataset: string
  key: string
  rows: readonly OwnFact[]
  trial: boolean
}

/**
 * What happened after a mark: everything it has changed, each as it is now. `key` names the last of it, and never
 * another.
 */
interface Pending {
  last: number
  key: string
  rows: OwnFact[]
}

/** A part of this program whose doings are facts. Its entries are numbered in one row and never change. */
export interface FactSource {
  feeder: Feeder
  /** What came after an entry, at most so many entries at once; `null` = nothing. */
  after: (mark: number, limit: number) => Promise<Pending | null>
  /** How far a dataset has come; 0 = nothing. */
  mark: (dataset: string) => Promise<number>
  keep: (dataset: string, last: number) => Promise<void>
}

export interface PublisherDeps {
  source: FactSource
  catalog: () => Catalog
  /**
   * Resolves when the rows are durable; `repeated` when this key was already taken. Throws when they could not be
   * taken: they come again.
   */
  deliver: (delivery: FactDelivery) => Promise<{ repeated: boolean }>
  failed: (error: unknown) => void
}

/** What this program itself did, as facts for indicators to count. */
export interface Publisher {
  /**
   * Brings every dataset this source feeds up to its newest entry; what fails is told and comes again with the next
   * call.
   */
  publish: () => Promise<void>
  /** Resolves when nothing is under way any more. */
  close: () => Promise<void>
}

/** The facts may have been made anew since: they do not know the last delivery then, and get everything. */
const checkMark = async ({ source, deliver }: PublisherDeps, dataset: string): Promise<void> => {
  const mark = await source.mark(dataset)
  if (mark === 0) return
  const last = await source.after(mark - 1, 1)
  const known = last !== null && (await deliver({ dataset, key: last.key, rows: last.rows, trial: true })).repeated
  if (!known) await source.keep(dataset, 0)
}

const publishTo = async ({ source, deliver }: PublisherDeps, dataset: string): Promise<void> => {
  for (;;) {
    const pending = await source.after(await source.mark(dataset), AT_ONCE)
    if (pending === null) return
    if (pending.rows.length > 0) await deliver({ dataset, key: pending.key, rows: pending.rows, trial: false })
    await source.keep(dataset, pending.last)
  }
}

/**
 * Carries what a source did over to the datasets declared as fed by it. How far it has come is kept by the source
 * and only moves after the rows are durable: a crash in between sends the same state again, which changes nothing.
 */
export const createPublisher = (deps: PublisherDeps): Publisher => {
  const checked = new Set<string>()
  let again = false
  let closed = false
  let running: Promise<void> | null = null

  const round = async (): Promise<void> => {
    for (const dataset of deps.catalog().datasets.values()) {
      if (dataset.type !== 'delivered' || dataset.fedBy !== deps.source.feeder) continue
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
