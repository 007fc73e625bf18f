import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { scriptOn, type Sql } from '../../store/index.ts'
import { createCity, loadDefinitions, local, smallTree } from '../testing/city.ts'
import { maintainCells, refresh } from './maintain.ts'
import { planCells } from './plan.ts'

const catalog = await loadDefinitions(fileURLToPath(new URL('../testing/metrics', import.meta.url)))
const plan = planCells(catalog).find(({ dataset }) => dataset.type === 'delivered')!
const dataset = plan.dataset.id
const HOUR = 3_600_000

const shared = async (sql: Sql): Promise<number> =>
  (
    await sql.query(
      `select count(*) as n from (select 1 from cell."${dataset}" group by _region, _start having count(*) > 1)`,
    )
  ).column('n')[0] as number

const insert = (sql: Sql, version: number, at: number): Promise<unknown> =>
  sql.query(
    `insert into fact."${dataset}" (_region, _at, _version) values ('v11', make_timestamp(${at * 1000}), ${version})`,
  )

test('new rows bring cells of their own, which are gathered when many lie beside each other and at the next start', async () => {
  const at = local('2025-01-01')
  const city = await createCity(catalog, smallTree(), () => local('2026-06-01'))
  try {
    await city.store.upkeep(async (plain) => {
      const sql = scriptOn(plain)
      const maintain = maintainCells(() => [plan], 5)
      const commit = async (version: number): Promise<void> => {
        await insert(sql, version, at)
        await maintain(
          sql,
          new Map([
            [
              dataset,
              {
                touched: [
                  { region: 'v11', at, first: at },
                  { region: 'v11', at: at + 48 * HOUR, first: at + 48 * HOUR },
                ],
                reworked: [],
                since: version - 1,
                fresh: null,
              },
            ],
          ]),
        )
      }
      await commit(1)
      expect(await shared(sql)).toBe(0)
      await commit(2)
      expect(await shared(sql)).toBe(1)
      // The third brings it over the limit of five.
      await commit(3)
      expect(await shared(sql)).toBe(0)
      await commit(4)
      expect(await shared(sql)).toBe(1)
      await refresh(sql, planCells(catalog))
      expect(await shared(sql)).toBe(0)
    })
  } finally {
    await city.close()
  }
})
