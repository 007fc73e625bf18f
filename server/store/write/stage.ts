import { createHash } from 'node:crypto'
import {
  BIGINT,
  BOOLEAN,
  DATE,
  DOUBLE,
  INTEGER,
  STRUCT,
  TIMESTAMP,
  VARCHAR,
  dateValue,
  structValue,
  timestampValue,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api'
import { appendRows, type AppendColumn } from './append.ts'
import type { SettledRow } from './settle.ts'
import type { Script } from './script.ts'
import { name } from '../text.ts'
import { SYSTEM_COLUMNS, type SqlType, type TableSpec } from '../table.ts'

const DAY = 86_400_000

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
export interface StagedRow extends SettledRow {
  version: number
}

const columnsOf = (spec: TableSpec): AppendColumn<StagedRow>[] => [
  { type: INTEGER, value: (_, index) => index },
  ...spec.columns.map((column) => {
    const { type, write } = WRITERS[column.type]
    const value = (row: StagedRow): DuckDBValue => {
      const held = row.values[column.name]
      return held === null || held === undefined ? null : write(held)
    }
    return { type, value }
  }),
  { type: VARCHAR, value: (row) => row.region },
  { type: TIMESTAMP, value: (row) => time(row.at) },
  { type: INTEGER, value: (row) => row.version },
  { type: INTEGER, value: (row) => (row.superseded ? row.version : null) },
]

const declared = (spec: TableSpec): string =>
  [...spec.columns, ...SYSTEM_COLUMNS].map((column) => `${name(column.name)} ${column.type}`).join(', ')

/** Named after its columns as well: what was made for other definitions is never taken for it. */
const tableFor = (spec: TableSpec): string =>
  `stage.${spec.id} ${createHash('sha256').update(declared(spec)).digest('hex').slice(0, 8)}`

/** The dataset's temporary table for rows on their way in. */
export const stageTable = (spec: TableSpec): string => name(tableFor(spec))

/**
 * Fills the dataset's temporary table with the rows and no others, numbered by `_seq` in their order. It stays, and
 * is empty at the end of each transaction: a table made anew would make every plan over it void.
 */
export const stageRows = async (
  connection: DuckDBConnection,
  script: Script,
  spec: TableSpec,
  rows: readonly StagedRow[],
): Promise<void> => {
  const clear = `delete from ${stageTable(spec)}`
  await script.query(`create temp table if not exists ${stageTable(spec)} (_seq INTEGER, ${declared(spec)});\n${clear}`)
  script.closing(clear)
  await appendRows(connection, { catalog: 'temp', table: tableFor(spec) }, columnsOf(spec), rows)
}
