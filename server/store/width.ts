import type { DuckDBInstance } from '@duckdb/node-api'

/** How many processors a statement may take. */
export interface Width {
  /** While this work goes on, all of them; otherwise one. */
  wide: <T>(work: () => Promise<T>) => Promise<T>
  close: () => void
}

/**
 * Whoever waits for a statement on more than one thread spins until the others are through (duckdb/duckdb#22178):
 * on short statements that costs as much again as it spares, and two of them at once have a processor each anyway.
 * So everyday statements take one, and only what goes through very many rows takes more.
 */
export const createWidth = async (instance: DuckDBInstance, most: number): Promise<Width> => {
  const connection = await instance.connect()
  let wide = 0
  let turn = Promise.resolve()
  /** One after another, each what is right by then. */
  const settle = (): Promise<void> =>
    (turn = turn.then(async () => void (await connection.run(`set threads = ${wide > 0 ? most : 1}`))))
  return {
    wide: async (work) => {
      if (most === 1) return work()
      wide += 1
      if (wide === 1) await settle()
      try {
        return await work()
      } finally {
        wide -= 1
        if (wide === 0) void settle()
      }
    },
    close: () => connection.closeSync(),
  }
}
