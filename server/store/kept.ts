import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api'
import { LRUCache } from 'lru-cache'
import { sqlOn, tableOf, type Table } from './database.ts'

const MOST_KEPT = 200

/**
 * Runs statements that come over and over, each with the plan of its second time: of a short one, making the plan
 * is most of the work.
 *
 * A kept plan takes what a table held when it was made for what it will always hold: filters that nothing could
 * pass then stay closed (duckdb/duckdb#23704). Of tables with rows that the running transaction itself put there,
 * nothing is taken for granted. So a statement may be kept only when it reads from such tables and no others;
 * tables it only writes to do not matter. Definitions of tables may change: the plan is made anew then.
 */
export type Kept = (statement: string) => Promise<Table>

export const keptOn = (connection: DuckDBConnection): Kept => {
  const sql = sqlOn(connection)
  const once = new LRUCache<string, true>({ max: MOST_KEPT })
  const plans = new LRUCache<string, DuckDBPreparedStatement>({ max: MOST_KEPT, dispose: (plan) => plan.destroySync() })
  return async (statement) => {
    const known = plans.get(statement)
    if (known) return tableOf(await known.run())
    if (!once.has(statement)) {
      once.set(statement, true)
      return sql.query(statement)
    }
    const plan = await connection.prepare(statement)
    plans.set(statement, plan)
    return tableOf(await plan.run())
  }
}
