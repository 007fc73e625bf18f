import type { Grain } from '../contract/index.ts'
import type { Sql } from './database.ts'
import { factTable, literal, name } from './text.ts'

export type SqlType =
  | 'VARCHAR'
  | 'BIGINT'
  | 'DOUBLE'
  | 'BOOLEAN'
  | 'TIMESTAMP'
  | 'DATE'
  | 'STRUCT(lon DOUBLE, lat DOUBLE)'

/** How a dataset's rows are kept. */
export interface TableSpec {
  id: string
  kind: 'record' | 'reading' | 'snapshot'
  key: readonly string[]
  /** Snapshots: one row counts per key and period. */
  period: Grain | null
  /** Column that decides which of two rows with one key is newer; `null` = the later arrival. */
  updated: string | null
  columns: readonly { name: string; type: SqlType }[]
}

/**
 * Columns every fact has beside the declared ones: where and when it counts, the version that brought it,
 * and the version that put another in its place (`null` = it is the truth now).
 */
export const SYSTEM_COLUMNS = [
  { name: '_region', type: 'VARCHAR' },
  { name: '_at', type: 'TIMESTAMP' },
  { name: '_version', type: 'INTEGER' },
  { name: '_superseded', type: 'INTEGER' },
] as const

/**
 * Creates the table, or adds the columns that are new. Throws when a column changed its type: history cannot be
 * re-read.
 */
export const ensureTable = async (sql: Sql, spec: TableSpec): Promise<void> => {
  const table = factTable(spec.id)
  const columns = [...spec.columns, ...SYSTEM_COLUMNS].map((column) => `${name(column.name)} ${column.type}`)
  await sql.query(`create table if not exists ${table} (${columns.join(', ')})`)
  const existing = await sql.query(
    `select column_name, data_type from duckdb_columns() where schema_name = 'fact' and table_name = ${literal(spec.id)}`,
  )
  const types = new Map(existing.records().map((row) => [String(row['column_name']), String(row['data_type'])]))
  for (const column of spec.columns) {
    const type = types.get(column.name)
    if (type === undefined) await sql.query(`alter table ${table} add column ${name(column.name)} ${column.type}`)
    else if (type.replaceAll(/["\s]/g, '') !== column.type.replaceAll(' ', '')) {
      throw new Error(
        `数据资源 ${spec.id} 的列 ${column.name} 已按 ${type} 存有历史数据,不能改为 ${column.type};请用新的列名`,
      )
    }
  }
}

/** Tables of the store itself; each statement may run any number of times. */
export const MIGRATIONS = [
  'create schema if not exists fact',
  'create schema if not exists cell',
  'create schema if not exists standing',
  'create table if not exists meta (key VARCHAR primary key, value VARCHAR)',
  `create table if not exists batch (
    id VARCHAR, version INTEGER, dataset VARCHAR, key VARCHAR unique, source VARCHAR,
    arrived TIMESTAMP, accepted INTEGER, rejected INTEGER, receipt VARCHAR)`,
  'alter table batch add column if not exists sender VARCHAR',
  'alter table batch add column if not exists sender_name VARCHAR',
  'create table if not exists reject (batch VARCHAR, dataset VARCHAR, "row" INTEGER, "column" VARCHAR, value VARCHAR, reason VARCHAR)',
  'alter table reject add column if not exists key VARCHAR',
  `create table if not exists tree (
    _ancestor VARCHAR, _via VARCHAR, _counts BOOLEAN, _descendant VARCHAR, _from TIMESTAMP, _to TIMESTAMP)`,
] as const
