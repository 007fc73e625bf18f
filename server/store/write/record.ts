import { INTEGER, TIMESTAMP, VARCHAR, timestampValue, type DuckDBConnection } from '@duckdb/node-api'
import type { Receipt } from '../../contract/index.ts'
import { appendRows, type AppendColumn } from './append.ts'
import type { Delivered, Refusal } from './batch.ts'

const KEPT_REJECTS = 10_000

/** What became of one batch. */
export interface Recorded {
  batch: Delivered
  receipt: Receipt
  rejects: Refusal[]
}

/**
 * A key counts for its sender and dataset alone: two who number their batches alike lose no rows by it, and nobody is
 * told what somebody else's batch came to.
 */
export const idempotencyKey = ({ key, spec, sender }: Delivered): string | null =>
  key === null ? null : [spec.id, ...(sender ? [sender.id] : []), key].join(' ')

const BATCH: AppendColumn<Recorded>[] = [
  { type: VARCHAR, value: ({ batch }) => batch.id },
  { type: INTEGER, value: ({ receipt }) => (receipt.accepted > 0 ? receipt.version : null) },
  { type: VARCHAR, value: ({ batch }) => batch.spec.id },
  { type: VARCHAR, value: ({ batch }) => idempotencyKey(batch) },
  { type: VARCHAR, value: ({ batch }) => batch.source },
  { type: TIMESTAMP, value: ({ batch }) => timestampValue(BigInt(Math.round(batch.arrived) * 1000)) },
  { type: INTEGER, value: ({ receipt }) => receipt.accepted },
  { type: INTEGER, value: ({ receipt }) => receipt.rejected },
  { type: VARCHAR, value: ({ receipt }) => JSON.stringify(receipt) },
  { type: VARCHAR, value: ({ batch }) => batch.sender?.id ?? null },
  { type: VARCHAR, value: ({ batch }) => batch.sender?.name ?? null },
]

interface Refused extends Refusal {
  batch: Delivered
}

const REJECT: AppendColumn<Refused>[] = [
  { type: VARCHAR, value: ({ batch }) => batch.id },
  { type: VARCHAR, value: ({ batch }) => batch.spec.id },
  { type: INTEGER, value: ({ row }) => row },
  { type: VARCHAR, value: ({ column }) => column || null },
  { type: VARCHAR, value: ({ value }) => value || null },
  { type: VARCHAR, value: ({ reason }) => reason },
  { type: VARCHAR, value: ({ key }) => key ?? null },
]

/** Writes receipts and refusals down, in the transaction that keeps the rows. */
export const record = async (connection: DuckDBConnection, recorded: readonly Recorded[]): Promise<void> => {
  if (recorded.length === 0) return
  await appendRows(connection, { table: 'batch' }, BATCH, recorded)
  const refused = recorded.flatMap(({ batch, rejects }) =>
    rejects.slice(0, KEPT_REJECTS).map((reject): Refused => ({ batch, ...reject })),
  )
  if (refused.length > 0) await appendRows(connection, { table: 'reject' }, REJECT, refused)
}
