import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PlainBatch } from './batch.ts'
import type { Numbered } from './stage.ts'

/** Where deliveries lie while DuckDB reads them itself: the one folder that it may open files in. */
export interface Inbox {
  folder: string
  /** Lays each batch into a file; their versions count on from `first`. */
  lay: (batches: readonly PlainBatch[], first: number) => Promise<Numbered[]>
  clear: (parts: readonly Numbered[]) => Promise<void>
}

/** Nothing in it outlives the transaction it was laid there for. */
export const createInbox = (folder: string): Inbox => {
  mkdirSync(folder, { recursive: true })
  for (const left of readdirSync(folder)) rmSync(join(folder, left), { force: true })
  return {
    folder,
    lay: (batches, first) =>
      Promise.all(
        batches.map(async (batch, index) => {
          const file = join(folder, `${batch.id}.ndjson`)
          await writeFile(file, batch.bytes)
          return { batch, version: first + index, file }
        }),
      ),
    clear: async (parts) => void (await Promise.all(parts.map(({ file }) => rm(file, { force: true })))),
  }
}
