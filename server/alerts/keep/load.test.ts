import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLedger, type Ledger, type Sql } from '../../store/index.ts'
import { loadResolved, loadSilences, loadSince } from './load.ts'
import { ALERT_TABLES } from './tables.ts'

let ledger: Ledger
beforeEach(async () => {
  ledger = await createLedger({ path: ':memory:', threads: 1, memoryLimit: '200MB' })
  await ledger.migrate('alerts', [...ALERT_TABLES])
})
afterEach(() => ledger.close())

/** What a reader of one theme in one place reaches. */
const places = (place: string, theme = 't'): [string[], string[], string[]] => [[place], [theme], ['']]

/** How many rows a piece of work takes out of the ledger. */
const counting = (): { ledger: Ledger; rows: () => number } => {
  let rows = 0
  const counted = (sql: Sql): Sql => ({
    query: async (...asked) => {
      const table = await sql.query(...asked)
      rows += table.rowCount
      return table
    },
  })
  return { ledger: { ...ledger, read: (work) => ledger.read((sql) => work(counted(sql))) }, rows: () => rows }
}

test('an alert that is over is found however many newer ones lie elsewhere or are of another theme, and none of those is read', async () => {
  const kept = (name: string, region: string, theme: string, many: number, from: number): Promise<unknown> =>
    ledger.write((sql) =>
      sql.query(
        `insert into alert select '${name}-' || i, 'r', '${region}', 'resolved', ${from} + i, '{"id":"${name}-' || i || '","region":"${region}"}', '${theme}' from range(${many}) t(i)`,
      ),
    )
  await kept('own', 'own', 't', 3, 0)
  await kept('other', 'other', 't', 30_000, 100)
  await kept('foreign', 'own', 'u', 5_000, 100)
  const { ledger: watched, rows } = counting()
  const found = await loadResolved(watched, { limit: 200, places: places('own') })
  expect(found.map(({ id }) => id)).toEqual(['own-2', 'own-1', 'own-0'])
  // Written before the gravest was kept.
  expect(found.map(({ worst }) => worst)).toEqual([null, null, null])
  expect((await loadResolved(watched, { limit: 2, places: places('own') })).map(({ id }) => id)).toEqual([
    'own-2',
    'own-1',
  ])
  expect(await loadResolved(watched, { limit: 200, places: places('nowhere') })).toEqual([])
  expect((await loadSince(watched, { since: 1, places: places('own') })).map(({ id }) => id).sort()).toEqual([
    'own-1',
    'own-2',
  ])
  expect(rows()).toBe(7)
  expect(await loadResolved(watched, { limit: 200, places: places('other', '*') })).toHaveLength(200)
  expect(await loadResolved(watched, { limit: 200, rule: 'another', places: places('other') })).toEqual([])
})

test('alerts of before their themes were kept apart are found by them', async () => {
  const before = await createLedger({ path: ':memory:', threads: 1, memoryLimit: '200MB' })
  const added = ALERT_TABLES.findIndex((step) => step.includes('add column theme'))
  await before.migrate('alerts', ALERT_TABLES.slice(0, added))
  await before.write((sql) =>
    sql.query(`insert into alert values ('a', 'r', 'own', 'resolved', 1, '{"id":"a","region":"own","theme":"t"}')`),
  )
  await before.migrate('alerts', [...ALERT_TABLES])
  expect((await loadResolved(before, { limit: 9, places: places('own') })).map(({ id }) => id)).toEqual(['a'])
  expect(await loadResolved(before, { limit: 9, places: places('own', 'u') })).toEqual([])
  await before.close()
})

test('silences of one moment stand in one order, whatever is planned elsewhere', async () => {
  const plan = (region: string, from: number, until: number) =>
    ledger.write((sql) =>
      sql.query(
        `insert into alert_silence select region || '-' || (i * 7919) % 10007, null, region, 5, 9, 'a', 'b', '检修', null from range(${from}, ${until}) t(i), (select '${region}' as region)`,
      ),
    )
  const order = async (): Promise<string[]> =>
    (await loadSilences(ledger)).filter(({ region }) => region === 'own').map(({ id }) => id)
  await plan('own', 0, 60)
  const before = await order()
  for (let more = 0; more < 5; more += 1) {
    await plan('other', more * 40, more * 40 + 40)
    expect(await order()).toEqual(before)
  }
})
