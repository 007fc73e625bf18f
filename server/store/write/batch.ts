import type { Receipt, Reject } from '../../contract/index.ts'
import type { Script } from './script.ts'
import type { TableSpec } from '../table.ts'

/** A checked row on its way in. `at` and all times are local milliseconds. */
export interface CheckedRow {
  /** Number of the row in what was sent, from 1. */
  row: number
  values: Record<string, unknown>
  region: string | null
  at: number
}

/** Who delivered: the id of a token or an account, and its name at that time. Never a secret. */
export interface Sender {
  id: string
  name: string
}

/** What is known of a delivery before its rows are looked at. */
export interface Delivered {
  id: string
  spec: TableSpec
  /** Idempotency-Key of the sender, or `null`. */
  key: string | null
  /** Who or what sent it: `http`, `import`, `demo`. */
  source: string
  /** Absent where the program delivers to itself. */
  sender?: Sender | undefined
  /** Local milliseconds. */
  arrived: number
  ignoredColumns: string[]
  /** Rules a row must satisfy, as SQL over the dataset's columns. */
  checks: { sql: string; says: string }[]
}

/** A refused row; `key` is the text of what names it, where that could be read. */
export interface Refusal extends Reject {
  key?: string | null
}

/** Everything one delivery brings; becomes one version. */
export interface Batch extends Delivered {
  rows: CheckedRow[]
  rejects: Refusal[]
  /** Try everything, keep nothing. */
  dryRun: boolean
}

/**
 * Region × hour in which something changed for a dataset; `at` is the hour's start, `first` the earliest of its rows
 * that changed.
 */
export interface Touch {
  region: string | null
  at: number
  first: number
}

/** What a commit changed, told after it is durable. */
export interface CommitEvent {
  version: number
  arrived: number
  touched: ReadonlyMap<string, readonly Touch[]>
  /** The part of it where stored rows were replaced or came too late to count. */
  reworked: ReadonlyMap<string, readonly Touch[]>
}

/**
 * What one commit did to a dataset. `touched` is all of it; the part where more was done than adding rows that count is
 * in `reworked` too.
 */
export interface Change {
  touched: readonly Touch[]
  reworked: readonly Touch[]
  /** The version before: rows that came in this commit have a higher one. */
  since: number
  /**
   * A relation of all rows of this commit, with the columns of the facts; `null` where there is none and the facts are
   * to be looked through.
   */
  fresh: string | null
}

/** Keeps derived tables true inside the transaction that changes the facts. */
export type Maintainer = (script: Script, changes: ReadonlyMap<string, Change>) => Promise<void>

const MOST_TOLD = 10_000

export const receiptOf = (
  batch: Delivered & { dryRun?: boolean },
  version: number,
  accepted: number,
  rejects: readonly Refusal[],
): Receipt => ({
  batch: batch.id,
  version,
  accepted,
  rejected: rejects.length,
  // A trial keeps no log to look the others up in.
  rejects: rejects
    .slice(0, batch.dryRun ? MOST_TOLD : 20)
    .map(({ row, column, value, reason }) => ({ row, column, value, reason })),
  ignoredColumns: batch.ignoredColumns,
  repeated: false,
  dryRun: batch.dryRun ?? false,
})
