import { ADMIN, signIn } from '../e2e/world/index.ts'
import { sqlOn } from '../server/store/database.ts'
import { DuckDBInstance } from '@duckdb/node-api'
import { atRest } from './world/at-rest.ts'
import { createCity, databaseIn, ROOT } from './world/city.ts'
import { median, say, timed, type Measure } from './world/line.ts'

const FACTS = Number(process.env['YIPING_BENCH_FACTS'] ?? 20e6)
const ROUNDS = 5

/** What the pivot asks, as one would write it by hand: cases by town and category in one year. */
const BY_HAND = `
select t._ancestor, f.category, count(*) from fact."governance.case" f join tree t on t._descendant = f._region
where f._superseded is null and f._at >= make_timestamp($1::BIGINT * 1000) and f._at < make_timestamp($2::BIGINT * 1000) and t._ancestor in (select unnest($3::VARCHAR[]))
group by all`

const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear() - 1

const straight = async (folder: string, towns: readonly string[]): Promise<number> => {
  const instance = await DuckDBInstance.create(databaseIn(folder), { threads: '2' })
  const sql = sqlOn(await instance.connect())
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1)
    times.push(await timed(() => sql.query(BY_HAND, [String(Date.UTC(year, 0)), String(Date.UTC(year + 1, 0)), towns])))
  instance.closeSync()
  return median(times)
}

/** A year of cases by town and category through the API, against the same SQL written by hand, on the same file. */
export const pivot: Measure = {
  name: `explorer pivot, towns × categories over ${FACTS / 1e6} M facts`,
  bar: { at: 1.5, better: 'lower' },
  run: async () => {
    const city = await createCity(FACTS)
    const cookie = await signIn(city.server.url, ADMIN)
    await atRest(city.server.pid)
    const times: number[] = []
    let towns: string[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      times.push(
        await timed(async () => {
          const reply = await fetch(`${city.server.url}/api/v1/pivot`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', cookie },
            body: JSON.stringify({
              indicators: ['governance.new_cases'],
              region: ROOT,
              level: 'town',
              grain: 'year',
              from: `${year}-01-01`,
              to: `${year}-12-31`,
              rows: 'region',
              columns: 'by:category',
            }),
          })
          if (!reply.ok) throw new Error(await reply.text())
          towns = ((await reply.json()) as { rows: { heads: { key: string }[] } }).rows.heads.map(({ key }) => key)
        }),
      )
    }
    await city.server.stop()
    const limit = await straight(city.folder, towns)
    say(`  ${towns.length} towns, API ${median(times).toFixed(0)} ms, by hand ${limit.toFixed(0)} ms`)
    await city.close()
    return { value: median(times), limit, unit: 'ms' }
  },
}
