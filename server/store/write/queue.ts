import type { Receipt } from '../../contract/index.ts'
import type { Batch } from './batch.ts'
import type { Committed, Writer } from './writer.ts'

const GROUP_BATCHES = 64
const GROUP_ROWS = 50_000
const WAITING_ROWS = 500_000

/** More is waiting than the store will hold in memory; the sender should try again later. */
export class StoreBusy extends Error {}

interface Waiting {
  batch: Batch
  resolve: (receipt: Receipt) => void
  reject: (error: unknown) => void
}

/**
 * Group commit: batches that wait at the same moment share one transaction and one flush to disk.
 * A batch that cannot be written fails alone; the others of its group are committed without it.
 */
export const createQueue = (writer: Writer, committed: (result: Committed) => void) => {
  const waiting: Waiting[] = []
  let rows = 0
  const chores: (() => Promise<void>)[] = []
  let running: Promise<void> | null = null

  const take = (): Waiting[] => {
    const group: Waiting[] = []
    let taken = 0
    while (waiting.length > 0 && group.length < GROUP_BATCHES && (group.length === 0 || taken + waiting[0]!.batch.rows.length <= GROUP_ROWS)) {
      const { dryRun, key } = waiting[0]!.batch
      if (dryRun && group.length > 0) break
      // The second of two deliveries under one key is to find the receipt of the first.
      if (key !== null && group.some(({ batch }) => batch.key === key)) break
      const next = waiting.shift()!
      group.push(next)
      taken += next.batch.rows.length
      if (next.batch.dryRun) break
    }
    rows -= taken
    return group
  }

  const commit = async (group: Waiting[]): Promise<void> => {
    try {
      const result = await writer.commit(group.map((one) => one.batch))
      committed(result)
      group.forEach((one, index) => one.resolve(result.receipts[index]!))
    } catch (error) {
      if (group.length === 1) group[0]!.reject(error)
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

  return {
    add: (batch: Batch): Promise<Receipt> =>
      new Promise((resolve, reject) => {
        if (rows + batch.rows.length > WAITING_ROWS && waiting.length > 0) {
          reject(new StoreBusy('等待写入的数据过多'))
          return
        }
        rows += batch.rows.length
        waiting.push({ batch, resolve, reject })
        start()
      }),
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
