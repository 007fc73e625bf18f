import type { Ledger } from '../../store/index.ts'

/** A thing somebody wrote down. What was taken away stays, so that it can be brought back. */
export interface Kept {
  id: string
  removed: boolean
}

/**
 * Things of one kind; every change is one more entry in the ledger and the newest of them is what stands. In memory
 * once it is durable.
 */
interface Shelf<T extends Kept> {
  get: (id: string) => T | undefined
  /** All that stand, oldest first. */
  all: () => T[]
  put: (thing: T) => Promise<void>
}

/** Opens the shelf of a kind. */
export const openShelf = async <T extends Kept>(ledger: Ledger, kind: string): Promise<Shelf<T>> => {
  await ledger.migrate('analysis.kept', [
    'create table analysis_kept (kind VARCHAR, seq BIGINT, id VARCHAR, body VARCHAR)',
  ])
  const entries = await ledger.load((sql) =>
    sql.query('select body from analysis_kept where kind = $1 order by seq', [kind]),
  )
  const things = new Map<string, T>()
  for (const body of entries.column('body')) {
    const thing = JSON.parse(body as string) as T
    things.set(thing.id, thing)
  }
  return {
    get: (id) => things.get(id),
    all: () => [...things.values()].filter(({ removed }) => !removed),
    put: async (thing) => {
      await ledger.write((sql) =>
        sql.query('insert into analysis_kept select $1, coalesce(max(seq), 0) + 1, $2, $3 from analysis_kept', [
          kind,
          thing.id,
          JSON.stringify(thing),
        ]),
      )
      things.set(thing.id, thing)
    },
  }
}
