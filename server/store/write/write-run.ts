import type { DuckDBConnection } from '@duckdb/node-api'
import type { Refusal, Touch } from './batch.ts'
import type { Sql } from '../database.ts'
import type { KeyFilter } from './key-filter.ts'
import { findRivals, markReplaced, type Match } from './rivals.ts'
import { findBroken } from './rules.ts'
import type { Part, Run } from './run.ts'
import { duplicate, settleWithin } from './settle.ts'
import type { Script } from './script.ts'
import { stageRows, stageTable, type StagedRow } from './stage.ts'
import { factTable, name } from '../text.ts'
import { SYSTEM_COLUMNS, type TableSpec } from '../table.ts'

const HOUR = 3_600_000

/** What became of one part: rows kept, and what was refused on the way. */
export interface WrittenPart {
  part: Part
  accepted: number
  rejects: Refusal[]
}
interface WrittenRun {
  parts: WrittenPart[]
  touched: Touch[]
  reworked: Touch[]
}

const stagedOf = (parts: readonly Part[]): StagedRow[] =>
  parts.flatMap(({ settled, version }) => settled.rows.map((row): StagedRow => Object.assign(row, { version })))

const without = async (sql: Sql, spec: TableSpec, seqs: readonly number[]): Promise<void> => {
  if (seqs.length > 0) await sql.query(`delete from ${stageTable(spec)} where _seq in (${seqs.join(', ')})`)
}

/** Settles the staged rows against the stored ones; returns what is refused. */
const settleStored = async (
  sql: Sql,
  spec: TableSpec,
  rows: readonly StagedRow[],
  rivals: readonly Match[],
): Promise<Map<StagedRow, Refusal>> => {
  const refused = new Map<StagedRow, Refusal>()
  if (spec.kind === 'reading') {
    const known = [...new Set(rivals.map((rival) => rival.seq))]
    await without(sql, spec, known)
    for (const seq of known) refused.set(rows[seq]!, duplicate(spec, rows[seq]!, '此前已经收到'))
    return refused
  }
  const lost = rivals.filter((rival) => rival.storedWins).map((rival) => rival.seq)
  if (lost.length > 0)
    await sql.query(`update ${stageTable(spec)} set _superseded = _version where _seq in (${lost.join(', ')})`)
  await markReplaced(
    sql,
    spec,
    rivals.filter((rival) => !rival.storedWins).map(({ row, seq }) => ({ row, version: rows[seq]!.version })),
  )
  return refused
}

const hours = (...lists: (readonly { region: string | null; at: number }[])[]): Touch[] => {
  const touched = new Map<string | null, Map<number, Touch>>()
  for (const list of lists) {
    for (const { region, at } of list) {
      const hour = Math.floor(at / HOUR) * HOUR
      const own = touched.get(region) ?? new Map<number, Touch>()
      if (own.size === 0) touched.set(region, own)
      own.set(hour, { region, at: hour, first: Math.min(at, own.get(hour)?.first ?? Infinity) })
    }
  }
  return [...touched.values()].flatMap((own) => [...own.values()])
}

/** A part without the rows that broke a rule, settled anew: a refused row must not have cost another its place. */
const resettle = (part: Part, broken: ReadonlySet<number>): Part => ({
  ...part,
  settled: settleWithin(
    part.batch,
    part.batch.rows.filter(({ row }) => !broken.has(row)),
  ),
})

/**
 * Stages the rows of a run and takes out those that break a rule. Where a refused row had shared its key with
 * another of its delivery, what is left is settled and staged again.
 */
const stageGood = async (
  connection: DuckDBConnection,
  script: Script,
  run: Run,
): Promise<{ rows: StagedRow[]; refused: ReadonlySet<StagedRow>; parts: Part[]; broken: Map<Part, Refusal[]> }> => {
  const rows = stagedOf(run.parts)
  await stageRows(connection, script, run.spec, rows)
  const found = await findBroken(script, run.parts, rows)
  const broken = new Map(
    run.parts.map((part) => [part, part.settled.rows.flatMap((row) => found.get(row as StagedRow) ?? [])]),
  )
  const refused = new Set(found.keys())
  if (found.size === 0) return { rows, refused, parts: run.parts, broken }
  if (!run.parts.some((part) => part.settled.repeats && broken.get(part)!.length > 0)) {
    await without(
      script,
      run.spec,
      [...rows.keys()].filter((seq) => found.has(rows[seq]!)),
    )
    return { rows, refused, parts: run.parts, broken }
  }
  const parts = run.parts.map((part) => resettle(part, new Set(broken.get(part)!.map(({ row }) => row))))
  const rest = stagedOf(parts)
  await stageRows(connection, script, run.spec, rest)
  return {
    rows: rest,
    refused,
    parts,
    broken: new Map(parts.map((part, index) => [part, broken.get(run.parts[index]!)!])),
  }
}

/**
 * Writes a run inside the caller's transaction: settles duplicates, marks what is replaced, appends. What it
 * refuses is in `rejects`; everything else is stored.
 */
export const writeRun = async (
  connection: DuckDBConnection,
  script: Script,
  run: Run,
  seen: () => Promise<KeyFilter>,
): Promise<WrittenRun> => {
  const { spec } = run
  if (run.parts.every(({ settled }) => settled.rows.length === 0)) {
    return {
      parts: run.parts.map((part) => ({ part, accepted: 0, rejects: part.settled.rejects })),
      touched: [],
      reworked: [],
    }
  }
  const { rows, refused, parts, broken } = await stageGood(connection, script, run)
  const rivals = spec.key.length > 0 && rows.length > 0 ? await findRivals(script, spec, rows, await seen()) : []
  const known = await settleStored(script, spec, rows, rivals)
  const columns = [...spec.columns, ...SYSTEM_COLUMNS].map((column) => name(column.name)).join(', ')
  // Without a row in the table a plan must not be made that is kept.
  if (rows.length > 0)
    script.soon(
      `insert into ${factTable(spec.id)} (${columns}) select ${columns} from ${stageTable(spec)} order by _at`,
      'often',
    )
  const written = parts.map((part) => {
    const late = [...broken.get(part)!, ...part.settled.rows.flatMap((row) => known.get(row as StagedRow) ?? [])]
    const rejects = [...part.settled.rejects, ...late]
    const rejected = new Set(late.map(({ row }) => row))
    return { part, accepted: part.settled.rows.filter(({ row }) => !rejected.has(row)).length, rejects }
  })
  const replaced = rivals.filter((rival) => !rival.storedWins)
  const late = [
    ...rows.filter(({ superseded }) => superseded),
    ...rivals.filter((rival) => rival.storedWins).map(({ seq }) => rows[seq]!),
  ]
  // A row that broke a rule is nowhere: it neither begins a region nor changes an hour.
  return {
    parts: written,
    touched: hours(
      rows.filter((row) => !refused.has(row)),
      replaced,
    ),
    reworked: hours(
      replaced,
      replaced.map(({ seq }) => rows[seq]!),
      late,
    ),
  }
}
