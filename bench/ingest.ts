import { DuckDBInstance } from '@duckdb/node-api'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Door } from '../e2e/world/index.ts'
import { createCity, deliver } from './world/city.ts'
import { timed, type Measure } from './world/line.ts'
import { createDeliverer, ndjson } from './world/rows.ts'

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
      return {
        value: (BATCHES * ROWS * 1000) / ours,
        limit: (BATCHES * ROWS * 1000) / (await copy(city.folder, counted)),
        unit: 'rows/s',
      }
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

/** Milliseconds of `COPY` of the rows as one JSON file into an empty table of the same columns, until durable. */
const copy = async (folder: string, bodies: readonly Buffer<ArrayBuffer>[]): Promise<number> => {
  const file = join(folder, 'rows.ndjson')
  writeFileSync(file, bodies.map(String).join('\n'))
  const instance = await DuckDBInstance.create(join(folder, 'bare.duckdb'))
  const connection = await instance.connect()
  await connection.run(
    'create table bare (case_id VARCHAR, reported_at TIMESTAMP, updated_at TIMESTAMP, region_code VARCHAR, category VARCHAR, source VARCHAR, departments BIGINT, due_at TIMESTAMP, closed_at TIMESTAMP, rating BIGINT, reporter VARCHAR, phone VARCHAR)',
  )
  const took = await timed(() => connection.run(`copy bare from '${file}' (format json)`))
  connection.closeSync()
  instance.closeSync()
  return took
}
