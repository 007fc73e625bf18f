import { beforeAll, expect, test } from 'vitest'
import type { Catalog } from '../catalog/index.ts'
import { definitions } from './testing/town.fixture.ts'
import { timeline } from './testing/timeline.fixture.ts'

const HIGH = `
  - id: t.high
    title: 水位高
    on: t.level
    grain: day
    level: village
    bands:
      yellow: { enter: ">= 20", exit: "< 15", for: 5m }
      red: { enter: ">= 60", exit: "< 50" }
    recover: 10m
    tells: { yellow: [village], red: [village, town] }
`
let high: Catalog
beforeAll(async () => void (high = await definitions(HIGH)))

test('a value must last before somebody is told, and a dip before that is no alert', () =>
  timeline(high, '10:00', '10:30')
    .at('10:05')
    .push({ v11: 30 })
    .at('10:08')
    .push({ v11: 10 })
    .at('10:12')
    .push({ v11: 30 })
    .between('10:17', '10:17:30')
    .expect('v11 fired yellow')
    .tell())

test('a value that flaps around its line stays one alert', () =>
  timeline(high, '10:00', '11:00')
    .at('10:05')
    .push({ v11: 30 })
    .between('10:10', '10:11')
    .expect('v11 fired yellow')
    .at('10:15')
    .push({ v11: 19 })
    .at('10:18')
    .push({ v11: 21 })
    .at('10:20')
    .push({ v11: 14 })
    .between('10:20', '10:21')
    .expect('v11 recovering yellow')
    .at('10:25')
    .push({ v11: 16 })
    .between('10:25', '10:26')
    .expect('v11 returned yellow')
    .at('10:30')
    .push({ v11: 14 })
    .between('10:30', '10:31')
    .expect('v11 recovering yellow')
    .between('10:40', '10:41')
    .expect('v11 resolved yellow')
    .tell())

test('it steps up at once and down when the milder value has lasted, and says so to whom it concerns', () =>
  timeline(high, '10:00', '11:00')
    .at('10:05')
    .push({ v11: 30 })
    .between('10:10', '10:11')
    .expect('v11 fired yellow')
    .at('10:12')
    .push({ v11: 70 })
    .between('10:12', '10:12:30')
    .expect('v11 raised red')
    .at('10:20')
    .push({ v11: 55 })
    .at('10:25')
    .push({ v11: 30 })
    .between('10:35', '10:36')
    .expect('v11 lowered yellow')
    .at('10:40')
    .push({ v11: 5 })
    .between('10:40', '10:41')
    .expect('v11 recovering yellow')
    .between('10:50', '10:51')
    .expect('v11 resolved yellow')
    .tell(async ({ alerts }) => {
      const [alert] = await alerts.list(
        { states: ['resolved'], region: 'd', limit: 10 },
        { reaches: [{ roots: ['d'], themes: 'all', class: 'internal' }] },
      )
      expect(alert!.told.map(({ to, person, why }) => `${to} ${person!.id} ${why}`)).toEqual([
        'village v11 fired',
        'village v11 raised',
        'town t1 raised',
      ])
      expect([alert!.band, alert!.value, alert!.worst]).toEqual(['yellow', 5, { band: 'red', value: 70 }])
    }))

test('missing data begins nothing and ends nothing', () =>
  timeline(high, '10:00', '13:30')
    .at('10:05')
    .push({ v11: 30 })
    .between('10:10', '10:11')
    .expect('v11 fired yellow')
    .at('10:30')
    .push({ v11: 10 })
    .between('10:30', '10:31')
    .expect('v11 recovering yellow')
    .between('10:40', '10:41')
    .expect('v11 resolved yellow')
    .at('10:50')
    .push({ v12: 70 })
    .between('10:50', '10:51')
    .expect('v12 fired red')
    // From 12:50 on nothing is known of v12: the alert stays.
    .at('13:10')
    .push({ v12: 5 })
    .between('13:10', '13:11')
    .expect('v12 recovering red')
    .between('13:20', '13:21')
    .expect('v12 resolved red')
    .tell())

test('a pending alert is not confirmed by silence', () =>
  timeline(high, '10:00', '13:00')
    .at('10:02')
    .push({ v11: 10 })
    .at('12:00')
    .push({ v11: 30 })
    .at('12:03')
    .run(({ city }) => city.deliver('t.gauge', [{ id: 'v11', at: '2026-11-25 12:03:00', region: 'v11', level: 12 }]))
    .tell())

test('a restart in the middle neither forgets what is held nor doubles what fires', () =>
  timeline(high, '10:00', '10:40')
    .at('10:05')
    .push({ v11: 30 })
    .at('10:07')
    .restart()
    .between('10:10', '10:10:30')
    .expect('v11 fired yellow')
    .at('10:12')
    .restart()
    .at('10:14')
    .push({ v11: 10 })
    .between('10:14', '10:14:30')
    .expect('v11 recovering yellow')
    .at('10:18')
    .restart()
    .between('10:24', '10:24:30')
    .expect('v11 resolved yellow')
    .tell(async ({ ledger }) => {
      const rows = await ledger.read(async (sql) => (await sql.query('select count(*) as n from alert')).column('n'))
      expect(rows).toEqual([1])
    }))

test('killed in the middle of writing what it saw: what came and went meanwhile is judged at its own time, and told once', () =>
  timeline(high, '10:00', '10:40')
    .at('10:05')
    .push({ v11: 30 })
    .between('10:10', '10:11')
    .expect('v11 fired yellow')
    .at('10:15')
    .crash()
    .at('10:16')
    .push({ v11: 70 })
    .at('10:17')
    .push({ v12: 80 })
    .at('10:18')
    .push({ v12: 5 })
    .at('10:20')
    .restart()
    .between('10:16', '10:16')
    .expect('v11 raised red')
    .between('10:17', '10:17')
    .expect('v12 fired red')
    .between('10:18', '10:18')
    .expect('v12 recovering red')
    .between('10:28', '10:29')
    .expect('v12 resolved red')
    .tell(async ({ ledger }) => {
      const [alerts, entries, told] = await ledger.read((sql) =>
        Promise.all([
          sql.query('select count(*) as n from alert'),
          sql.query('select count(*) - count(distinct sequence) as doubled from alert_entry'),
          sql.query(
            `select a.region, e.band, count(*) as n from alert_entry e join alert a on a.id = e.alert where e.kind = 'told' group by all order by all`,
          ),
        ]),
      )
      expect([alerts.column('n'), entries.column('doubled')]).toEqual([[2], [0]])
      expect(told.records()).toEqual([
        { region: 'v11', band: 'red', n: 1 },
        { region: 'v11', band: 'yellow', n: 1 },
        { region: 'v12', band: 'red', n: 1 },
      ])
    }))

test('killed again and again at every moment of one story, the story is the same', async () => {
  for (const [down, up] of [
    ['10:04', '10:06'],
    ['10:09', '10:11'],
    ['10:11:30', '10:12:30'],
    ['10:14', '10:14:30'],
  ] as const) {
    await timeline(high, '10:00', '10:30')
      .at('10:05')
      .push({ v11: 30 })
      .at(down)
      .crash()
      .at(up)
      .restart()
      .between('10:10', '10:11')
      .expect('v11 fired yellow')
      .at('10:12')
      .push({ v11: 70 })
      .between('10:12', '10:12:30')
      .expect('v11 raised red')
      .at('10:14')
      .push({ v11: 10 })
      .between('10:14', '10:14:30')
      .expect('v11 recovering red')
      .between('10:24', '10:24:30')
      .expect('v11 resolved red')
      .tell()
  }
})

test('a pass that fails is made again until it succeeds: nothing that came is forgotten, nothing is told twice', () =>
  timeline(high, '10:00', '10:30')
    .at('10:05')
    .run(({ stumble }) => stumble(3))
    .at('10:05')
    .push({ v11: 70 })
    .between('10:05', '10:07')
    .expect('v11 fired red')
    .at('10:20')
    .run(({ stumble }) => stumble(1))
    .at('10:20')
    .push({ v11: 5, v12: 65 })
    .between('10:20', '10:21')
    .expect('v11 recovering red')
    .between('10:20', '10:21')
    .expect('v12 fired red')
    .between('10:30', '10:30')
    .expect('v11 resolved red')
    .fails(4)
    .tell(async ({ ledger }) => {
      const told = await ledger.read((sql) =>
        sql.query(
          `select a.region, count(*) as n from alert_entry e join alert a on a.id = e.alert where e.kind = 'told' group by all order by all`,
        ),
      )
      expect(told.records()).toEqual([
        { region: 'v11', n: 1 },
        { region: 'v12', n: 1 },
      ])
    }))
