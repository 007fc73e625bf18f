import { Readable } from 'node:stream'
import { randomUUID } from 'node:crypto'
import type { Catalog, DeliveredDataset, Feeder } from '../catalog/index.ts'
import type { Problem, Receipt, Reject } from '../contract/index.ts'
import {
  keyText,
  moment,
  parquetRows,
  StoreBusy,
  type Batch,
  type CheckedRow,
  type Refusal,
  type Sender,
  type TableSpec,
} from '../store/index.ts'
import { collect, detectFormat, drain, type Declared, type Detected } from './delivery/index.ts'
import { openRows } from '../parse/index.ts'
import { createPlain, readWhole } from './plain/index.ts'
import { readLastBy, type LastDelivery } from './last-by.ts'
import { prepareDatasets, type IngestDeps, type Prepared } from './prepare.ts'
import { MOST_BYTES, problems } from './problem.ts'
import { readRejects, type RejectPage } from './reject-log.ts'

/** A delivery as it comes in. Its format is what `contentType`, else the ending of `fileName` says. */
export interface Delivery extends Declared {
  dataset: string
  /** Who or what sent it: `http`, a file's name. */
  source: string
  /** The token or account it came by; absent where the program delivers to itself. */
  sender?: Sender | undefined
  stream: Readable | AsyncIterable<Uint8Array>
  /** Name or position (from 1) of the worksheet. */
  sheet?: string | undefined
  idempotencyKey?: string | undefined
  dryRun?: boolean | undefined
  /** The part of this program that sends it: what is fed by one takes rows from nobody else. */
  feeder?: Feeder | undefined
  /** Length of the body in bytes, where the sender told it and it is held to it. */
  length?: number | undefined
  /** Number of the first row, where this is a part of something longer; 1 by default. */
  firstRow?: number | undefined
}

export type Answer = { receipt: Receipt } | { problem: Problem }

/** The only door for delivered rows. */
export interface Ingest {
  /**
   * Checks a delivery and stores its good rows as one batch; answers after they are durable. Bad rows are in
   * the receipt and the reject log. A delivery that cannot be taken as a whole is a problem and stores nothing.
   */
  submit: (delivery: Delivery) => Promise<Answer>
  /** Makes tables for all delivered datasets, at start and after the catalog changed; what could not be is told. */
  ensure: () => Promise<{ dataset: string; message: string }[]>
  /** The last delivery of each of these senders, as far as they have made one. */
  lastBy: (senders: readonly string[]) => Promise<Map<string, LastDelivery>>
  /** Refused rows of a batch, in order; `null` for a batch that is not known. */
  rejects: (batch: string, page: { offset: number; limit: number }) => Promise<RejectPage | null>
}

const findDataset = (catalog: Catalog, id: string): { dataset: DeliveredDataset } | { problem: Problem } => {
  const dataset = catalog.datasets.get(id)
  if (dataset?.type === 'delivered') return { dataset }
  if (dataset) return { problem: problems.derivedDataset(dataset.title, dataset.from) }
  const theme = id.split('.')[0]!
  const delivered = [...catalog.datasets.values()].filter((one) => one.type === 'delivered').map((one) => one.id)
  const near = delivered.filter((one) => one.startsWith(`${theme}.`))
  return { problem: problems.unknownDataset(id, (near.length > 0 ? near : delivered).slice(0, 20)) }
}

const rulesOf = (dataset: DeliveredDataset, now: number): Batch['checks'] =>
  dataset.checks.map(({ rule, says }) => ({
    sql: rule.usesNow ? rule.sql.replaceAll(/"?\b_now\b"?/g, moment(now)) : rule.sql,
    says,
  }))

/** Refusals of rows that could be read, each with the key of its row. */
const named = (spec: TableSpec, rows: readonly CheckedRow[], rejects: readonly Reject[]): Refusal[] => {
  if (rejects.length === 0) return []
  const read = new Map(rows.map((one) => [one.row, one]))
  return rejects.map((one) => {
    const row = read.get(one.row)
    return row ? { ...one, key: keyText(spec, row) } : one
  })
}

/** Less than this is read row by row sooner than DuckDB has opened it; more would hold others up. */
const PLAIN_LEAST = 48_000
const PLAIN_MOST = 8_000_000

export const createIngest = ({ store, catalog, regions, clock, plainFrom = PLAIN_LEAST }: IngestDeps): Ingest => {
  const { prepare, ensure } = prepareDatasets({ store, catalog, regions, clock })
  const plain = createPlain(store, clock.zone)

  /** A body worth trying as it is. */
  const mayBePlain = ({ length = 0, dryRun, firstRow = 1 }: Delivery, { format, gzip, charset }: Detected): boolean =>
    format === 'ndjson'
    && !gzip
    && charset === undefined
    && !dryRun
    && firstRow === 1
    && length >= plainFrom
    && length <= PLAIN_MOST

  /** Offers a delivery as it was sent: its receipt, or its bytes again where they have to be read row by row. */
  const offer = async (
    delivery: Delivery,
    dataset: DeliveredDataset,
    ready: Prepared,
  ): Promise<{ receipt: Receipt } | { stream: Delivery['stream'] }> => {
    const now = clock.local()
    const taken = await readWhole(delivery.stream)
    if ('again' in taken) return { stream: taken.again }
    const receipt = await plain({
      id: randomUUID(),
      spec: ready.spec,
      key: delivery.idempotencyKey ?? null,
      source: delivery.source,
      sender: delivery.sender,
      arrived: now,
      checks: rulesOf(dataset, now),
      dataset,
      bytes: taken.whole,
      latest: ready.latest(now),
      ignored: (header) => ready.checker.headers(header).ignored,
    })
    return receipt === null ? { stream: Readable.from([taken.whole]) } : { receipt }
  }

  const write = async (
    delivery: Delivery,
    detected: Detected,
    dataset: DeliveredDataset,
    ready: Prepared,
  ): Promise<Answer> => {
    const offered = mayBePlain(delivery, detected) ? await offer(delivery, dataset, ready) : { stream: delivery.stream }
    if ('receipt' in offered) return offered
    const now = clock.local()
    const parsed = openRows(
      { stream: offered.stream },
      { ...detected, sheet: delivery.sheet, byteLimit: MOST_BYTES },
      { parquetRows },
    )
    const collected = await collect(parsed, {
      checker: ready.checker,
      skip: (delivery.firstRow ?? 1) - 1,
      latest: ready.latest(now),
    })
    if ('problem' in collected) return collected
    const placed = await ready.place(collected.rows)
    return {
      receipt: await store.write({
        id: randomUUID(),
        spec: ready.spec,
        key: delivery.idempotencyKey ?? null,
        source: delivery.source,
        sender: delivery.sender,
        arrived: now,
        rows: placed.rows,
        rejects: [...collected.rejects, ...named(ready.spec, collected.rows, placed.rejects)],
        ignoredColumns: collected.ignoredColumns,
        checks: rulesOf(dataset, now),
        dryRun: delivery.dryRun ?? false,
      }),
    }
  }

  const submit = async (delivery: Delivery): Promise<Answer> => {
    const found = findDataset(catalog(), delivery.dataset)
    if ('problem' in found) return found
    if (found.dataset.fedBy !== (delivery.feeder ?? null)) return { problem: problems.ownDataset(found.dataset.title) }
    const detected = detectFormat(delivery)
    if (detected === null) return { problem: problems.unknownFormat(delivery.contentType ?? delivery.fileName ?? '') }
    const ready = await prepare(found.dataset)
    if ('problem' in ready) return ready
    try {
      return await write(delivery, detected, found.dataset, ready)
    } catch (error) {
      if (error instanceof StoreBusy) return { problem: problems.busy() }
      throw error
    }
  }

  return {
    submit: async (delivery) => {
      const answer = await submit(delivery)
      if ('problem' in answer) await drain(delivery.stream)
      return answer
    },
    ensure,
    lastBy: (senders) => readLastBy(store, senders),
    rejects: (batch, page) => readRejects(store, batch, page),
  }
}
