import type { DuckDBConnection } from '@duckdb/node-api'
import type { Receipt, Reject } from '../../contract/index.ts'
import { receiptOf, type Batch, type CommitEvent, type Maintainer, type Touch } from './batch.ts'
import { sqlOn, type Sql } from '../database.ts'
import { createKeyFilter, type KeyFilter } from './key-filter.ts'
import { hashSql } from './rivals.ts'
import { factTable } from '../text.ts'
import type { TableSpec } from '../table.ts'
import { planRuns } from './run.ts'
import { writeRun, type WrittenPart } from './write-run.ts'

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

interface Recorded { batch: Batch; receipt: Receipt; rejects: Reject[] }

/** Empty text stands for nothing: a list of parameters holds no nulls. */
const texts = <T>(list: readonly T[], text: (one: T) => string | number | null): string[] => list.map((one) => String(text(one) ?? ''))

const recordBatches = (sql: Sql, recorded: readonly Recorded[]) =>
  sql.query(
    `insert into batch select unnest($1::VARCHAR[]), nullif(unnest($2::VARCHAR[]), '')::INTEGER, unnest($3::VARCHAR[]), nullif(unnest($4::VARCHAR[]), ''),
       unnest($5::VARCHAR[]), make_timestamp(unnest($6::VARCHAR[])::BIGINT * 1000), unnest($7::VARCHAR[])::INTEGER, unnest($8::VARCHAR[])::INTEGER, unnest($9::VARCHAR[])`,
    [
      texts(recorded, ({ batch }) => batch.id), texts(recorded, ({ receipt }) => (receipt.accepted > 0 ? receipt.version : null)),
      texts(recorded, ({ batch }) => batch.spec.id), texts(recorded, ({ batch }) => idempotencyKey(batch)), texts(recorded, ({ batch }) => batch.source),
      texts(recorded, ({ batch }) => Math.round(batch.arrived)), texts(recorded, ({ receipt }) => receipt.accepted),
      texts(recorded, ({ receipt }) => receipt.rejected), texts(recorded, ({ receipt }) => JSON.stringify(receipt)),
    ],
  )

const recordRejects = async (sql: Sql, recorded: readonly Recorded[]): Promise<void> => {
  const kept = recorded.flatMap(({ batch, rejects }) => rejects.slice(0, KEPT_REJECTS).map((reject) => ({ batch, ...reject })))
  if (kept.length === 0) return
  await sql.query(
    `insert into reject select unnest($1::VARCHAR[]), unnest($2::VARCHAR[]), unnest($3::VARCHAR[])::INTEGER, nullif(unnest($4::VARCHAR[]), ''), nullif(unnest($5::VARCHAR[]), ''), unnest($6::VARCHAR[])`,
    [texts(kept, ({ batch }) => batch.id), texts(kept, ({ batch }) => batch.spec.id), texts(kept, ({ row }) => row), texts(kept, ({ column }) => column), texts(kept, ({ value }) => value), texts(kept, ({ reason }) => reason)],
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

  /** Receipts of deliveries that came before under the same key. */
  const earlier = async (batches: readonly Batch[]): Promise<Map<Batch, Receipt>> => {
    const keyed = batches.filter((batch) => batch.key !== null)
    if (keyed.length === 0) return new Map()
    const found = await sql.query('select key, receipt from batch where key in (select unnest($1::VARCHAR[]))', [keyed.map((batch) => idempotencyKey(batch)!)])
    const receipts = found.column('receipt') as string[]
    const known = new Map(found.column('key').map((key, index) => [key, { ...(JSON.parse(receipts[index]!) as Receipt), repeated: true }]))
    return new Map(keyed.flatMap((batch) => {
      const receipt = known.get(idempotencyKey(batch)!)
      return receipt ? [[batch, receipt] as const] : []
    }))
  }

  const write = async (batches: readonly Batch[]): Promise<{ receipts: Receipt[]; next: number; touched: Map<string, Touch[]> }> => {
    const known = await earlier(batches)
    const fresh = batches.filter((batch) => !known.has(batch))
    let number = version
    const numbered = fresh.map((batch) => ({ batch, version: batch.rows.length > 0 ? ++number : number }))
    const touched = new Map<string, Touch[]>()
    const written = new Map<Batch, WrittenPart>()
    for (const run of planRuns(numbered)) {
      const done = await writeRun(connection, run, () => filterOf(run.spec))
      for (const one of done.parts) written.set(one.part.batch, one)
      if (done.touched.length > 0) touched.set(run.spec.id, [...(touched.get(run.spec.id) ?? []), ...done.touched])
    }
    let next = version
    const recorded = numbered.map(({ batch, version: own }): Recorded => {
      const { accepted, rejects } = written.get(batch)!
      // A batch that brought nothing is answered with the version it left as it was.
      if (accepted > 0) next = own
      const all = [...batch.rejects, ...rejects].sort((a, b) => a.row - b.row)
      return { batch, receipt: receiptOf(batch, next, accepted, all), rejects: all }
    })
    if (recorded.length > 0) await recordBatches(sql, recorded)
    await recordRejects(sql, recorded)
    const receipts = new Map([...known, ...recorded.map(({ batch, receipt }) => [batch, receipt] as const)])
    return { receipts: batches.map((batch) => receipts.get(batch)!), next, touched }
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
