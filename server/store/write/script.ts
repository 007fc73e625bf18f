import type { Sql, Table } from '../database.ts'
import type { Kept } from '../kept.ts'

/** The statements of one transaction, in their order. */
export interface Script extends Sql {
  /**
   * Runs with the next statement that is waited for, before it; what it throws is thrown there. For what gives no
   * answer that decides anything. `often`: see there.
   */
  soon: (statement: string, as?: 'often') => void
  /**
   * A statement that comes with nearly every commit, so that its plan is worth keeping. It reads from nothing but
   * tables with rows this transaction put there (see `Kept`).
   */
  often: (statement: string) => Promise<Table>
  /** Runs once, before the end. */
  closing: (statement: string) => void
  commit: () => Promise<void>
}

interface Pending {
  statement: string
  often: boolean
}

/**
 * A commit waits for DuckDB as rarely as it can: under load each wait is longer than what is waited for. Without
 * `kept` no plan is kept.
 */
export const scriptOn = (sql: Sql, kept?: Kept): Script => {
  let pending: Pending[] = []
  const closing = new Set<string>()

  /** Runs what waits, as far as it has to run by itself; returns the rest, to run in one go with what comes next. */
  const flush = async (): Promise<string[]> => {
    const all = pending
    pending = []
    let together: string[] = []
    for (const { statement, often } of all) {
      if (!often || !kept) together.push(statement)
      else {
        if (together.length > 0) await sql.query(together.join(';\n'))
        together = []
        await kept(statement)
      }
    }
    return together
  }

  const query: Sql['query'] = async (statement, parameters = []) => {
    const before = await flush()
    if (parameters.length === 0) return sql.query([...before, statement].join(';\n'))
    if (before.length > 0) await sql.query(before.join(';\n'))
    return sql.query(statement, parameters)
  }

  return {
    query,
    soon: (statement, as) => void pending.push({ statement, often: as === 'often' }),
    often: async (statement) => {
      if (!kept) return query(statement)
      const before = await flush()
      if (before.length > 0) await sql.query(before.join(';\n'))
      return kept(statement)
    },
    closing: (statement) => void closing.add(statement),
    commit: async () => void (await query([...closing, 'commit'].join(';\n'))),
  }
}
