import { Readable } from 'node:stream'
import type { Feeder } from '../../catalog/index.ts'
import type { Reject } from '../../contract/index.ts'
import type { Ingest } from '../create.ts'
import type { PublisherDeps } from './publisher.ts'

/** The way of this program's own rows through the one door; `refused` hears of rows the dataset does not take. */
export const deliverOwn =
  (
    ingest: Ingest,
    feeder: Feeder,
    refused: (dataset: string, rejects: readonly Reject[]) => void,
  ): PublisherDeps['deliver'] =>
  async ({ dataset, key, rows, trial }) => {
    const stream = Readable.from(rows.map((row) => Buffer.from(`${JSON.stringify(row)}\n`)))
    const answer = await ingest.submit({
      dataset,
      source: feeder,
      feeder,
      stream,
      contentType: 'application/x-ndjson',
      idempotencyKey: key,
      dryRun: trial,
    })
    if ('problem' in answer) throw new Error(`${dataset}: ${answer.problem.title}`)
    if (answer.receipt.rejected > 0) refused(dataset, answer.receipt.rejects)
    return answer.receipt
  }
