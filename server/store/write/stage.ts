import { BIGINT, BOOLEAN, DATE, DOUBLE, DuckDBDataChunk, INTEGER, STRUCT, TIMESTAMP, VARCHAR, dateValue, structValue, timestampValue, type DuckDBConnection, type DuckDBType, type DuckDBValue } from '@duckdb/node-api'
import type { CheckedRow } from './batch.ts'
import { name } from '../text.ts'
import { SYSTEM_COLUMNS, type SqlType, type TableSpec } from '../table.ts'

const DAY = 86_400_000
const CHUNK = 2048

const time = (value: unknown): DuckDBValue => timestampValue(BigInt(Math.round((value as number) * 1000)))

/** How a checked value becomes a stored one. */
const WRITERS: Record<SqlType, { type: DuckDBType; write: (value: unknown) => DuckDBValue }> = {
  VARCHAR: { type: VARCHAR, write: (value) => String(value) },
  BIGINT: { type: BIGINT, write: (value) => BigInt(value as number) },
  DOUBLE: { type: DOUBLE, write: (value) => value as number },
  BOOLEAN: { type: BOOLEAN, write: (value) => value as boolean },
  TIMESTAMP: { type: TIMESTAMP, write: time },
  DATE: { type: DATE, write: (value) => dateValue(Math.floor((value as number) / DAY)) },
  'STRUCT(lon DOUBLE, lat DOUBLE)': {
    type: STRUCT({ lon: DOUBLE, lat: DOUBLE }),
    write: (value) => structValue(value as { lon: number; lat: number }),
  },
}

/** A row ready to be staged: `superseded` is set where another row of the same delivery wins. */
export interface StagedRow extends CheckedRow { superseded: boolean }

export const stageTable = (dataset: string): string => name(`stage.${dataset}`)

/** Fills the dataset's temporary table with the rows, numbered by `_seq` in their order. */
export const stageRows = async (connection: DuckDBConnection, spec: TableSpec, rows: StagedRow[], version: number): Promise<void> => {
  const columns = [...spec.columns, ...SYSTEM_COLUMNS]
  const declared = columns.map((column) => `${name(column.name)} ${column.type}`)
  await connection.run(`create or replace temp table ${stageTable(spec.id)} (_seq INTEGER, ${declared.join(', ')})`)
  const appender = await connection.createAppender(`stage.${spec.id}`, 'main', 'temp')
  const writers = spec.columns.map((column) => ({ name: column.name, ...WRITERS[column.type] }))
  const types = [INTEGER, ...writers.map((writer) => writer.type), VARCHAR, TIMESTAMP, INTEGER, INTEGER]
  for (let from = 0; from < rows.length; from += CHUNK) {
    const part = rows.slice(from, from + CHUNK)
    const chunk = DuckDBDataChunk.create(types, part.length)
    chunk.setColumns([
      part.map((_, index) => from + index),
      ...writers.map((writer) => part.map((row) => {
        const value = row.values[writer.name]
        return value === null || value === undefined ? null : writer.write(value)
      })),
      part.map((row) => row.region),
      part.map((row) => time(row.at)),
      part.map(() => version),
      part.map((row) => (row.superseded ? version : null)),
    ])
    appender.appendDataChunk(chunk)
  }
  appender.flushSync()
  appender.closeSync()
}
