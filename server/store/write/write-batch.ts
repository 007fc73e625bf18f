import type { DuckDBConnection } from '@duckdb/node-api'
import type { Reject } from '../../contract/index.ts'
import type { Batch, Touch } from './batch.ts'
import { sqlOn, type Sql } from '../database.ts'
import type { KeyFilter } from './key-filter.ts'
import { findRivals, markReplaced, type Match } from './rivals.ts'
import { duplicate, settleWithin } from './settle.ts'
import { stageRows, stageTable, type StagedRow } from './stage.ts'
import { factTable, name } from '../text.ts'
import { SYSTEM_COLUMNS } from '../table.ts'

const HOUR = 3_600_000

export interface Written {
  accepted: number
  rejects: Reject[]
  touched: Touch[]
}

/** Rows that break a declared rule are refused with the rule's words. */
const broken = async (sql: Sql, batch: Batch, rows: StagedRow[]): Promise<Reject[]> => {
  const rejects: Reject[] = []
  for (const check of batch.checks) {
    const found = await sql.query(`delete from ${stageTable(batch.spec.id)} where (${check.sql}) = false returning _seq as seq`)
    for (const seq of found.column('seq') as number[]) rejects.push({ row: rows[seq]!.row, column: null, value: null, reason: check.says })
  }
  return rejects
}

/** Settles the staged rows against the stored ones; returns what was replaced and what is refused. */
const settleStored = async (sql: Sql, batch: Batch, { rows, rivals }: { rows: StagedRow[]; rivals: Match[] }, version: number): Promise<Reject[]> => {
  const stage = stageTable(batch.spec.id)
  const drop = (seqs: number[], statement: string) => (seqs.length ? sql.query(`${statement} where _seq in (${seqs.join(', ')})`) : null)
  if (batch.spec.kind === 'reading') {
    const known = [...new Set(rivals.map((rival) => rival.seq))]
    await drop(known, `delete from ${stage}`)
    return known.map((seq) => duplicate(batch.spec, rows[seq]!, '此前已经收到'))
  }
  await drop(rivals.filter((rival) => rival.storedWins).map((rival) => rival.seq), `update ${stage} set _superseded = ${version}`)
  await markReplaced(sql, batch.spec, rivals.filter((rival) => !rival.storedWins).map((rival) => rival.row), version)
  return []
}

const hours = (places: Iterable<{ region: string | null; at: number }>): Touch[] => {
  const touched = new Map<string, Touch>()
  for (const { region, at } of places) {
    const hour = Math.floor(at / HOUR) * HOUR
    touched.set(`${region}|${hour}`, { region, at: hour })
  }
  return [...touched.values()]
}

/**
 * Writes one batch as `version` inside the caller's transaction: settles duplicates, marks what is
 * replaced, appends. What it refuses is in `rejects`; everything else is stored.
 */
export const writeBatch = async (connection: DuckDBConnection, batch: Batch, version: number, seen: () => Promise<KeyFilter>): Promise<Written> => {
  const sql = sqlOn(connection)
  const { spec } = batch
  const settled = settleWithin(batch)
  if (settled.rows.length === 0) return { accepted: 0, rejects: settled.rejects, touched: [] }
  await stageRows(connection, spec, settled.rows, version)
  const refused = await broken(sql, batch, settled.rows)
  if (refused.length > 0 && (settled.rejects.length > 0 || settled.rows.some((row) => row.superseded))) {
    // A row that is refused must not have cost another its place: the rest is settled anew without it.
    const bad = new Set(refused.map((reject) => reject.row))
    const rest = await writeBatch(connection, { ...batch, rows: batch.rows.filter((row) => !bad.has(row.row)) }, version, seen)
    return { ...rest, rejects: [...refused, ...rest.rejects] }
  }
  const rivals = spec.key.length > 0 ? await findRivals(sql, spec, settled.rows, await seen()) : []
  const known = await settleStored(sql, batch, { rows: settled.rows, rivals }, version)
  const columns = [...spec.columns, ...SYSTEM_COLUMNS].map((column) => name(column.name)).join(', ')
  await sql.query(`insert into ${factTable(spec.id)} (${columns}) select ${columns} from ${stageTable(spec.id)} order by _at`)
  const rejects = [...settled.rejects, ...refused, ...known]
  const rejected = new Set(rejects.map((reject) => reject.row))
  return {
    accepted: settled.rows.filter((row) => !rejected.has(row.row)).length,
    rejects,
    touched: hours([...settled.rows, ...rivals.filter((rival) => !rival.storedWins)]),
  }
}
