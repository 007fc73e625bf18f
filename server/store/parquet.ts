import { DuckDBInstance } from '@duckdb/node-api'

/**
 * Rows of a Parquet file on this machine, some at a time, as plain JSON; times, decimals and 64-bit numbers are text,
 * so that nothing is lost.
 */
export async function* parquetRows(path: string): AsyncGenerator<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '256MB' })
  const connection = await instance.connect()
  try {
    const result = await connection.stream('select * from read_parquet($1)', [path])
    yield* result.yieldRowObjectJson()
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}
