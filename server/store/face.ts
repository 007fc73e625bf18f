import type { Receipt } from '../contract/index.ts'
import type { DatabaseOptions, Sql } from './database.ts'
import type { PlainBatch } from './plain/index.ts'
import type { Snapshot } from './readers.ts'
import type { TableSpec } from './table.ts'
import type { Batch, CommitEvent, Maintainer } from './write/batch.ts'

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
