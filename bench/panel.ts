import { setTimeout as wait } from 'node:timers/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import { loadCatalog } from '../server/catalog/index.ts'
// The budget is about this very SQL, which is nobody else's business.
import { storedPass } from '../server/indicators/passes/stored.ts'
import { sqlOn } from '../server/store/database.ts'
import { createProbe } from '../server/store/probe.ts'
import { databaseIn, deliver, ROOT, villagesOf } from './world/city.ts'
import { demoFolder, startDemo } from './world/demo.ts'
import { median, say, timed, type Measure } from './world/line.ts'
import { createDeliverer, ndjson } from './world/rows.ts'

const ROUNDS = 25
const DAYS = 365
const DAY = 86_400_000
const JUDGED_MS = 1_000
const INDICATOR = 'governance.new_cases'

const date = (ms: number): string => new Date(ms + DAY / 3).toISOString().slice(0, 10)

interface Reply {
  cells: { region: string }[]
}

/** The same two questions, this year and last, straight to DuckDB with the SQL the engine compiles. */
const straight = async (regions: readonly string[], first: number): Promise<number> => {
  const probe = await createProbe()
  const catalog = await loadCatalog({ folder: 'metrics', probe })
  probe.close()
  const instance = await DuckDBInstance.create(databaseIn(demoFolder()), { threads: '2' })
  const connection = await instance.connect()
  const sql = sqlOn(connection)
  const ask = (back: number): string =>
    storedPass.compile({ catalog, dated: false }, catalog.indicators.get(INDICATOR)!, {
      regions,
      grain: 'day',
      first: first - back * DAY,
      last: first + (DAYS - 1 - back) * DAY,
      cut: null,
      asOf: null,
      tree: 'bucket',
      now: Date.now() + DAY / 3,
    })
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    times.push(
      await timed(async () => {
        await sql.query(ask(0), [regions])
        await sql.query(ask(DAYS), [regions])
      }),
    )
  }
  connection.closeSync()
  instance.closeSync()
  return median(times)
}

/**
 * 22 towns × 365 days with 同比 through the API, each time after a new row so that nothing is remembered, against the
 * bare SQL.
 */
export const panel: Measure = {
  name: 'panel query, 22 towns × 365 days with last year',
  bar: { at: 1.5, better: 'lower' },
  run: async () => {
    const server = await startDemo()
    let stopped = false
    try {
      const deliverer = createDeliverer(`panel-${Date.now()}`, await villagesOf(server))
      const today = Math.floor((Date.now() + DAY / 3) / DAY) * DAY
      const first = today - (DAYS - 1) * DAY
      const query = new URLSearchParams({
        region: ROOT,
        children: 'true',
        grain: 'day',
        from: date(first - DAY / 3),
        to: date(today - DAY / 3),
        compare: 'yoy',
      })
      const times: number[] = []
      let regions: string[] = []
      for (let round = 0; round < ROUNDS; round++) {
        await deliver(server, ndjson(deliverer.rows(1, Date.now(), 0.01)))
        // Rules judge the row on the same two cores; that is not what is asked here.
        await wait(JUDGED_MS)
        times.push(
          await timed(async () => {
            const reply = (await (
              await fetch(`${server.url}/api/v1/indicators/${INDICATOR}/cells?${query.toString()}`, {
                headers: { authorization: `Bearer ${server.token}` },
              })
            ).json()) as Reply
            regions = [...new Set(reply.cells.map((cell) => cell.region))]
          }),
        )
      }
      await server.stop()
      stopped = true
      const limit = await straight(regions, first)
      say(`  ${regions.length} regions, API ${median(times).toFixed(1)} ms, bare ${limit.toFixed(1)} ms`)
      return { value: median(times), limit, unit: 'ms' }
    } finally {
      if (!stopped) await server.stop()
    }
  },
}
