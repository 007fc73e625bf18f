import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { sqlOn, type Sql } from './database.ts'

/** A read took longer than allowed and was stopped. */
export class ReadTimeout extends Error {}

/** A few connections, lent one reader at a time. */
interface Lending {
  /**
   * Runs `work` on a connection of its own; throws `ReadTimeout` when it takes longer than allowed, whatever became of
   * it by then.
   */
  lend: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>
  /** Resolves when all are back and closed. */
  close: () => Promise<void>
}

export interface LendingOptions {
  size: number
  limitMs: number
}

/**
 * Each reader works inside one transaction that changes nothing, and is stopped after `limitMs`: as long as there
 * are others, one slow query never hangs the rest. Waiting for a connection does not count.
 */
export const createLending = async (instance: DuckDBInstance, { size, limitMs }: LendingOptions): Promise<Lending> => {
  const free: DuckDBConnection[] = []
  const lent = new Set<Promise<unknown>>()
  for (let n = 0; n < size; n++) free.push(await instance.connect())
  const waiting: ((connection: DuckDBConnection) => void)[] = []

  const borrow = (): Promise<DuckDBConnection> => {
    const connection = free.pop()
    return connection ? Promise.resolve(connection) : new Promise((resolve) => waiting.push(resolve))
  }
  const giveBack = (connection: DuckDBConnection): void => {
    const next = waiting.shift()
    if (next) next(connection)
    else free.push(connection)
  }
  const keep = <T>(going: Promise<T>): Promise<T> => {
    const over = going.then(
      () => void lent.delete(over),
      () => void lent.delete(over),
    )
    lent.add(over)
    return going
  }

  /** Nobody waits for the end of a transaction that changed nothing. */
  const end = (connection: DuckDBConnection, sql: Sql): void =>
    void keep(
      sql
        .query('rollback')
        .then(
          () => undefined,
          () => undefined,
        )
        .then(() => giveBack(connection)),
    )

  const run = async <T>(work: (sql: Sql) => Promise<T>): Promise<T> => {
    const connection = await borrow()
    let late = false
    const bare = sqlOn(connection)
    /** Whoever goes on after one statement was stopped gets no other. */
    const sql: Sql = {
      query: (statement, parameters) =>
        late ? Promise.reject(new Error('stopped')) : bare.query(statement, parameters),
    }
    const timer = setTimeout(() => {
      late = true
      connection.interrupt()
    }, limitMs)
    try {
      const done = await work(sql)
      // It went on without what was stopped: half an answer is not to be taken for a whole one.
      if (late) throw new Error('stopped')
      return done
    } catch (error) {
      throw late ? new ReadTimeout(`查询超过 ${Math.round(limitMs / 1000)} 秒，已停止`) : error
    } finally {
      clearTimeout(timer)
      end(connection, bare)
    }
  }

  return {
    lend: (work) => keep(run(work)),
    close: async () => {
      while (lent.size > 0) await Promise.all(lent)
      for (const connection of free) connection.closeSync()
    },
  }
}
