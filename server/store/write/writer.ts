import type { DuckDBConnection } from '@duckdb/node-api'
import type { Receipt, Reject } from '../../contract/index.ts'
import { receiptOf, type Batch, type CommitEvent, type Maintainer, type Touch } from './batch.ts'
import { sqlOn, type Sql } from '../database.ts'
import { createKeyFilter, type KeyFilter } from './key-filter.ts'
import { hashSql } from './rivals.ts'
import { factTable, moment } from '../text.ts'
import type { TableSpec } from '../table.ts'
import { writeBatch } from './write-batch.ts'

const KEPT_REJECTS = 10_000

export interface Committed { receipts: Receipt[]; event: CommitEvent | null }

/** The single writer: one transaction for a group of batches, each its own version. */
export interface Writer {
  /** Durable when it resolves. Throws, with nothing stored, when any batch cannot be written. */
  commit: (batches: Batch[]) => Promise<Committed>
  version: () => number
  /** Reads again what is kept in memory, after tables were changed past the writer. */
  reload: () => Promise<void>
}

const idempotencyKey = (batch: Batch): string | null => (batch.key === null ? null : `${batch.spec.id} ${batch.key}`)

const record = async (sql: Sql, batch: Batch, receipt: Receipt, rejects: Reject[]): Promise<void> => {
  await sql.query(
    `insert into batch values ($1, $2, $3, $4, $5, ${moment(batch.arrived)}, $6, $7, $8)`,
    [batch.id, receipt.accepted > 0 ? receipt.version : null, batch.spec.id, idempotencyKey(batch), batch.source, receipt.accepted, receipt.rejected, JSON.stringify(receipt)],
  )
  if (rejects.length === 0) return
  const kept = rejects.slice(0, KEPT_REJECTS)
  await sql.query(
    `insert into reject select $1, $2, unnest($3::VARCHAR[])::INTEGER, nullif(unnest($4::VARCHAR[]), ''), nullif(unnest($5::VARCHAR[]), ''), unnest($6::VARCHAR[])`,
    [batch.id, batch.spec.id, kept.map((r) => String(r.row)), kept.map((r) => r.column ?? ''), kept.map((r) => r.value ?? ''), kept.map((r) => r.reason)],
  )
}

export const createWriter = async (connection: DuckDBConnection, maintainers: Maintainer[]): Promise<Writer> => {
  const sql = sqlOn(connection)
  const filters = new Map<string, KeyFilter>()
  const newest = async (): Promise<number> => (await sql.query('select coalesce(max(version), 0) as v from batch')).column('v')[0] as number
  let version = await newest()

  const filterOf = async (spec: TableSpec): Promise<KeyFilter> => {
    const known = filters.get(spec.id)
    if (known && !known.full()) return known
    const rows = (await sql.query(`select count(*) as n from ${factTable(spec.id)}`)).column('n')[0] as number
    const filter = createKeyFilter(Math.max(100_000, rows * 2))
    // In pieces: the keys of a large dataset all at once would be more memory than everything else.
    for await (const chunk of await connection.stream(hashSql(spec, factTable(spec.id), 'f'))) {
      const [low, high] = chunk.getColumns() as number[][]
      for (const [index, half] of low!.entries()) filter.add(half, high![index]!)
    }
    filters.set(spec.id, filter)
    return filter
  }

  const earlier = async (batch: Batch): Promise<Receipt | null> => {
    const key = idempotencyKey(batch)
    if (key === null) return null
    const found = await sql.query('select receipt from batch where key = $1', [key])
    return found.rowCount === 0 ? null : { ...(JSON.parse(found.column('receipt')[0] as string) as Receipt), repeated: true }
  }

  const write = async (batches: Batch[]): Promise<{ receipts: Receipt[]; next: number; touched: Map<string, Touch[]> }> => {
    const touched = new Map<string, Touch[]>()
    const receipts: Receipt[] = []
    let next = version
    for (const batch of batches) {
      const known = await earlier(batch)
      if (known) {
        receipts.push(known)
        continue
      }
      const written = await writeBatch(connection, batch, next + 1, () => filterOf(batch.spec))
      if (written.accepted > 0) next += 1
      const rejects = [...batch.rejects, ...written.rejects].sort((a, b) => a.row - b.row)
      const receipt = receiptOf(batch, next, written.accepted, rejects)
      await record(sql, batch, receipt, rejects)
      receipts.push(receipt)
      if (written.touched.length > 0) touched.set(batch.spec.id, [...(touched.get(batch.spec.id) ?? []), ...written.touched])
    }
    return { receipts, next, touched }
  }

  const commit = async (batches: Batch[]): Promise<Committed> => {
    await sql.query('begin')
    try {
      const { receipts, next, touched } = await write(batches)
      if (batches.some((batch) => batch.dryRun)) {
        await sql.query('rollback')
        return { receipts: receipts.map((receipt) => ({ ...receipt, version })), event: null }
      }
      for (const maintain of maintainers) await maintain(sql, touched)
      await sql.query('commit')
      const changed = next > version
      version = next
      return { receipts, event: changed ? { version, arrived: batches.at(-1)!.arrived, touched } : null }
    } catch (error) {
      await sql.query('rollback').catch(() => undefined)
      throw error
    }
  }

  return {
    commit,
    version: () => version,
    reload: async () => {
      filters.clear()
      version = await newest()
    },
  }
}
