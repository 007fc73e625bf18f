import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Receipt } from '../contract/index.ts'
import { openDatabase, sqlOn, type DatabaseOptions, type Sql } from './database.ts'
import { createInbox, type PlainBatch } from './plain/index.ts'
import { createReaders, type Snapshot } from './readers.ts'
import { ensureTable, MIGRATIONS, type TableSpec } from './table.ts'
import { createGivingBack } from './give-back.ts'
import { createTold } from './told.ts'
import type { Batch, CommitEvent, Maintainer } from './write/batch.ts'
import { createQueue } from './write/queue.ts'
import { createWriter } from './write/writer.ts'
import { createWidth } from './width.ts'

export { createLedger, type Ledger } from './ledger/ledger.ts'
export { createRecords, type Records } from './ledger/records.ts'
export { createProbe, type Probe } from './probe.ts'
export { EARLIEST, type PlainBatch, type PlainColumn } from './plain/index.ts'
export { parquetRows } from './parquet.ts'
export { ReadTimeout } from './lending.ts'
export { type Snapshot } from './readers.ts'
export { FileInUse, type Parameter, type Sql, type Table, type Value } from './database.ts'
export type { SqlType, TableSpec } from './table.ts'
export { cellTable, factTable, literal, moment, name } from './text.ts'
export { keyText, keyTextSql } from './write/key-text.ts'
export type { Batch, Sender, Change, CheckedRow, CommitEvent, Maintainer, Refusal, Touch } from './write/batch.ts'
export { StoreBusy } from './write/queue.ts'
export { scriptOn, type Script } from './write/script.ts'

/** The facts: the only place rows are kept, and the only way to them. */
export interface Store {
  /** Makes sure the dataset has its table; call before its first batch. Throws when a column changed its type. */
  ensure: (spec: TableSpec) => Promise<void>
  /** Writes a batch; resolves when it is durable. An idempotency key seen before gets its first receipt again. */
  write: (batch: Batch) => Promise<Receipt>
  /**
   * Writes a delivery as it was sent; `null`, with nothing stored, when something is to be said about one of its rows.
   */
  writePlain: (batch: PlainBatch) => Promise<Receipt | null>
  /**
   * Lends a consistent snapshot of a version that listeners have heard of; throws `ReadTimeout` when the work takes too
   * long.
   */
  read: <T>(work: (snapshot: Snapshot) => Promise<T>) => Promise<T>
  /** Runs on the writer, between commits, as one transaction: rebuilds and other upkeep. */
  upkeep: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>
  /** Takes what is in the log into the file, between two commits: rows of the log are held in memory. */
  checkpoint: () => Promise<void>
  /** Joins every later commit's transaction. */
  maintain: (maintainer: Maintainer) => void
  /** Told after each commit, in order. */
  onCommit: (listener: (event: CommitEvent) => void) => void
  version: () => number
  close: () => Promise<void>
}

export interface StoreOptions extends DatabaseOptions {
  /** The most that one long piece of work takes; what is short takes one. */
  threads: number
  readers: number
  readLimitMs: number
}

export const createStore = async ({ readers, readLimitMs, threads, ...database }: StoreOptions): Promise<Store> => {
  const inbox = createInbox(
    database.path === ':memory:' ? mkdtempSync(join(tmpdir(), 'yiping-inbox-')) : join(dirname(database.path), 'inbox'),
  )
  const instance = await openDatabase({ ...database, threads: 1, reads: inbox.folder })
  const connection = await instance.connect()
  const sql = sqlOn(connection)
  for (const statement of MIGRATIONS) await sql.query(statement)

  const maintainers: Maintainer[] = []
  const listeners: ((event: CommitEvent) => void)[] = []
  const width = await createWidth(instance, threads)
  const givingBack = await createGivingBack(instance, database.memoryLimit)
  const writer = await createWriter(connection, { maintainers, inbox, width })
  const told = createTold(writer.version())
  const queue = createQueue(writer, ({ event }) => {
    try {
      if (event) for (const listener of listeners) listener(event)
    } finally {
      told.hear(writer.version())
    }
  })
  const pool = await createReaders(instance, { size: readers, limitMs: readLimitMs, width, told })

  const transaction = async <T>(work: (sql: Sql) => Promise<T>): Promise<T> => {
    await sql.query('begin')
    try {
      const result = await work(sql)
      await sql.query('commit')
      await writer.reload()
      told.hear(writer.version())
      return result
    } catch (error) {
      await sql.query('rollback').catch(() => undefined)
      throw error
    }
  }

  return {
    ensure: (spec) => queue.exclusive(() => ensureTable(sql, spec)),
    write: queue.add,
    writePlain: queue.addPlain,
    read: pool.read,
    upkeep: (work) => queue.exclusive(() => width.wide(() => transaction(work))),
    checkpoint: () => queue.exclusive(async () => void (await sql.query('checkpoint'))),
    maintain: (maintainer) => void maintainers.push(maintainer),
    onCommit: (listener) => void listeners.push(listener),
    version: writer.version,
    close: async () => {
      await queue.idle()
      await pool.close()
      await givingBack.close()
      await sql.query('checkpoint').catch(() => undefined)
      connection.closeSync()
      width.close()
      instance.closeSync()
      if (database.path === ':memory:') rmSync(inbox.folder, { recursive: true, force: true })
    },
  }
}
