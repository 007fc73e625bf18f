import type { DuckDBInstance } from '@duckdb/node-api'
import { literal } from './text.ts'

const EVERY_MS = 60_000

interface GivingBack {
  /** Gives back now. */
  now: () => Promise<void>
  close: () => Promise<void>
}

/**
 * Gives memory that was freed back to the system, once a minute: otherwise every thread that waits for DuckDB keeps
 * what its largest statement took. DuckDB does so by itself only where threads of its own fall idle, and statements
 * of one thread leave it none; setting its limit, to what it is, flushes its allocators and those of the C library.
 */
export const createGivingBack = async (
  instance: DuckDBInstance,
  memoryLimit: string,
  everyMs = EVERY_MS,
): Promise<GivingBack> => {
  const connection = await instance.connect()
  let last = Promise.resolve()
  // Just now as much as the limit is in use: the next minute is early enough.
  const now = (): Promise<void> =>
    (last = last
      .then(() => connection.run(`set memory_limit = ${literal(memoryLimit)}`))
      .then(
        () => undefined,
        () => undefined,
      ))
  const timer = setInterval(() => void now(), everyMs).unref()
  return {
    now,
    close: async () => {
      clearInterval(timer)
      await last
      connection.closeSync()
    },
  }
}
