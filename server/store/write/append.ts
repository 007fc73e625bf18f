import { DuckDBDataChunk, type DuckDBConnection, type DuckDBType, type DuckDBValue } from '@duckdb/node-api'

const CHUNK = 2048

/** One column of rows on their way into a table. */
export interface AppendColumn<T> {
  type: DuckDBType
  value: (row: T, index: number) => DuckDBValue
}

interface Target {
  catalog?: string
  schema?: string
  table: string
}

/**
 * Puts rows into a table inside the connection's transaction, without SQL. `columns` are all of the table's, in its
 * order.
 */
export const appendRows = async <T>(
  connection: DuckDBConnection,
  { catalog, schema = 'main', table }: Target,
  columns: readonly AppendColumn<T>[],
  rows: readonly T[],
): Promise<void> => {
  const appender = await connection.createAppender(table, schema, catalog)
  const types = columns.map(({ type }) => type)
  for (let from = 0; from < rows.length; from += CHUNK) {
    const count = Math.min(CHUNK, rows.length - from)
    const chunk = DuckDBDataChunk.create(types, count)
    for (const [place, { value }] of columns.entries()) {
      const vector = chunk.getColumnVector(place)
      for (let index = 0; index < count; index++) vector.setItem(index, value(rows[from + index]!, from + index))
      vector.flush()
    }
    appender.appendDataChunk(chunk)
  }
  appender.flushSync()
  appender.closeSync()
}
