import { literal } from './text.ts'
import {
  BOOLEAN,
  DOUBLE,
  DuckDBInstance,
  JSDuckDBValueConverter,
  LIST,
  VARCHAR,
  listValue,
  type DuckDBConnection,
  type DuckDBMaterializedResult,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api'

/** A value out of the store: times and dates are local milliseconds, all numbers are numbers. */
export type Value = null | boolean | number | string | { [key: string]: Value } | Value[]
export type Parameter = null | boolean | number | string | readonly string[]

/** A result by columns; cheap to walk where rows of objects are not. */
export interface Table {
  rowCount: number
  column: (name: string) => Value[]
  records: () => Record<string, Value>[]
}

/** Runs one statement; parameters are `$1`, `$2`, …. Throws DuckDB's error. */
export interface Sql {
  query: (statement: string, parameters?: readonly Parameter[]) => Promise<Table>
}

const typeOf = (value: Parameter): DuckDBType =>
  Array.isArray(value)
    ? LIST(VARCHAR)
    : typeof value === 'number'
      ? DOUBLE
      : typeof value === 'boolean'
        ? BOOLEAN
        : VARCHAR

const bind = (value: Parameter): DuckDBValue =>
  Array.isArray(value) ? listValue(value as string[]) : (value as DuckDBValue)

const plain = (value: unknown): Value => {
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof Date) return value.getTime()
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
  return value as Value
}

const needsConversion = (value: unknown): boolean =>
  typeof value === 'bigint' || (typeof value === 'object' && value !== null)

const toTable = (names: string[], raw: readonly (readonly unknown[])[]): Table => {
  const columns = raw.map((values) => (values.some(needsConversion) ? values.map(plain) : (values as Value[])))
  const column = (name: string): Value[] => {
    const index = names.indexOf(name)
    if (index < 0) throw new Error(`no column ${name} in result (${names.join(', ')})`)
    return columns[index] ?? []
  }
  const rowCount = columns[0]?.length ?? 0
  return {
    rowCount,
    column,
    records: () =>
      Array.from({ length: rowCount }, (_, row) =>
        Object.fromEntries(names.map((name, index) => [name, columns[index]![row] ?? null])),
      ),
  }
}

const runBound = async (
  connection: DuckDBConnection,
  statement: string,
  parameters: readonly Parameter[],
): Promise<DuckDBMaterializedResult> => {
  const prepared = await connection.prepare(statement)
  try {
    prepared.bind(parameters.map(bind), parameters.map(typeOf))
    return await prepared.run()
  } finally {
    prepared.destroySync()
  }
}

/** All columns of a result that is in memory already: nothing is waited for. */
const columnsOf = (result: DuckDBMaterializedResult): unknown[][] => {
  const columns: unknown[][] = Array.from({ length: result.columnCount }, () => [])
  for (let index = 0; index < result.chunkCount; index += 1) {
    const chunk = result.getChunk(index)
    for (const [place, column] of columns.entries()) {
      chunk.visitColumnValues(
        place,
        (value, _row, _column, type) => void column.push(JSDuckDBValueConverter(value, type, JSDuckDBValueConverter)),
      )
    }
  }
  return columns
}

export const tableOf = (result: DuckDBMaterializedResult): Table => toTable(result.columnNames(), columnsOf(result))

/**
 * Each wait for DuckDB is a turn of the thread pool and one of the event loop, ten milliseconds where both are
 * busy. So a statement without parameters takes one such turn, one with parameters two, and reading takes none.
 */
export const sqlOn = (connection: DuckDBConnection): Sql => ({
  query: async (statement, parameters = []) =>
    tableOf(
      parameters.length === 0 ? await connection.run(statement) : await runBound(connection, statement, parameters),
    ),
})

export interface DatabaseOptions {
  /** File, or `:memory:`. */
  path: string
  threads: number
  memoryLimit: string
  /** The one folder whose files it may read; none when absent. */
  reads?: string
}

/** Another process holds the file. */
export class FileInUse extends Error {}

/** One process holds the file; a second one is told so in words. */
const create = async (path: string, options: Record<string, string>): Promise<DuckDBInstance> => {
  try {
    return await DuckDBInstance.create(path, options)
  } catch (error) {
    if (error instanceof Error && /lock/i.test(error.message))
      throw new FileInUse(`数据文件 ${path} 正被另一个进程使用：请先停止它，或用 YIPING_DATA 另设一个目录`, {
        cause: error,
      })
    throw error
  }
}

/**
 * Opens DuckDB closed to the outside: no files but those of one folder, no network, no extensions beyond the built-in
 * ones.
 */
export const openDatabase = async ({ path, threads, memoryLimit, reads }: DatabaseOptions): Promise<DuckDBInstance> => {
  const instance = await create(path, {
    threads: String(threads),
    memory_limit: memoryLimit,
    // Every checkpoint writes the newest row groups again; four times the usual log is still read in seconds after a
    // crash.
    checkpoint_threshold: '64MB',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const connection = await instance.connect()
  if (reads !== undefined) await connection.run(`set allowed_directories = [${literal(reads)}]`)
  await connection.run('set enable_external_access = false')
  await connection.run("set allowed_configs = ['threads', 'memory_limit']")
  await connection.run('set lock_configuration = true')
  connection.closeSync()
  return instance
}
