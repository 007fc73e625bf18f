import type { DuckDBInstance } from '@duckdb/node-api'
import type { Sql } from './database.ts'
import { createLending, type LendingOptions } from './lending.ts'
import type { Told } from './told.ts'
import type { Width } from './width.ts'

/** A consistent picture of the store: every query sees exactly `version`. */
export interface Snapshot extends Sql {
  version: number
  /** The same, for a statement that goes through very many rows: it takes all processors. */
  wide: Sql
}

interface ReadersOptions extends LendingOptions {
  width: Width
  told: Told
}

const BEGIN = 'begin transaction read only; select coalesce(max(version), 0) as v from batch'

/** Readers of the facts: all numbers of one belong to the same version, which everybody has heard of. */
export const createReaders = async (instance: DuckDBInstance, { width, told, ...options }: ReadersOptions) => {
  const { lend, close } = await createLending(instance, options)
  return {
    read: <T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> =>
      lend(async (sql) => {
        const version = (await sql.query(BEGIN)).column('v')[0] as number
        await told.until(version)
        return work({
          ...sql,
          version,
          wide: { query: (statement, parameters) => width.wide(() => sql.query(statement, parameters)) },
        })
      }),
    close,
  }
}
