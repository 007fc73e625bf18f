import type { Sql } from '../database.ts'

/** The statements of one transaction, in their order. */
export interface Script extends Sql {
  /** Runs with the next statement that is waited for, before it; what it throws is thrown there. For what gives no answer that decides anything. */
  soon: (statement: string) => void
}

/** A commit waits for DuckDB as rarely as it can: under load each wait is longer than what is waited for. */
export const scriptOn = (sql: Sql): Script => {
  let pending: string[] = []
  const taken = (): string[] => {
    const all = pending
    pending = []
    return all
  }
  return {
    soon: (statement) => void pending.push(statement),
    query: async (statement, parameters = []) => {
      const before = taken()
      if (parameters.length === 0) return sql.query([...before, statement].join(';\n'))
      if (before.length > 0) await sql.query(before.join(';\n'))
      return sql.query(statement, parameters)
    },
  }
}
