/** A refused row. `row` counts from 1 at the first data row of what was sent. */
export interface Reject {
  row: number
  column: string | null
  /** What was written there, cut at 100 characters. */
  value: string | null
  /** What is wrong and what was expected, in words. */
  reason: string
}

/** Answer of `POST /api/v1/datasets/{id}/rows`; sent only after the rows are durable. */
export interface Receipt {
  batch: string
  /** Version that brought the rows; the current one when nothing was accepted. */
  version: number
  accepted: number
  rejected: number
  /**
   * The first 20; the rest is at `GET /api/v1/batches/{batch}/rejects.csv`. A trial (`dryRun`) tells the first 10,000.
   */
  rejects: Reject[]
  /** Headers that the dataset does not declare; they were left out. */
  ignoredColumns: string[]
  /** True when the Idempotency-Key was seen before and this is the first answer again. */
  repeated: boolean
  /** True when nothing was stored because the caller only asked for a check. */
  dryRun: boolean
}
