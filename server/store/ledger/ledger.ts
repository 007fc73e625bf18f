import type { DuckDBConnection } from '@duckdb/node-api'
import { openDatabase, sqlOn, type DatabaseOptions, type Sql } from '../database.ts'
import { createLending } from '../lending.ts'

/**
 * What people and rules have done: accounts, alerts, cases, the audit chain. Kept apart from the facts,
 * because facts can be delivered again and this cannot.
 */
export interface Ledger {
  /**
   * Brings `owner`'s tables up to date: runs those of its steps that have not run yet, in order, each as one
   * transaction. Steps are only ever added at the end.
   */
  migrate: (owner: string, steps: readonly string[]) => Promise<void>
  /** Runs `work` alone, as one transaction; durable when it resolves. When it throws, nothing of it happened. */
  write: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>
  /** Reads what was last committed; `work` sees one moment throughout. Throws `ReadTimeout` when it takes too long. */
  read: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>
  /**
   * The same without a limit of time, one at a time: for what a start takes into memory, where nobody waits and half of
   * it would be worse than late.
   */
  load: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>
  close: () => Promise<void>
}

interface LedgerOptions extends DatabaseOptions {
  /** A read is stopped after this. */
  readLimitMs?: number | undefined
}

const READERS = 3
const READ_LIMIT_MS = 20_000

/** One at a time, in the order asked; a failure does not stop those behind it. */
const createTurn = () => {
  let last: Promise<unknown> = Promise.resolve()
  const take = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work)
    last = mine.catch(() => undefined)
    return mine
  }
  return { take, idle: () => last }
}

/** Transactions on one connection, one after the other. */
const createLine = (connection: DuckDBConnection, begin: string) => {
  const turn = createTurn()
  const sql = sqlOn(connection)
  return {
    idle: turn.idle,
    run: <T>(work: (sql: Sql) => Promise<T>): Promise<T> =>
      turn.take(async () => {
        await sql.query(begin)
        try {
          const result = await work(sql)
          await sql.query('commit')
          return result
        } catch (error) {
          await sql.query('rollback').catch(() => undefined)
          throw error
        }
      }),
  }
}

const READ_ONLY = 'begin transaction read only'

/** The ledger on a DuckDB file of its own. Throws, in words, when another process holds the file. */
export const createLedger = async ({ readLimitMs = READ_LIMIT_MS, ...options }: LedgerOptions): Promise<Ledger> => {
  const instance = await openDatabase(options)
  const connections = { write: await instance.connect(), load: await instance.connect() }
  const lines = { write: createLine(connections.write, 'begin'), load: createLine(connections.load, READ_ONLY) }
  const readers = await createLending(instance, { size: READERS, limitMs: readLimitMs })

  const write: Ledger['write'] = lines.write.run
  await write((sql) => sql.query('create table if not exists migration (owner VARCHAR, step INTEGER)'))

  return {
    migrate: async (owner, steps) => {
      const counted = await write((sql) => sql.query('select count(*) as n from migration where owner = $1', [owner]))
      const done = counted.column('n')[0] as number
      // One by one: a table that was filled cannot be altered in the same transaction.
      for (const [index, step] of steps.entries()) {
        if (index < done) continue
        await write(async (sql) => {
          await sql.query(step)
          await sql.query('insert into migration values ($1, $2)', [owner, index])
        })
      }
    },
    write,
    read: (work) =>
      readers.lend(async (sql) => {
        await sql.query(READ_ONLY)
        return work(sql)
      }),
    load: lines.load.run,
    close: async () => {
      await Promise.all([lines.write.idle(), lines.load.idle(), readers.close()])
      await sqlOn(connections.write)
        .query('checkpoint')
        .catch(() => undefined)
      connections.write.closeSync()
      connections.load.closeSync()
      instance.closeSync()
    },
  }
}
