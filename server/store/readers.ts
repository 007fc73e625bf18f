import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { sqlOn, type Sql } from './database.ts'
import type { Told } from './told.ts'
import type { Width } from './width.ts'

/** A consistent picture of the store: every query sees exactly `version`. */
export interface Snapshot extends Sql {
  version: number
  /** The same, for a statement that goes through very many rows: it takes all processors. */
  wide: Sql
}

export interface ReadersOptions { size: number; limitMs: number; width: Width; told: Told }

/** A read took longer than allowed and was stopped. */
export class ReadTimeout extends Error {}

/**
 * A few read connections, lent one reader at a time. Each reader works inside one transaction, so that all
 * its numbers belong to the same version, and is stopped after `limitMs`: one slow query never hangs the rest.
 */
export const createReaders = async (instance: DuckDBInstance, { size, limitMs, width, told }: ReadersOptions) => {
  const free: DuckDBConnection[] = []
  const ending = new Set<Promise<void>>()
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

  /** Nobody waits for the end of a transaction that changed nothing. */
  const end = (connection: DuckDBConnection, sql: Sql): void => {
    const ended = sql.query('rollback').then(() => undefined, () => undefined).then(() => {
      ending.delete(ended)
      giveBack(connection)
    })
    ending.add(ended)
  }

  return {
    read: async <T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> => {
      const connection = await borrow()
      let late = false
      const bare = sqlOn(connection)
      /** Whoever goes on after one statement was stopped gets no other. */
      const sql: Sql = { query: (statement, parameters) => (late ? Promise.reject(new Error('stopped')) : bare.query(statement, parameters)) }
      const timer = setTimeout(() => {
        late = true
        connection.interrupt()
      }, limitMs)
      try {
        const version = (await sql.query('begin transaction read only; select coalesce(max(version), 0) as v from batch')).column('v')[0] as number
        await told.until(version)
        const done = await work({ ...sql, version, wide: { query: (statement, parameters) => width.wide(() => sql.query(statement, parameters)) } })
        // It went on without what was stopped: half an answer is not to be taken for a whole one.
        if (late) throw new Error('stopped')
        return done
      } catch (error) {
        throw late ? new ReadTimeout(`查询超过 ${Math.round(limitMs / 1000)} 秒，已停止`) : error
      } finally {
        clearTimeout(timer)
        end(connection, bare)
      }
    },
    close: async (): Promise<void> => {
      await Promise.all(ending)
      for (const connection of free) connection.closeSync()
    },
  }
}
