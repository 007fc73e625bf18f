import fc from 'fast-check'
import { expect, test } from 'vitest'
import { factTable, type Sql } from '../../store/index.ts'
import { createCity, loadDefinitions, local, only, smallTree } from '../testing/city.ts'

const DATASET = 'governance.case'
const HOUR = 3_600_000
const START = local('2026-06-01')
const catalog = only(await loadDefinitions(), ['governance.open_cases'])

const delivered = fc.record({
  id: fc.integer({ min: 0, max: 12 }),
  region: fc.constantFrom('v11', 'v12', 'v21'),
  reported: fc.integer({ min: -60 * 24, max: -1 }),
  updated: fc.integer({ min: -40, max: 0 }),
  closed: fc.option(fc.integer({ min: 1, max: 60 * 24 })),
})
const step = fc.record({
  rows: fc.array(delivered, { minLength: 1, maxLength: 5 }),
  hoursLater: fc.constantFrom(0, 1, 30, 24 * 9),
})

const text = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ')

const tableOf = async (sql: Sql): Promise<string> =>
  `standing."${String((await sql.query(`select table_name from duckdb_tables() where schema_name = 'standing'`)).column('table_name')[0])}"`

test('what stands apart is what the facts say was open then, whatever is delivered, corrected or moved while time goes on', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      let now = START
      const city = await createCity(catalog, smallTree(), () => now)
      try {
        for (const { rows, hoursLater } of steps) {
          now += hoursLater * HOUR
          await city.deliver(
            DATASET,
            rows.map(({ id, region, reported, updated, closed }) => ({
              case_id: `c${id}`,
              reported_at: text(now + reported * HOUR),
              updated_at: text(now + updated * HOUR),
              region_code: region,
              category: '环境卫生',
              source: '网格上报',
              departments: 1,
              closed_at: closed === null || reported + closed > 0 ? null : text(now + (reported + closed) * HOUR),
            })),
          )
          await city.store.read(async (sql) => {
            const table = await tableOf(sql)
            for (const back of [0, 24, 24 * 7]) {
              const open = `reported_at < make_timestamp(${(now - back * HOUR) * 1000}) and (closed_at is null or closed_at >= make_timestamp(${(now - back * HOUR) * 1000}))`
              const ask = async (source: string): Promise<unknown> =>
                (
                  await sql.query(
                    `select list(_region || reported_at order by _region, reported_at) as open from ${source} where ${open}`,
                  )
                ).column('open')[0]
              expect(await ask(table)).toEqual(
                await ask(`(select * from ${factTable(DATASET)} where _superseded is null)`),
              )
            }
            const kept = (
              await sql.query(
                `select count(*) as n from ${table} where closed_at < make_timestamp(${(now - 24 * 24 * HOUR) * 1000})`,
              )
            ).column('n')[0]
            expect(kept, 'what was closed long ago is put away').toBe(0)
          })
        }
      } finally {
        await city.close()
      }
    }),
    { numRuns: 25 },
  )
})

test('what stands apart is no more of a row than counting it takes, least of all who reported it', async () => {
  const city = await createCity(catalog, smallTree(), () => START)
  try {
    const columns = await city.store.read(async (sql) =>
      (await sql.query(`select column_name from duckdb_columns() where schema_name = 'standing'`)).column(
        'column_name',
      ),
    )
    expect(columns).toEqual(['_at', '_region', 'closed_at', 'reported_at'])
  } finally {
    await city.close()
  }
})
