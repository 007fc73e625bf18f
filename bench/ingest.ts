import { DuckDBInstance } from '@duckdb/node-api'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCity, deliver } from './world/city.ts'
import { timed, type Measure } from './world/line.ts'
import { createDeliverer, ndjson } from './world/rows.ts'

const BATCHES = 200
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
      const bodies = Array.from({ length: BATCHES }, () => ndjson(deliverer.rows(ROWS, Date.now(), 1)))
      await deliver(city.server, ndjson(createDeliverer('warm', city.villages).rows(ROWS, Date.now(), 1)))
      const queue = [...bodies]
      const sender = async (): Promise<void> => {
        for (let body = queue.pop(); body !== undefined; body = queue.pop()) {
          const { accepted } = await deliver(city.server, body)
          if (accepted !== ROWS) throw new Error(`only ${accepted} of ${ROWS} rows were accepted`)
        }
      }
      const ours = await timed(() => Promise.all(Array.from({ length: AT_ONCE }, sender)))
      await city.server.stop()
      return {
        value: (BATCHES * ROWS * 1000) / ours,
        limit: (BATCHES * ROWS * 1000) / (await copy(city.folder, bodies)),
        unit: 'rows/s',
      }
    } finally {
      await city.close()
    }
  },
}

/** Milliseconds of `COPY` of the rows as one JSON file into an empty table of the same columns, until durable. */
const copy = async (folder: string, bodies: readonly string[]): Promise<number> => {
  const file = join(folder, 'rows.ndjson')
  writeFileSync(file, bodies.join('\n'))
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
