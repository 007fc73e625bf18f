import { bucketSql } from '../../lib/index.ts'
import type { Script } from './script.ts'
import type { Sql } from '../database.ts'
import type { KeyFilter } from './key-filter.ts'
import type { StagedRow } from './stage.ts'
import { stageTable } from './stage.ts'
import { factTable, moment, name } from '../text.ts'
import type { TableSpec } from '../table.ts'

const DAY = 86_400_000

/** Columns and expressions that make a key, of alias `t`. */
export const keyParts = (spec: TableSpec, t: string): string[] => [
  ...spec.key.map((column) => `${t}.${name(column)}`),
  ...(spec.period ? [bucketSql(spec.period, `${t}._at`)] : []),
]

const newness = (spec: TableSpec, t: string): string =>
  spec.updated === null ? `${t}._version` : `coalesce(${t}.${name(spec.updated)}, ${t}._at)`

/** Halves of the hash of each row's key, for the filter. */
export const hashSql = (spec: TableSpec, table: string, t: string): string =>
  `select (h & 4294967295)::UINTEGER as low, (h >> 32)::UINTEGER as high from (select hash(${keyParts(spec, t).join(', ')}) as h from ${table} ${t})`

/**
 * A stored row with the key of a staged one: `seq` is the staged row's number, `row` the stored row id (text: it
 * outgrows a double).
 */
export interface Match {
  seq: number
  row: string
  region: string | null
  at: number
  storedWins: boolean
}

const matches = async (sql: Sql, spec: TableSpec, range: string): Promise<Match[]> => {
  const on = keyParts(spec, 'f').map((part, index) => `${part} = ${keyParts(spec, 's')[index]}`)
  const table = await sql.query(`
    select s._seq as seq, f.rowid::VARCHAR as row, f._region as region, f._at as at,
           ${newness(spec, 'f')} > ${newness(spec, 's')} as wins
    from ${factTable(spec.id)} f join ${stageTable(spec)} s on ${on.join(' and ')}
    where f._superseded is null and s._superseded is null ${range}`)
  return table.records().map((record) => ({
    seq: record['seq'] as number,
    row: record['row'] as string,
    region: record['region'] as string | null,
    at: record['at'] as number,
    storedWins: record['wins'] as boolean,
  }))
}

/** How many of the rows staged in a table bring a key that is perhaps known; all of them are known afterwards. */
export const countKnown = async (
  script: Script,
  { spec, table }: { spec: TableSpec; table: string },
  seen: KeyFilter,
): Promise<number> => {
  const hashes = await script.often(hashSql(spec, table, 's'))
  const low = hashes.column('low') as number[]
  const high = hashes.column('high') as number[]
  let perhaps = 0
  for (let index = 0; index < low.length; index++) if (seen.add(low[index]!, high[index]!)) perhaps += 1
  return perhaps
}

/**
 * Finds the stored rows that share a key with the staged ones and settles who is the truth. A correction
 * nearly always keeps the time of what it corrects, so that stretch is searched first; only a key that is
 * perhaps known and was not found there makes it search all of history.
 */
export const findRivals = async (
  script: Script,
  spec: TableSpec,
  staged: readonly StagedRow[],
  seen: KeyFilter,
): Promise<Match[]> => {
  const perhaps = await countKnown(script, { spec, table: stageTable(spec) }, seen)
  let repeats = 0
  let oldest = Infinity
  let newest = -Infinity
  for (const { superseded, at } of staged) {
    if (superseded) repeats += 1
    oldest = Math.min(oldest, at)
    newest = Math.max(newest, at)
  }
  if (perhaps <= repeats) return []
  const slack = spec.period ? 366 * DAY : 0
  const near = await matches(script, spec, `and f._at between ${moment(oldest - slack)} and ${moment(newest + slack)}`)
  if (new Set(near.map((match) => match.seq)).size >= perhaps - repeats) return near
  return matches(script, spec, '')
}

/** Marks stored rows as replaced, each by the version beside it. */
export const markReplaced = async (
  sql: Sql,
  spec: TableSpec,
  replaced: readonly { row: string; version: number }[],
): Promise<void> => {
  const byVersion = new Map<number, string[]>()
  for (const { row, version } of replaced) byVersion.set(version, [...(byVersion.get(version) ?? []), row])
  for (const [version, rows] of byVersion) {
    await sql.query(`update ${factTable(spec.id)} set _superseded = ${version} where rowid in (${rows.join(', ')})`)
  }
}
