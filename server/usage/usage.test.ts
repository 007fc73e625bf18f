import { parse } from 'csv-parse/sync'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AlertsAnswer, AuditPage, UsageAnswer, UsageScreen } from '../contract/index.ts'
import { DAY, MINUTE, openUsageWorld, type Headers, type UsageWorld } from './world.fixture.ts'

let world: UsageWorld
let people: Record<'ann' | 'ben' | 'eve' | 'chief' | 'worker' | 'keeper', Headers>
/** Opens a screen as its page does, and goes away. */
const open = async (extraHeaders: Headers, region: string, screen = 'main'): Promise<void> => {
  const socket = io(world.url(), { transports: ['websocket'], extraHeaders, reconnection: false, forceNew: true })
  const opened: unknown = await socket.timeout(10_000).emitWithAck('view:open', { screen, region })
  expect(opened).toHaveProperty('snapshot')
  socket.close()
}
const counted = ({ openings, personDays, wall, cards }: UsageScreen) => ({ openings, personDays, wall, cards })

beforeAll(async () => {
  world = await openUsageWorld()
  people = {
    ann: await world.person('annalise', 't1'),
    ben: await world.person('benedict', 't1'),
    eve: await world.person('evangeline', 't2'),
    chief: await world.person('chieftain', 'd', { role: 'leader', actions: ['aggregate'] }),
    worker: await world.person('worker', 'v1', { role: 'village' }),
    keeper: await world.person('keeper', 'd', { role: 'operator', actions: ['configure'] }),
  }
  // Of three people each: the counts of fewer are told with those of others only.
  for (const username of ['gina', 'hank']) await world.person(username, 't2', { themes: ['tt'] })
}, 60_000)
afterAll(() => world.close())

test('with nothing opened every screen is idle, and so are its indicators', async () => {
  const answer = await world.usage(people.chief)
  expect(answer).toMatchObject({
    since: null,
    from: '2026-10-22',
    to: '2026-11-20',
    units: [
      { code: 'd', name: '测试区本级' },
      { code: 't1', name: '甲镇' },
      { code: 't2', name: '乙镇' },
    ],
  })
  expect(answer.trend).toHaveLength(30)
  expect([answer.highest, answer.young]).toEqual([0, true])
  expect(
    answer.screens.map(({ id, idle, lastOpened, panels }) => [
      id,
      idle,
      lastOpened,
      panels.map((one) => [one.indicator, one.idle]),
    ]),
  ).toEqual([
    [
      'main',
      true,
      null,
      [
        ['tt.level', true],
        ['tt.count', true],
      ],
    ],
    ['quiet', true, null, [['tt.count', true]]],
  ])
})

test('three people of two towns open a screen: each of them counts, a reconnect does not', async () => {
  await open(people.ann, 't1')
  await open(people.ben, 't1')
  await open(people.eve, 't2')
  for (let reconnect = 0; reconnect < 3; reconnect += 1) {
    world.now += 20 * MINUTE
    await open(people.ann, 't1')
  }
  expect(counted(await world.screen(people.chief))).toEqual({ openings: 3, personDays: 3, wall: 0, cards: 0 })
  world.now += 31 * MINUTE
  await open(people.ann, 't1')
  expect(counted(await world.screen(people.chief))).toEqual({ openings: 4, personDays: 3, wall: 0, cards: 0 })
})

test('a town is told its own, the district each by itself, a village nothing; another town is a place that is not there', async () => {
  expect(counted(await world.screen(people.eve))).toMatchObject({ openings: 1, personDays: 1 })
  expect((await world.usage(people.eve)).units).toEqual([{ code: 't2', name: '乙镇' }])
  expect(counted(await world.screen(people.chief, 'main', '?unit=t1'))).toMatchObject({ openings: 3, personDays: 2 })
  const [other, missing] = [
    await world.ask<object>('GET', '/usage?unit=t1', people.eve),
    await world.ask<object>('GET', '/usage?unit=zz', people.eve),
  ]
  expect([other.status, JSON.stringify(other.body).replaceAll('t1', 'zz')]).toEqual([404, JSON.stringify(missing.body)])
  expect(await world.usage(people.worker)).toMatchObject({ units: [], screens: [], since: null })
})

test('whoever only configures is told the use, and nothing of alerts; the menu leads those to the page whom it answers', async () => {
  const main = await world.screen(people.keeper)
  expect({ ...counted(main), acts: main.acts, panels: main.panels.map(({ acts }) => acts) }).toEqual({
    openings: 4,
    personDays: 3,
    wall: 0,
    cards: 0,
    acts: null,
    panels: [null, null],
  })
  const led = async (headers: Headers) =>
    (await world.ask<{ seesUsage: boolean }>('GET', '/session', headers)).body.seesUsage
  for (const headers of Object.values(people))
    expect(await led(headers)).toBe((await world.usage(headers)).units.length > 0)
  expect([await led(people.keeper), await led(people.chief), await led(people.worker)]).toEqual([true, true, false])
  // What alerts led to are cases: whoever is told of their own alone is not told how many.
  const patrol = await world.person('patrol', 't2', { role: 'field', actions: ['aggregate', 'handle'] })
  expect([await led(patrol), (await world.usage(patrol)).units]).toEqual([false, []])
})

test('of a unit where fewer than three have an account walls alone are told, until a third comes', async () => {
  const lone = await world.ask<UsageAnswer>('GET', '/usage?unit=d', people.chief)
  expect([lone.body.few, (await world.usage(people.chief)).few, (await world.usage(people.eve)).few]).toEqual([
    true,
    false,
    false,
  ])
  await open(people.chief, 'd', 'quiet')
  const quiet = async (query: string) => await world.screen(people.chief, 'quiet', query)
  // Two of the district's own, beside two towns of three: the sum of all leaves them out too, or it would tell.
  expect([
    counted(await quiet('?unit=d')).openings,
    counted(await quiet('')).openings,
    (await quiet('?unit=d')).lastOpened,
  ]).toEqual([0, 0, null])
  // Nor does it follow from what lies idle, or from since when there is something: all is as before they looked.
  expect([
    (await quiet('?unit=d')).idle,
    (await quiet('')).idle,
    (await world.usage(people.chief, '?unit=d')).since,
  ]).toEqual([null, true, null])
  await world.person('third', 'd', { role: 'leader', actions: ['aggregate'] })
  expect([
    counted(await quiet('?unit=d')).openings,
    counted(await quiet('')).openings,
    (await world.usage(people.chief, '?unit=d')).few,
    (await quiet('?unit=d')).idle,
    (await quiet('')).idle,
  ]).toEqual([1, 1, false, false, false])
})

test('the 口径卡 of a number counts for the screen it was opened from, refused ones and those of programs do not', async () => {
  expect((await world.ask('GET', '/indicators/tt.level/explain?region=t1&grain=day', people.ann)).status).toBe(200)
  await world.ask('GET', '/indicators/tt.level/explain?region=t1&grain=day', people.ann)
  expect((await world.ask('GET', '/indicators/tt.level/explain?region=t1&grain=day', people.eve)).status).toBe(404)
  await world.ask('GET', '/indicators/tt.level/explain?region=t1&grain=day', world.local())
  await world.ask('GET', '/screens/main/view?region=d', world.local())
  const main = await world.screen(people.chief)
  expect(counted(main)).toMatchObject({ openings: 4, cards: 1 })
  expect(main.panels.map(({ indicator, openings, idle }) => [indicator, openings, idle])).toEqual([
    ['tt.level', 1, false],
    ['tt.count', 0, true],
  ])
})

test('a wall counts apart and as nobody, once for as long as its carousel goes round', async () => {
  const wall = await world.wall()
  for (let turn = 0; turn < 8; turn += 1) {
    await open(wall, 'd')
    world.now += 10 * MINUTE
  }
  expect(counted(await world.screen(people.chief))).toMatchObject({ openings: 4, personDays: 3, wall: 1 })
  const { trend, highest } = await world.usage(people.chief)
  expect([trend.at(-1), highest]).toEqual([{ day: '2026-11-20', openings: 5, wall: 1 }, 6])
})

test('nothing is lost at a stop, and the same stretch goes on after it', async () => {
  await open(people.ben, 't1')
  const before = counted(await world.screen(people.chief))
  await world.restart()
  expect(counted(await world.screen(people.chief))).toEqual(before)
  await open(people.ben, 't1')
  expect(counted(await world.screen(people.chief))).toEqual(before)
})

test('what alerts on its indicators led to: acted on within a day, and how soon', async () => {
  const push = (level: number, region: string) =>
    world.ask('POST', '/datasets/tt.gauge/rows', world.local(), [
      { id: `g${region}`, at: new Date(world.now + 8 * 3_600_000).toISOString().slice(0, 19), region, level },
    ])
  await push(50, 't1')
  await push(60, 't2')
  const firing = async () => (await world.ask<AlertsAnswer>('GET', '/alerts', world.local())).body.alerts
  await expect.poll(async () => (await firing()).length, { timeout: 10_000 }).toBe(2)
  world.now += 30 * MINUTE
  const mine = (await firing()).find(({ region }) => region === 't1')!
  expect((await world.ask('POST', `/alerts/${mine.id}/acknowledge`, people.ann, {})).status).toBeLessThan(300)
  expect((await world.screen(people.chief)).acts).toMatchObject({ alerts: 1, acted: 1, rate: 1, medianMinutes: 30 })
  world.now += DAY
  expect((await world.screen(people.chief)).acts).toMatchObject({ alerts: 2, acted: 1, rate: 0.5, medianMinutes: 30 })
  expect((await world.screen(people.eve)).acts).toMatchObject({ alerts: 1, acted: 0, rate: 0, medianMinutes: null })
})

test('the file holds the numbers of the page, for the same readers, and is written down as taken out', async () => {
  const shown = await world.usage(people.chief)
  const { status, text } = await world.ask('GET', '/usage.csv', people.chief)
  const all = parse(text, { bom: true, columns: true }) as Record<string, string>[]
  const [days, rows] = [
    all.filter((row) => row['类别'] === '每日合计'),
    all.filter((row) => row['类别'] !== '每日合计'),
  ]
  expect(days.map((row) => [row['日期'], row['打开（次）'], row['大屏（次）']])).toEqual(
    shown.trend.map(({ day, openings, wall }) => [day, String(openings), String(wall)]),
  )
  expect([status, rows.map((row) => [row['类别'], row['驾驶舱'], row['指标']])]).toEqual([
    200,
    [
      ['驾驶舱', '总览', ''],
      ['指标', '总览', '水位'],
      ['指标', '总览', '读数'],
      ['驾驶舱', '环境', ''],
      ['指标', '环境', '读数'],
    ],
  ])
  const main = shown.screens[0]!
  expect(rows[0]).toMatchObject({
    '打开（次）': String(main.openings),
    使用人日: String(main.personDays),
    '大屏（次）': String(main.wall),
    '看口径（次）': String(main.cards),
    '可判定预警（条）': '2',
    '预警行动率（%）': '50.0',
    单位: '全部',
  })
  expect(main.openings).toBeGreaterThan(3)
  const own = parse((await world.ask('GET', '/usage.csv?unit=t2&days=7', people.eve)).text, {
    bom: true,
    columns: true,
  }) as Record<string, string>[]
  expect(own[0]).toMatchObject({ 单位: '乙镇', 时段起: '2026-11-15', '打开（次）': '1' })
  expect((await world.ask('GET', '/usage.csv?unit=t1', people.eve)).status).toBe(404)
  expect((await world.ask('GET', '/usage.csv', {})).status).toBe(401)
  const { entries } = (await world.ask<AuditPage>('GET', '/audit?deed=export', world.local())).body
  expect(entries.map(({ name, object }) => [name, object])).toEqual([
    ['人员evangeline', 'CSV 文件：应用效能，乙镇，2026-11-15 至 2026-11-21'],
    ['人员chieftain', 'CSV 文件：应用效能，2026-10-23 至 2026-11-21'],
  ])
})

test('a screen nobody opened for long is idle, and says since when', async () => {
  world.now += 40 * DAY
  expect(await world.screen(people.chief)).toMatchObject({
    openings: 0,
    idle: true,
    lastOpened: expect.stringMatching(/^2026-11-20T/),
  })
  expect(await world.screen(people.chief, 'main', '?days=90&idle=60')).toMatchObject({ openings: 5, idle: false })
  await open(people.eve, 't2')
  expect(await world.screen(people.chief)).toMatchObject({ openings: 1, idle: false })
})

test('no name and no mark of an earlier day is in the ledger’s tables of use', async () => {
  const [counts, marks, salts] = await world.kept('usage_day', 'usage_mark', 'usage_salt')
  expect(counts!.length).toBeGreaterThan(3)
  expect([...new Set([...marks!, ...salts!].map(({ day }) => day))]).toEqual([
    new Date(world.now + 8 * 3_600_000).toISOString().slice(0, 10),
  ])
  for (const name of ['annalise', 'benedict', 'evangeline', 'chieftain', '人员'])
    expect(JSON.stringify([counts, marks])).not.toContain(name)
})
