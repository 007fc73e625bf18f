import type { DuckDBConnection } from '@duckdb/node-api'
import type { Receipt } from '../../contract/index.ts'
import { receiptOf, type Batch, type Change, type CommitEvent, type Maintainer } from './batch.ts'
import { sqlOn } from '../database.ts'
import { createKeyFilter, type KeyFilter } from './key-filter.ts'
import { hashSql } from './rivals.ts'
import { factTable } from '../text.ts'
import type { TableSpec } from '../table.ts'
import { idempotencyKey, record, type Recorded } from './record.ts'
import { planRuns } from './run.ts'
import { stageTable } from './stage.ts'
import { writeRun, type WrittenPart } from './write-run.ts'

export interface Committed { receipts: Receipt[]; event: CommitEvent | null }

/** The single writer: one transaction for a group of batches, each its own version. */
export interface Writer {
  /** Durable when it resolves. Throws, with nothing stored, when any batch cannot be written. */
  commit: (batches: Batch[]) => Promise<Committed>
  version: () => number
  /** Reads again what is kept in memory, after tables were changed past the writer. */
  reload: () => Promise<void>
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

  const write = async (batches: readonly Batch[]): Promise<{ receipts: Receipt[]; next: number; changes: Map<string, Change> }> => {
    const known = await earlier(batches)
    const fresh = batches.filter((batch) => !known.has(batch))
    let number = version
    const numbered = fresh.map((batch) => ({ batch, version: batch.rows.length > 0 ? ++number : number }))
    const changes = new Map<string, Change>()
    const written = new Map<Batch, WrittenPart>()
    for (const run of planRuns(numbered)) {
      const done = await writeRun(connection, run, () => filterOf(run.spec))
      for (const one of done.parts) written.set(one.part.batch, one)
      const before = changes.get(run.spec.id)
      if (done.touched.length > 0) changes.set(run.spec.id, {
        since: version, touched: [...(before?.touched ?? []), ...done.touched], reworked: [...(before?.reworked ?? []), ...done.reworked],
        // The stage holds the rows of the last run alone.
        fresh: before ? null : stageTable(run.spec.id),
      })
    }
    let next = version
    const recorded = numbered.map(({ batch, version: own }): Recorded => {
      const { accepted, rejects } = written.get(batch)!
      // A batch that brought nothing is answered with the version it left as it was.
      if (accepted > 0) next = own
      const all = [...batch.rejects, ...rejects].sort((a, b) => a.row - b.row)
      return { batch, receipt: receiptOf(batch, next, accepted, all), rejects: all }
    })
    await record(connection, recorded)
    const receipts = new Map([...known, ...recorded.map(({ batch, receipt }) => [batch, receipt] as const)])
    return { receipts: batches.map((batch) => receipts.get(batch)!), next, changes }
  }

  const commit = async (batches: Batch[]): Promise<Committed> => {
    await sql.query('begin')
    try {
      const { receipts, next, changes } = await write(batches)
      if (batches.some((batch) => batch.dryRun)) {
        await sql.query('rollback')
        return { receipts: receipts.map((receipt) => ({ ...receipt, version })), event: null }
      }
      for (const maintain of maintainers) await maintain(sql, changes)
      await sql.query('commit')
      const changed = next > version
      version = next
      const of = (part: 'touched' | 'reworked') => new Map([...changes].map(([dataset, change]) => [dataset, change[part]]))
      return { receipts, event: changed ? { version, arrived: batches.at(-1)!.arrived, touched: of('touched'), reworked: of('reworked') } : null }
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
