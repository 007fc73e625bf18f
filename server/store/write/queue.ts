import type { Receipt } from '../../contract/index.ts'
import { shapeOf, type PlainBatch } from '../plain/index.ts'
import type { Batch } from './batch.ts'
import type { Committed, Writer } from './writer.ts'

const GROUP_BATCHES = 64
const GROUP_ROWS = 50_000
const WAITING_ROWS = 500_000

/** More is waiting than the store will hold in memory; the sender should try again later. */
export class StoreBusy extends Error {}

/**
 * How one waits: rows in hand, or a delivery as it was sent (with the shape it shares with those it can be written
 * with).
 */
type Work = { batch: Batch; shape: null } | { batch: PlainBatch; shape: string }

type Waiting = Work & {
  resolve: (receipt: Receipt | null) => void
  reject: (error: unknown) => void
}

const sizeOf = (work: Work): number => (work.shape === null ? work.batch.rows.length : work.batch.lines)
const isTrial = (work: Work): boolean => work.shape === null && work.batch.dryRun

/**
 * Group commit: batches that wait at the same moment share one transaction and one flush to disk.
 * A batch that cannot be written fails alone; the others of its group are committed without it.
 */
export const createQueue = (writer: Writer, committed: (result: Committed<Receipt | null>) => void) => {
  const waiting: Waiting[] = []
  let rows = 0
  const chores: (() => Promise<void>)[] = []
  let running: Promise<void> | null = null

  const take = (): Waiting[] => {
    const group: Waiting[] = []
    let taken = 0
    while (
      waiting.length > 0
      && group.length < GROUP_BATCHES
      && (group.length === 0 || taken + sizeOf(waiting[0]!) <= GROUP_ROWS)
    ) {
      const { key } = waiting[0]!.batch
      if (group.length > 0 && (isTrial(waiting[0]!) || waiting[0]!.shape !== group[0]!.shape)) break
      // The second of two deliveries under one key is to find the receipt of the first.
      if (key !== null && group.some(({ batch }) => batch.key === key)) break
      const next = waiting.shift()!
      group.push(next)
      taken += sizeOf(next)
      if (isTrial(next)) break
    }
    rows -= taken
    return group
  }

  const commit = async (group: Waiting[]): Promise<void> => {
    try {
      const plain = group.flatMap((one) => (one.shape === null ? [] : [one.batch]))
      const result =
        plain.length > 0
          ? await writer.commitPlain(plain)
          : await writer.commit(group.flatMap((one) => (one.shape === null ? [one.batch] : [])))
      committed(result)
      group.forEach((one, index) => one.resolve(result.receipts[index]!))
    } catch (error) {
      // Not even read: whoever reads it row by row can say what is wrong.
      if (group[0]!.shape !== null) for (const one of group) one.resolve(null)
      else if (group.length === 1) group[0]!.reject(error)
      else for (const one of group) await commit([one])
    }
  }

  const drain = async (): Promise<void> => {
    while (waiting.length > 0 || chores.length > 0) {
      const chore = chores.shift()
      if (chore) await chore()
      else await commit(take())
    }
    running = null
  }

  const start = (): void => {
    running ??= Promise.resolve().then(drain)
  }

  const wait = (work: Work): Promise<Receipt | null> =>
    new Promise((resolve, reject) => {
      if (rows + sizeOf(work) > WAITING_ROWS && waiting.length > 0) {
        reject(new StoreBusy('等待写入的数据过多'))
        return
      }
      rows += sizeOf(work)
      waiting.push({ ...work, resolve, reject })
      start()
    })

  return {
    add: async (batch: Batch): Promise<Receipt> => (await wait({ batch, shape: null }))!,
    /** Resolves to `null`, with nothing stored, when rows of the delivery have to be looked at one by one. */
    addPlain: (batch: PlainBatch): Promise<Receipt | null> => wait({ batch, shape: shapeOf(batch) }),
    /** Runs `work` alone on the writer, between two commits. */
    exclusive: <T>(work: () => Promise<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        chores.push(() => work().then(resolve, reject))
        start()
      }),
    /** Resolves when everything accepted so far is durable. */
    idle: async (): Promise<void> => {
      while (running) await running
    },
  }
}
