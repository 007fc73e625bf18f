import { openDatabase } from './database.ts'

/** An empty in-memory DuckDB that expressions are parsed and bound against; it holds no data and reaches none. */
export interface Probe {
  /** Runs one statement; values are plain JSON. Throws DuckDB's error. */
  rows: (sql: string) => Promise<Record<string, unknown>[]>
  close: () => void
}

export const createProbe = async (): Promise<Probe> => {
  const instance = await openDatabase({ path: ':memory:', threads: 1, memoryLimit: '256MB' })
  const connection = await instance.connect()
  return {
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson() as Record<string, unknown>[],
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}
