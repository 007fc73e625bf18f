import { expect, test } from 'vitest'
import { OFFICERS, definitions } from './testing/town.fixture.ts'
import type { Scope } from '../contract/index.ts'
import { moment, timeline } from './testing/timeline.fixture.ts'

const HIGH = (more: string, id = 't.high', level = 'village'): string => `
  - id: ${id}
    title: 水位高
    on: t.level
    grain: day
    level: ${level}
    bands: { red: { enter: ">= 60", exit: "< 50" } }
    tells: { red: [village, town] }
${more}`
const WHOLE = { reaches: [{ roots: ['d'], themes: 'all' as const, class: 'internal' as const }] }

test('children of a parent that fires for the same reason are shown but not told of, and get their voice back', async () =>
  timeline(await definitions(HIGH('    inhibited_by: parent\n', 't.high', '[town, village]')), '10:00', '10:40')
    .at('10:05')
    .push({ v11: 70 })
    .soon('t1 fired red', 'v11 fired red', 'v11 muted red')
    .at('10:20')
    .push({ v11: 5 })
    .soon('t1 resolved red', 'v11 resolved red')
    .tell(async ({ alerts }) => {
      const told = (await alerts.list({ states: ['resolved'], region: 'd', limit: 9 }, WHOLE)).map(
        ({ region, told: all }) => `${region} ${all.length}`,
      )
      expect(told.sort()).toEqual(['t1 2', 'v11 0'])
      const page = async (skip: number) =>
        (await alerts.list({ states: ['resolved'], region: 'd', limit: 1, skip }, WHOLE)).map(({ region }) => region)
      expect([...(await page(0)), ...(await page(1)), ...(await page(2))].sort()).toEqual(['t1', 'v11'])
    }))

test('who sees the one that mutes is told which it is and what it mutes; who does not learns nothing of it', async () =>
  timeline(await definitions(HIGH('    inhibited_by: parent\n', 't.high', '[town, village]')), '10:00', '10:10')
    .at('10:05')
    .push({ v11: 70 })
    .soon('t1 fired red', 'v11 fired red', 'v11 muted red')
    .tell(async ({ alerts }) => {
      const open = async (scope: Scope) => alerts.list({ states: ['firing'], region: 'd', limit: 9 }, scope)
      const [town, village] = (await open(WHOLE)).sort((a, b) => a.region.localeCompare(b.region))
      expect(town!.covers.map(({ id, regionName }) => [id, regionName])).toEqual([[village!.id, village!.regionName]])
      expect(village).toMatchObject({ covers: [], muted: { id: town!.id } })
      expect(village!.muted!.words).toContain(town!.regionName)

      const [own] = await open({ reaches: [{ roots: ['v11'], themes: 'all', class: 'internal' }] })
      expect(own!.muted).toEqual({ by: 'alert', id: null, words: '上级或关联预警期间不另行告知' })
      const words = async (scope: Scope) =>
        (await alerts.history(village!.id, scope)).find(({ kind }) => kind === 'muted')!.words
      expect(await words(WHOLE)).toBe(village!.muted!.words)
      expect(await words({ reaches: [{ roots: ['d'], themes: ['t'], class: 'internal' }] })).toBe('')
    }))

test('another rule mutes for as long as it fires, and what still fires then is told', async () =>
  timeline(
    await definitions(
      `${HIGH('    inhibited_by: t.flood\n')}\n${HIGH('', 't.flood', 'town').replace('60', '90').replace('50', '80')}`,
    ),
    '10:00',
    '10:40',
  )
    .at('10:05')
    .push({ v11: 95 })
    .soon('t1 fired red t.flood', 'v11 fired red', 'v11 muted red')
    .at('10:20')
    .push({ v11: 70 })
    .soon('t1 resolved red t.flood', 'v11 unmuted red')
    .tell(async ({ alerts }) => {
      const [alert] = await alerts.list({ states: ['firing'], region: 'v11', limit: 9 }, WHOLE)
      expect(alert!.told.map(({ person }) => person?.id)).toEqual(['v11', 't1'])
    }))

test(
  'nothing begins on a holiday or after hours, and what is open may end then',
  async () =>
    timeline(await definitions(HIGH('    calendar: office\n')), '2026-09-30 17:20', '2026-10-05 08:40')
      .at('2026-09-30 17:20')
      .push({ v11: 70 })
      .soon('v11 fired red')
      .at('2026-09-30 18:00')
      .push({ v11: 5, v12: 70 })
      .soon('v11 resolved red')
      .at('2026-10-01 09:10')
      .push({ v12: 75 })
      .at('2026-10-05 08:40')
      .push({ v12: 80 })
      .soon('v12 fired red')
      .every(10 * 60_000)
      .tell(),
  60_000,
)

test(
  'a Saturday that is worked counts, the lunch hour and the Sunday do not',
  async () =>
    timeline(await definitions(HIGH('    calendar: office\n')), '2026-10-10 08:00', '2026-10-12 09:00')
      .at('2026-10-10 12:10')
      .push({ v11: 70 })
      .at('2026-10-10 13:30')
      .expect('v11 fired red')
      .at('2026-10-11 10:00')
      .push({ v12: 70 })
      .at('2026-10-12 08:30')
      .push({ v12: 71 })
      .soon('v12 fired red')
      .every(10 * 60_000)
      .tell(),
  60_000,
)

test(
  'what nothing is known of any more stays for as long as its last value counts, and ends as lost, not as calm',
  async () =>
    timeline(await definitions(HIGH('')), '2026-11-20 09:00', '2026-11-23 01:00')
      .at('2026-11-20 10:00')
      .push({ v11: 70 })
      .soon('v11 fired red')
      .between('2026-11-23 00:00', '2026-11-23 00:30')
      .expect('v11 resolved red')
      .every(10 * 60_000)
      .tell(async ({ ledger }) =>
        expect(
          await ledger.read(async (sql) =>
            (await sql.query(`select body->>'end' as ended from alert`)).column('ended'),
          ),
        ).toEqual(['lost']),
      ),
  60_000,
)

test('alerts of one town that come close together are one message, counted from the first; another town has its own', async () =>
  timeline(await definitions(HIGH('    group: { by: town, wait: 5m }\n')), '10:00', '10:30')
    .aloud()
    .at('10:01')
    .push({ v11: 70 })
    .soon('v11 fired red')
    .at('10:04')
    .push({ v12: 80, v21: 90 })
    .soon('v12 fired red', 'v21 fired red')
    .at('10:05')
    .run(({ heard }) => expect(heard).toEqual([]))
    // It has been told of, so that a later one of the same town waits for itself alone.
    .at('10:20')
    .push({ v11: 5 })
    .soon('v11 resolved red')
    .at('10:21')
    .push({ v11: 75 })
    .soon('v11 fired red')
    .tell(async ({ heard, alerts }) => {
      const { told } = (await alerts.list({ states: ['firing'], region: 'v12', limit: 9 }, WHOLE))[0]!
      expect(
        told.filter(({ channel }) => channel === 'log').map(({ to, delivered }) => `${to} ${delivered?.slice(11, 16)}`),
      ).toEqual(['记录 10:06'])
      expect(told.filter(({ channel }) => channel === 'app').every(({ delivered }) => delivered === null)).toBe(true)
      expect(
        heard.map(
          ({ at, why, place, alerts }) =>
            `${at.slice(11, 16)} ${why} ${place} ${alerts
              .map(({ region }) => region)
              .sort()
              .join()}`,
        ),
      ).toEqual(['10:06 fired t1 v11,v12', '10:09 fired t2 v21', '10:20 resolved v11 v11', '10:26 fired t1 v11'])
    }))

test('what nobody reads climbs, once per step, and stops when somebody has read it', async () =>
  timeline(
    await definitions(HIGH('    climbs: [{ unread: 10m, to: [department] }, { unread: 20m, to: [leader] }]\n')),
    '10:00',
    '11:00',
  )
    .at('10:05')
    .push({ v11: 70 })
    .soon('v11 fired red')
    .at('10:15')
    .expect('v11 climbed red')
    .at('10:20')
    .run(async ({ alerts }) => {
      const [alert] = await alerts.list({ states: ['firing'], region: 'd', limit: 9 }, WHOLE)
      await alerts.read(
        alert!.id,
        OFFICERS.find(({ id }) => id === 'dep')!,
        WHOLE,
      )
    })
    .tell(async ({ alerts }) => {
      const [alert] = await alerts.list({ states: ['firing'], region: 'd', limit: 9 }, WHOLE)
      expect(
        alert!.told.map(({ person, why, read }) => `${person!.id} ${why} ${read === null ? '-' : 'read'}`),
      ).toEqual(['v11 fired -', 't1 fired -', 'dep climbed read'])
      expect(alert!.reach).toEqual({ told: 3, read: 1 })
    }))

test('alerts that were told together climb together, in one message', async () =>
  timeline(
    await definitions(HIGH('    group: { by: town, wait: 1m }\n    climbs: { unread: 10m, to: [department] }\n')),
    '10:00',
    '10:20',
  )
    .aloud()
    .at('10:01')
    .push({ v11: 70, v12: 80, v21: 90 })
    .soon('v11 fired red', 'v12 fired red', 'v21 fired red')
    .at('10:12')
    .expect('v11 climbed red', 'v12 climbed red', 'v21 climbed red')
    .tell(({ heard }) => {
      expect(
        heard
          .filter(({ why }) => why === 'climbed')
          .map(
            ({ place, alerts }) =>
              `${place} ${alerts
                .map(({ region }) => region)
                .sort()
                .join()}`,
          )
          .sort(),
      ).toEqual(['t1 v11,v12', 't2 v21'])
    }))

test('a case is asked for once, across a restart, and again until it is there', async () => {
  const orders: string[] = []
  let fails = true
  const listen = (town: {
    alerts: { onOrder: (open: (order: { alert: string; region: string; type: string }) => Promise<string>) => void }
  }): void =>
    town.alerts.onOrder(async ({ region, type }) => {
      orders.push(`${region} ${type}`)
      if (fails) {
        fails = false
        throw new Error('not now')
      }
      return 'C-1'
    })
  await timeline(await definitions(HIGH('    opens: { case: t.clearing, handle_within: 4h }\n')), '10:00', '10:30')
    .at('10:01')
    .run(listen)
    .at('10:05')
    .push({ v11: 70 })
    .soon('v11 fired red', 'v11 ordered red')
    .at('10:10')
    .push({ v11: 71 })
    .fails(1)
    .at('10:15')
    .restart()
    .at('10:15')
    .run(listen)
    .at('10:20')
    .push({ v11: 72 })
    .tell(async ({ alerts }) =>
      expect((await alerts.list({ states: ['firing'], region: 'd', limit: 9 }, WHOLE))[0]!.case).toBe('C-1'),
    )
  expect(orders).toEqual(['v11 t.clearing', 'v11 t.clearing'])
})

test('a dataset that falls silent is an alert, and its first row ends it', async () =>
  timeline(
    await definitions(
      '\n  - { id: t.quiet, title: 停报, silence: t.gauge, level: district, bands: { yellow: { after: 30m }, red: { after: 1h } } }',
    ),
    '10:00',
    '11:30',
  )
    .at('10:00')
    .push({ v11: 1 })
    .at('10:30')
    .expect('d fired yellow t.quiet')
    .at('11:00')
    .expect('d raised red t.quiet')
    .at('11:10')
    .push({ v12: 1 })
    .soon('d resolved red t.quiet')
    .tell())

test('a rule that is withdrawn takes its alerts with it', async () => {
  const other = await definitions(HIGH('', 't.other'))
  await timeline(await definitions(HIGH('')), '10:00', '10:20')
    .at('10:05')
    .push({ v11: 70 })
    .soon('v11 fired red')
    .at('10:10')
    .run(({ redefine }) => redefine(other))
    .soon('v11 resolved red', 'v11 fired red t.other')
    .tell()
})

test('the cost follows what changed: a row in one village is one number of three places, not of all', async () =>
  timeline(await definitions(HIGH('', 't.high', '[district, town, village]')), '10:00', '10:02')
    .at('10:01')
    .run(async ({ city, alerts }) => {
      const before = alerts.judged().cells
      await city.deliver('t.gauge', [
        {
          id: 'v11',
          at: new Date(moment('10:01')).toISOString().slice(0, 19).replace('T', ' '),
          region: 'v11',
          level: 3,
        },
      ])
      await alerts.settled()
      // v11, t1 and d; the tree has six places.
      expect(alerts.judged().cells - before).toBe(3)
    })
    .tell())
