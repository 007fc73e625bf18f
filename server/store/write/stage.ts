import { BIGINT, BOOLEAN, DATE, DOUBLE, DuckDBDataChunk, INTEGER, STRUCT, TIMESTAMP, VARCHAR, dateValue, structValue, timestampValue, type DuckDBConnection, type DuckDBType, type DuckDBValue } from '@duckdb/node-api'
import type { SettledRow } from './settle.ts'
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

/** A row with the version it belongs to. */
export interface StagedRow extends SettledRow { version: number }

export const stageTable = (dataset: string): string => name(`stage.${dataset}`)

interface StageColumn { name: string; type: DuckDBType; value: (row: StagedRow, index: number) => DuckDBValue }

const columnsOf = (spec: TableSpec): StageColumn[] => [
  { name: '_seq', type: INTEGER, value: (_, index) => index },
  ...spec.columns.map((column) => {
    const { type, write } = WRITERS[column.type]
    const value = (row: StagedRow): DuckDBValue => {
      const held = row.values[column.name]
      return held === null || held === undefined ? null : write(held)
    }
    return { name: column.name, type, value }
  }),
  { name: '_region', type: VARCHAR, value: (row) => row.region },
  { name: '_at', type: TIMESTAMP, value: (row) => time(row.at) },
  { name: '_version', type: INTEGER, value: (row) => row.version },
  { name: '_superseded', type: INTEGER, value: (row) => (row.superseded ? row.version : null) },
]

/** Fills the dataset's temporary table with the rows, numbered by `_seq` in their order. */
export const stageRows = async (connection: DuckDBConnection, spec: TableSpec, rows: readonly StagedRow[]): Promise<void> => {
  const declared = [...spec.columns, ...SYSTEM_COLUMNS].map((column) => `${name(column.name)} ${column.type}`)
  await connection.run(`create or replace temp table ${stageTable(spec.id)} (_seq INTEGER, ${declared.join(', ')})`)
  const appender = await connection.createAppender(`stage.${spec.id}`, 'main', 'temp')
  const columns = columnsOf(spec)
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
