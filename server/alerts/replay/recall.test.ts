import { afterEach, beforeEach, expect, test } from 'vitest'
import { createCity, local, smallTree, WHOLE, type City } from '../../indicators/testing/city.ts'
import { createLedger, type Ledger } from '../../store/index.ts'
import { createAlerts, type Alerts } from '../index.ts'
import { definitions, OFFICERS } from '../testing/town.fixture.ts'

const RULES = `
  - { id: t.high, title: 水位高, on: t.level, grain: day, level: village, bands: { yellow: { enter: ">= 20", exit: "< 15" }, red: { enter: ">= 60", exit: "< 50" } }, tells: { yellow: [village], red: [village] } }
  - { id: t.office, title: 上班时水位高, on: t.level, grain: day, level: village, calendar: office, bands: { red: { enter: ">= 60", exit: "< 50" } }, tells: { red: [village] } }
  - { id: t.quiet, title: 停报, silence: t.gauge, level: district, bands: { yellow: { after: 30m }, red: { after: 1h } }, tells: { red: [leader] } }
`
const NOW = '2026-11-25 10:30'
const LEVELS: [day: string, region: string, level: number][] = [
  ['18', 'v11', 70],
  ['19', 'v11', 5],
  ['20', 'v11', 25],
  ['21', 'v11', 70],
  ['22', 'v11', 18],
  ['23', 'v11', 65],
  ['24', 'v11', 66],
  ['25', 'v11', 67],
  ['20', 'v12', 80],
  ['24', 'v12', 80],
  ['25', 'v12', 5],
  ['24', 'v21', 1],
  ['25', 'v21', 30],
]

let now: string
let city: City
let ledger: Ledger
beforeEach(async () => {
  const catalog = await definitions(RULES)
  now = '2026-11-25 09:00'
  city = await createCity(catalog, smallTree(), () => local(now))
  ledger = await createLedger({ path: ':memory:', threads: 1, memoryLimit: '100MB' })
  await city.deliver(
    't.gauge',
    LEVELS.map(([day, region, level]) => ({ id: region, at: `2026-11-${day} 09:00:00`, region, level })),
  )
  now = NOW
})
afterEach(async () => {
  await city.close()
  await ledger.close()
})

const start = async (): Promise<Alerts> => {
  const catalog = await definitions(RULES)
  const alerts = await createAlerts({
    ledger,
    store: city.store,
    indicators: city.indicators,
    catalog: () => catalog,
    regions: smallTree(),
    clock: city.clock,
    scope: WHOLE,
    people: () => OFFICERS,
    pauseMs: 0,
    failed: (error) => {
      throw error
    },
  })
  await alerts.start()
  return alerts
}
const written = (ms: number): string => new Date(ms).toISOString().slice(5, 16).replace('T', ' ')
const ages = (alerts: Alerts): string[] =>
  [...alerts.live().values()]
    .map(({ rule, region, band, state, since }) => `${rule} ${region} ${state} ${band} ${written(since)}`)
    .sort()

test('an alert of the first start is as old as what it is about: through its bands, its calendar and what came between', async () => {
  expect(ages(await start())).toEqual([
    // Silent for an hour and a half: past half an hour, then past a whole.
    't.high v11 firing red 11-21 00:00',
    't.high v21 firing yellow 11-25 10:30',
    't.office v11 firing red 11-24 00:00',
    't.quiet d firing red 11-25 09:30',
  ])
})

test('what was over before the first start is no alert; who is told is told now, once, and a second start changes nothing', async () => {
  const first = await start()
  const before = ages(first)
  await first.close()
  const second = await start()
  expect(ages(second)).toEqual(before)
  const told = await ledger.read(async (sql) =>
    (await sql.query(`select count(*) as n, min(came) as first from alert_entry where kind = 'told'`)).records(),
  )
  // v21 tells its officer, who does not exist, and is a telling all the same.
  expect(told).toEqual([{ n: 4, first: local(NOW) }])
  expect(
    await ledger.read(async (sql) =>
      (await sql.query(`select count(*) as n from alert where region = 'v12'`)).column('n'),
    ),
  ).toEqual([0])
})
