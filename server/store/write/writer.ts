import type { DuckDBConnection } from '@duckdb/node-api'
import type { Receipt } from '../../contract/index.ts'
import { receiptOf, type Batch, type Change, type CommitEvent, type Delivered, type Maintainer } from './batch.ts'
import { sqlOn } from '../database.ts'
import { keptOn } from '../kept.ts'
import type { Width } from '../width.ts'
import { createKeyFilter, type KeyFilter } from './key-filter.ts'
import { hashSql } from './rivals.ts'
import { factTable } from '../text.ts'
import type { TableSpec } from '../table.ts'
import { idempotencyKey, record, type Recorded } from './record.ts'
import { planRuns } from './run.ts'
import { scriptOn, type Script } from './script.ts'
import { stageTable } from './stage.ts'
import { writeRun, type WrittenPart } from './write-run.ts'
import { plainTable, writePlain, type Inbox, type PlainBatch } from '../plain/index.ts'

/**
 * What became of a group; a plain batch without receipt was left out, because something is to be said about its rows.
 */
export interface Committed<R = Receipt> {
  receipts: R[]
  event: CommitEvent | null
}

/** The single writer: one transaction for a group of batches, each its own version. */
export interface Writer {
  /** Durable when it resolves. Throws, with nothing stored, when any batch cannot be written. */
  commit: (batches: Batch[]) => Promise<Committed>
  /** The same for plain batches of one shape. */
  commitPlain: (batches: PlainBatch[]) => Promise<Committed<Receipt | null>>
  version: () => number
  /** Reads again what is kept in memory, after tables were changed past the writer. */
  reload: () => Promise<void>
}

/** Work done inside a transaction, not yet durable; `next` is the version it leads to. */
interface Written<R> {
  receipts: R[]
  next: number
  changes: Map<string, Change>
}

/** Staging so many lines takes longer than anything else of their commit. */
const MANY_LINES = 5_000

export const createWriter = async (
  connection: DuckDBConnection,
  { maintainers, inbox, width }: { maintainers: readonly Maintainer[]; inbox: Inbox; width: Width },
): Promise<Writer> => {
  const sql = sqlOn(connection)
  const kept = keptOn(connection)
  const filters = new Map<string, KeyFilter>()
  const newest = async (): Promise<number> =>
    (await sql.query('select coalesce(max(version), 0) as v from batch')).column('v')[0] as number
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
  const earlier = async <B extends Delivered>(script: Script, batches: readonly B[]): Promise<Map<B, Receipt>> => {
    const keyed = batches.filter((batch) => batch.key !== null)
    if (keyed.length === 0) return new Map()
    const found = await script.query('select key, receipt from batch where key in (select unnest($1::VARCHAR[]))', [
      keyed.map((batch) => idempotencyKey(batch)!),
    ])
    const receipts = found.column('receipt') as string[]
    const known = new Map(
      found.column('key').map((key, index) => [key, { ...(JSON.parse(receipts[index]!) as Receipt), repeated: true }]),
    )
    return new Map(
      keyed.flatMap((batch) => {
        const receipt = known.get(idempotencyKey(batch)!)
        return receipt ? [[batch, receipt] as const] : []
      }),
    )
  }

  const write = async (script: Script, batches: readonly Batch[]): Promise<Written<Receipt>> => {
    const known = await earlier(script, batches)
    const fresh = batches.filter((batch) => !known.has(batch))
    let number = version
    const numbered = fresh.map((batch) => ({ batch, version: batch.rows.length > 0 ? ++number : number }))
    const changes = new Map<string, Change>()
    const written = new Map<Batch, WrittenPart>()
    for (const run of planRuns(numbered)) {
      const done = await writeRun(connection, script, run, () => filterOf(run.spec))
      for (const one of done.parts) written.set(one.part.batch, one)
      const before = changes.get(run.spec.id)
      if (done.touched.length > 0)
        changes.set(run.spec.id, {
          since: version,
          touched: [...(before?.touched ?? []), ...done.touched],
          reworked: [...(before?.reworked ?? []), ...done.reworked],
          // The stage holds the rows of the last run alone.
          fresh: before ? null : stageTable(run.spec),
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

  const writeAsSent = async (script: Script, batches: readonly PlainBatch[]): Promise<Written<Receipt | null>> => {
    const known = await earlier(script, batches)
    const parts = await inbox.lay(
      batches.filter((batch) => !known.has(batch)),
      version + 1,
    )
    try {
      const { taken, touched } =
        parts.length === 0
          ? { taken: [], touched: [] }
          : await writePlain(script, parts, () => filterOf(parts[0]!.batch.spec))
      const recorded = taken.map(({ part, rows }): Recorded => ({
        batch: part.batch,
        receipt: receiptOf(part.batch, part.version, rows, []),
        rejects: [],
      }))
      await record(connection, recorded)
      const receipts = new Map<Delivered, Receipt>([
        ...known,
        ...recorded.map(({ batch, receipt }) => [batch, receipt] as const),
      ])
      const spec = batches[0]!.spec.id
      return {
        receipts: batches.map((batch) => receipts.get(batch) ?? null),
        next: Math.max(version, ...taken.map(({ part }) => part.version)),
        changes: new Map(
          touched.length === 0 ? [] : [[spec, { since: version, touched, reworked: [], fresh: plainTable(spec) }]],
        ),
      }
    } finally {
      await inbox.clear(parts)
    }
  }

  /** Runs `work` as one transaction, with everything that is kept true beside the facts. */
  const transact = async <R>(
    batches: readonly Delivered[],
    script: Script,
    work: (script: Script) => Promise<Written<R>>,
    trial: (receipts: R[]) => R[] | null,
  ): Promise<Committed<R>> => {
    script.soon('begin')
    try {
      const { receipts, next, changes } = await work(script)
      const tried = trial(receipts)
      if (tried !== null) {
        await sql.query('rollback')
        return { receipts: tried, event: null }
      }
      for (const maintain of maintainers) await maintain(script, changes)
      await script.commit()
      const changed = next > version
      version = next
      const of = (part: 'touched' | 'reworked') =>
        new Map([...changes].map(([dataset, change]) => [dataset, change[part]]))
      return {
        receipts,
        event: changed
          ? { version, arrived: batches.at(-1)!.arrived, touched: of('touched'), reworked: of('reworked') }
          : null,
      }
    } catch (error) {
      await sql.query('rollback').catch(() => undefined)
      throw error
    }
  }

  return {
    commit: (batches) =>
      transact(
        batches,
        scriptOn(sql, kept),
        (script) => write(script, batches),
        (receipts) =>
          batches.some((batch) => batch.dryRun) ? receipts.map((receipt) => ({ ...receipt, version })) : null,
      ),
    commitPlain: (batches) => {
      // Its table is another each time: no plan over it lasts.
      const work = () =>
        transact<Receipt | null>(
          batches,
          scriptOn(sql),
          (script) => writeAsSent(script, batches),
          () => null,
        )
      return batches.reduce((lines, batch) => lines + batch.lines, 0) < MANY_LINES ? work() : width.wide(work)
    },
    version: () => version,
    reload: async () => {
      filters.clear()
      version = await newest()
    },
  }
}
