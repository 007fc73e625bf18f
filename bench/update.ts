import { DuckDBInstance } from '@duckdb/node-api'
import { loadCatalog } from '../server/catalog/index.ts'
// The budget is about this very SQL, which is nobody else's business.
import { rebuild } from '../server/indicators/stored/maintain.ts'
import { planCells } from '../server/indicators/stored/plan.ts'
import { sqlOn } from '../server/store/database.ts'
import { createProbe } from '../server/store/probe.ts'
import { createCity, databaseIn, deliver, type City } from './world/city.ts'
import { median, say, timed, type Measure } from './world/line.ts'
import { createDeliverer, ndjson } from './world/rows.ts'

const ROUNDS = 60
const WARM = 10

/** Milliseconds from sending 1,000 rows of today until they are durable and rolled up: the median of many. */
const updateTime = async ({ server, villages }: City): Promise<number> => {
  const deliverer = createDeliverer('update', villages)
  const times: number[] = []
  for (let round = 0; round < ROUNDS + WARM; round++) {
    const body = ndjson(deliverer.rows(1000, Date.now(), 20))
    times.push(await timed(() => deliver(server, body)))
  }
  say(`  first update ${times[0]!.toFixed(0)} ms, median ${median(times.slice(WARM)).toFixed(1)} ms`)
  return median(times.slice(WARM))
}

/** Milliseconds DuckDB takes to compute all stored cells of the dataset anew, by the SQL the server itself uses. */
const recomputeTime = async (city: City): Promise<number> => {
  await city.server.stop()
  const probe = await createProbe()
  const plans = planCells(await loadCatalog({ folder: 'metrics', probe }))
  probe.close()
  const instance = await DuckDBInstance.create(databaseIn(city.folder), { threads: '2' })
  const connection = await instance.connect()
  const plan = plans.find((one) => one.dataset.id === 'governance.case')!
  const times: number[] = []
  for (let round = 0; round < 3; round++) times.push(await timed(() => rebuild(sqlOn(connection), plan)))
  connection.closeSync()
  instance.closeSync()
  return median(times)
}

interface Times {
  small: number
  large: number
  recompute: number
}
let measured: Promise<Times> | null = null

const measure = async (): Promise<Times> => {
  const few = await createCity(1_000_000)
  const small = await updateTime(few).finally(few.close)
  const many = await createCity(20_000_000)
  try {
    const large = await updateTime(many)
    return { small, large, recompute: await recomputeTime(many) }
  } finally {
    await many.close()
  }
}

/** Both budgets stand on one city of 20 M facts, grown once. */
const times = (): Promise<Times> => (measured ??= measure())

export const updateIsFlat: Measure = {
  name: 'update of 1,000 rows at 20 M facts, against 1 M',
  bar: { at: 1.2, better: 'lower' },
  run: async () => ({ value: (await times()).large, limit: (await times()).small, unit: 'ms' }),
}

export const updateIsSmall: Measure = {
  name: 'update of 1,000 rows, against a full recompute of 20 M facts',
  bar: { at: 1 / 60, better: 'lower' },
  run: async () => ({ value: (await times()).large, limit: (await times()).recompute, unit: 'ms' }),
}
