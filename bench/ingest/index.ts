import { DuckDBInstance } from '@duckdb/node-api'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Door } from '../../e2e/world/index.ts'
import { startChild } from '../world/child.ts'
import { createCity, deliver } from '../world/city.ts'
import { say, timed, type Measure } from '../world/line.ts'
import { createDeliverer, ndjson } from '../world/rows.ts'
import { COLUMNS } from './columns.ts'

const BATCHES = 200
/** What is sent before the clock runs: a program that has just started is compiled while it runs. */
const BEFORE = 100
const ROWS = 1000
const AT_ONCE = 32

/**
 * Durable rows a second through HTTP, 32 senders at a time, against DuckDB copying the same rows from a file into the
 * same table.
 */
export const ingest: Measure = {
  name: 'durable ingest through HTTP',
  bar: { at: 0.5, better: 'higher' },
  run: async () => {
    const city = await createCity(0)
    try {
      const deliverer = createDeliverer('ingest', city.villages)
      // Bytes, so that what the sender does for a row is next to nothing.
      const bodies = (count: number): Buffer<ArrayBuffer>[] =>
        Array.from({ length: count }, () => Buffer.from(ndjson(deliverer.rows(ROWS, Date.now(), 1))))
      const [before, counted] = [bodies(BEFORE), bodies(BATCHES)]
      await sendAll(city.server, before)
      const ours = await timed(() => sendAll(city.server, counted))
      await city.server.stop()
      const rate = (took: number): number => (BATCHES * ROWS * 1000) / took
      const limit = rate(await copy(city.folder, counted))
      const bare = rate(await throughBareDoor(city.folder, before, counted))
      say(
        `  a door that checks, keys, counts and tells nothing: ${bare.toFixed(0)} rows/s, ${(bare / limit).toFixed(2)}`,
      )
      return { value: rate(ours), limit, unit: 'rows/s' }
    } finally {
      await city.close()
    }
  },
}

const sendAll = async (server: Door, bodies: readonly Buffer<ArrayBuffer>[]): Promise<void> => {
  const queue = [...bodies]
  const sender = async (): Promise<void> => {
    for (let body = queue.pop(); body !== undefined; body = queue.pop()) {
      const { accepted } = await deliver(server, body)
      if (accepted !== ROWS) throw new Error(`only ${accepted} of ${ROWS} rows were accepted`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, sender))
}

/** Milliseconds of the same through the least that can be called a server: what HTTP itself leaves of `COPY`. */
const throughBareDoor = async (
  folder: string,
  before: readonly Buffer<ArrayBuffer>[],
  counted: readonly Buffer<ArrayBuffer>[],
): Promise<number> => {
  const child = startChild(join(import.meta.dirname, 'bare-door.ts'), [folder, String(ROWS)])
  try {
    const door = { url: `http://127.0.0.1:${await child.heard()}`, token: 'none' }
    await sendAll(door, before)
    return await timed(() => sendAll(door, counted))
  } finally {
    child.stop()
  }
}

/** Milliseconds of `COPY` of the rows as one JSON file into an empty table of the same columns, until durable. */
const copy = async (folder: string, bodies: readonly Buffer<ArrayBuffer>[]): Promise<number> => {
  const file = join(folder, 'rows.ndjson')
  writeFileSync(file, bodies.map(String).join('\n'))
  const instance = await DuckDBInstance.create(join(folder, 'bare.duckdb'))
  const connection = await instance.connect()
  await connection.run(`create table bare (${COLUMNS.join(', ')})`)
  const took = await timed(() => connection.run(`copy bare from '${file}' (format json)`))
  connection.closeSync()
  instance.closeSync()
  return took
}
