import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { QUICK } from '../access/accounts/quick.fixture.ts'
import { createApp, type App } from '../app.ts'
import type { AlertsAnswer, Grant, UsageAnswer, UsageScreen } from '../contract/index.ts'
import { createLedger } from '../store/index.ts'

const METRICS = `
city: { title: 试验区 }
themes: [{ id: tt, title: 治理 }, { id: uu, title: 环境 }]
datasets:
  - id: tt.gauge
    title: 水位
    owner: 试验单位
    kind: reading
    key: [id, at]
    time: at
    region: region
    freshness: 200h
    columns: { id: { type: text, required: true }, at: { type: time, required: true }, region: { type: region, required: true }, level: { type: number, required: true } }
indicators:
  - { id: tt.level, title: 水位, meaning: 最近读数, unit: 米, better: lower, from: tt.gauge, value: { latest: { of: level, per: id, across: max } }, grains: [hour, day], grain: day }
  - { id: tt.count, title: 读数, meaning: 读数条数, from: tt.gauge, value: { count: true }, grains: [day] }
alerts:
  - { id: tt.high, title: 水位高, on: tt.level, level: town, bands: { red: { enter: ">= 40", exit: "< 35" } }, tells: { red: [town] } }
screens:
  - { id: main, title: 总览, level: [district, town], left: [{ panel: headline, of: [tt.level] }], centre: { panel: map, fill: tt.count } }
  - { id: quiet, title: 无人问津, theme: uu, level: [district, town], centre: { panel: map, fill: tt.count } }
`
const PASSWORD = 'Own-pass-phrase-1'
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const folder = mkdtempSync(join(tmpdir(), 'yiping-usage-'))
let now = Date.parse('2026-11-20T09:00:00+08:00')
let app: App
let url: string
type Headers = Record<string, string>

const start = async (): Promise<void> => {
  app = await createApp({
    port: 0, host: '127.0.0.1', database: join(folder, 'facts.duckdb'), ledger: join(folder, 'ledger.duckdb'), metrics: join(folder, 'metrics'), regions: join(folder, 'tree.csv'),
    timeZone: 'Asia/Shanghai', demo: null, logLevel: 'silent', memoryLimit: '300MB', client: null, passwordWork: QUICK, adminPassword: 'Spring-tide-2026', now: () => now, session: { idleMs: 99 * DAY, longestMs: 99 * DAY },
  })
  url = await app.listen()
}
const local = (): Headers => ({ authorization: `Bearer ${app.localToken}` })
const ask = async <T>(method: string, path: string, headers: Headers, body?: unknown): Promise<{ status: number; body: T; cookie: string }> => {
  const response = await fetch(`${url}/api/v1${path}`, { method, headers: { 'content-type': 'application/json', ...headers }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  const text = await response.text()
  return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as T, cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
}
const person = async (username: string, region: string, more: Partial<Grant> = {}): Promise<Headers> => {
  const { body } = await ask<{ password: string }>('POST', '/admin/people', local(), { username, name: `人员${username}`, grants: [{ role: 'town', region, themes: 'all', actions: ['aggregate', 'handle'], ...more }] })
  const { cookie } = await ask('POST', '/session', {}, { username, password: body.password })
  await ask('PUT', '/session/password', { cookie }, { current: body.password, next: PASSWORD })
  return { cookie }
}
/** Opens a screen as its page does, and goes away. */
const open = async (extraHeaders: Headers, region: string, screen = 'main'): Promise<void> => {
  const socket = io(url, { transports: ['websocket'], extraHeaders, reconnection: false, forceNew: true })
  const opened: unknown = await socket.timeout(10_000).emitWithAck('view:open', { screen, region })
  expect(opened).toHaveProperty('snapshot')
  socket.close()
}
const usage = async (headers: Headers, query = ''): Promise<UsageAnswer> => (await ask<UsageAnswer>('GET', `/usage${query}`, headers)).body
const screen = async (headers: Headers, id = 'main', query = ''): Promise<UsageScreen> => (await usage(headers, query)).screens.find((one) => one.id === id)!
const counted = ({ openings, personDays, wall, cards }: UsageScreen) => ({ openings, personDays, wall, cards })

let people: Record<'ann' | 'ben' | 'eve' | 'chief' | 'worker' | 'keeper', Headers>
beforeAll(async () => {
  mkdirSync(join(folder, 'metrics'))
  writeFileSync(join(folder, 'metrics', 'm.yaml'), METRICS)
  writeFileSync(join(folder, 'tree.csv'), 'code,parent,level,name,kind\nd,,district,测试区,place\nt1,d,town,甲镇,place\nt2,d,town,乙镇,place\nv1,t1,village,子村,place\n')
  await start()
  people = {
    ann: await person('annalise', 't1'), ben: await person('benedict', 't1'), eve: await person('evangeline', 't2'),
    chief: await person('chieftain', 'd', { role: 'leader', actions: ['aggregate'] }), worker: await person('worker', 'v1', { role: 'village' }),
    keeper: await person('keeper', 'd', { role: 'operator', actions: ['configure'] }),
  }
  // Of three people each: the counts of fewer are told with those of others only.
  for (const username of ['gina', 'hank']) await person(username, 't2', { themes: ['tt'] })
}, 60_000)
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

test('with nothing opened every screen is idle, and so are its indicators', async () => {
  const answer = await usage(people.chief)
  expect(answer).toMatchObject({ since: null, from: '2026-10-22', to: '2026-11-20', units: [{ code: 'd', name: '测试区本级' }, { code: 't1', name: '甲镇' }, { code: 't2', name: '乙镇' }] })
  expect(answer.trend).toHaveLength(30)
  expect([answer.highest, answer.young]).toEqual([0, true])
  expect(answer.screens.map(({ id, idle, lastOpened, panels }) => [id, idle, lastOpened, panels.map((one) => [one.indicator, one.idle])]))
    .toEqual([['main', true, null, [['tt.level', true], ['tt.count', true]]], ['quiet', true, null, [['tt.count', true]]]])
})

test('three people of two towns open a screen: each of them counts, a reconnect does not', async () => {
  await open(people.ann, 't1')
  await open(people.ben, 't1')
  await open(people.eve, 't2')
  for (let reconnect = 0; reconnect < 3; reconnect += 1) {
    now += 20 * MINUTE
    await open(people.ann, 't1')
  }
  expect(counted(await screen(people.chief))).toEqual({ openings: 3, personDays: 3, wall: 0, cards: 0 })
  now += 31 * MINUTE
  await open(people.ann, 't1')
  expect(counted(await screen(people.chief))).toEqual({ openings: 4, personDays: 3, wall: 0, cards: 0 })
})

test('a town is told its own, the district each by itself, a village nothing; another town is a place that is not there', async () => {
  expect(counted(await screen(people.eve))).toMatchObject({ openings: 1, personDays: 1 })
  expect((await usage(people.eve)).units).toEqual([{ code: 't2', name: '乙镇' }])
  expect(counted(await screen(people.chief, 'main', '?unit=t1'))).toMatchObject({ openings: 3, personDays: 2 })
  const [other, missing] = [await ask<object>('GET', '/usage?unit=t1', people.eve), await ask<object>('GET', '/usage?unit=zz', people.eve)]
  expect([other.status, JSON.stringify(other.body).replaceAll('t1', 'zz')]).toEqual([404, JSON.stringify(missing.body)])
  expect(await usage(people.worker)).toMatchObject({ units: [], screens: [], since: null })
})

test('whoever only configures is told the use, and nothing of alerts; the menu leads those to the page whom it answers', async () => {
  const main = await screen(people.keeper)
  expect({ ...counted(main), acts: main.acts, panels: main.panels.map(({ acts }) => acts) }).toEqual({ openings: 4, personDays: 3, wall: 0, cards: 0, acts: null, panels: [null, null] })
  const led = async (headers: Headers) => (await ask<{ seesUsage: boolean }>('GET', '/session', headers)).body.seesUsage
  for (const headers of Object.values(people)) expect(await led(headers)).toBe((await usage(headers)).units.length > 0)
  expect([await led(people.keeper), await led(people.chief), await led(people.worker)]).toEqual([true, true, false])
})

test('of a unit where fewer than three have an account walls alone are told, until a third comes', async () => {
  const lone = await ask<UsageAnswer>('GET', '/usage?unit=d', people.chief)
  expect([lone.body.few, (await usage(people.chief)).few, (await usage(people.eve)).few]).toEqual([true, false, false])
  await open(people.chief, 'd', 'quiet')
  const quiet = async (query: string) => (await screen(people.chief, 'quiet', query))
  // Two of the district's own, beside two towns of three: the sum of all leaves them out too, or it would tell.
  expect([counted(await quiet('?unit=d')).openings, counted(await quiet('')).openings, (await quiet('?unit=d')).lastOpened]).toEqual([0, 0, null])
  // Nor does it follow from what lies idle, or from since when there is something: all is as before they looked.
  expect([(await quiet('?unit=d')).idle, (await quiet('')).idle, (await usage(people.chief, '?unit=d')).since]).toEqual([null, true, null])
  await person('third', 'd', { role: 'leader', actions: ['aggregate'] })
  expect([counted(await quiet('?unit=d')).openings, counted(await quiet('')).openings, (await usage(people.chief, '?unit=d')).few, (await quiet('?unit=d')).idle, (await quiet('')).idle]).toEqual([1, 1, false, false, false])
})

test('the 口径卡 of a number counts for the screen it was opened from, refused ones and those of programs do not', async () => {
  expect((await ask('GET', '/indicators/tt.level/explain?region=t1&grain=day', people.ann)).status).toBe(200)
  await ask('GET', '/indicators/tt.level/explain?region=t1&grain=day', people.ann)
  expect((await ask('GET', '/indicators/tt.level/explain?region=t1&grain=day', people.eve)).status).toBe(404)
  await ask('GET', '/indicators/tt.level/explain?region=t1&grain=day', local())
  await ask('GET', '/screens/main/view?region=d', local())
  const main = await screen(people.chief)
  expect(counted(main)).toMatchObject({ openings: 4, cards: 1 })
  expect(main.panels.map(({ indicator, openings, idle }) => [indicator, openings, idle])).toEqual([['tt.level', 1, false], ['tt.count', 0, true]])
})

test('a wall counts apart and as nobody, once for as long as its carousel goes round', async () => {
  const made = await ask<{ secret: string }>('POST', '/admin/tokens', local(), { kind: 'wall', name: '大厅', region: 'd', screens: ['main'] })
  const wall = { cookie: (await ask('POST', '/session/wall', {}, { code: made.body.secret })).cookie }
  for (let turn = 0; turn < 8; turn += 1) {
    await open(wall, 'd')
    now += 10 * MINUTE
  }
  expect(counted(await screen(people.chief))).toMatchObject({ openings: 4, personDays: 3, wall: 1 })
  const { trend, highest } = await usage(people.chief)
  expect([trend.at(-1), highest]).toEqual([{ day: '2026-11-20', openings: 5, wall: 1 }, 6])
})

test('nothing is lost at a stop, and the same stretch goes on after it', async () => {
  await open(people.ben, 't1')
  const before = counted(await screen(people.chief))
  await app.close()
  await start()
  expect(counted(await screen(people.chief))).toEqual(before)
  await open(people.ben, 't1')
  expect(counted(await screen(people.chief))).toEqual(before)
})

test('what alerts on its indicators led to: acted on within a day, and how soon', async () => {
  const push = (level: number, region: string) => ask('POST', '/datasets/tt.gauge/rows', local(), [{ id: `g${region}`, at: new Date(now + 8 * 3_600_000).toISOString().slice(0, 19), region, level }])
  await push(50, 't1')
  await push(60, 't2')
  const firing = async () => (await ask<AlertsAnswer>('GET', '/alerts', local())).body.alerts
  await expect.poll(async () => (await firing()).length, { timeout: 10_000 }).toBe(2)
  now += 30 * MINUTE
  const mine = (await firing()).find(({ region }) => region === 't1')!
  expect((await ask('POST', `/alerts/${mine.id}/acknowledge`, people.ann, {})).status).toBeLessThan(300)
  expect((await screen(people.chief)).acts).toMatchObject({ alerts: 1, acted: 1, rate: 1, medianMinutes: 30 })
  now += DAY
  expect((await screen(people.chief)).acts).toMatchObject({ alerts: 2, acted: 1, rate: 0.5, medianMinutes: 30 })
  expect((await screen(people.eve)).acts).toMatchObject({ alerts: 1, acted: 0, rate: 0, medianMinutes: null })
})

test('a screen nobody opened for long is idle, and says since when', async () => {
  now += 40 * DAY
  expect(await screen(people.chief)).toMatchObject({ openings: 0, idle: true, lastOpened: expect.stringMatching(/^2026-11-20T/) })
  expect(await screen(people.chief, 'main', '?days=90&idle=60')).toMatchObject({ openings: 5, idle: false })
  await open(people.eve, 't2')
  expect(await screen(people.chief)).toMatchObject({ openings: 1, idle: false })
})

test('no name and no mark of an earlier day is in the ledger’s tables of use', async () => {
  await app.close()
  const ledger = await createLedger({ path: join(folder, 'ledger.duckdb'), threads: 1, memoryLimit: '50MB' })
  const kept = await ledger.read(async (sql) => [await sql.query('select * from usage_day'), await sql.query('select * from usage_mark'), await sql.query('select * from usage_salt')].map((table) => table.records()))
  await ledger.close()
  await start()
  const [counts, marks, salts] = kept
  expect(counts!.length).toBeGreaterThan(3)
  expect([...new Set([...marks!, ...salts!].map(({ day }) => day))]).toEqual([new Date(now + 8 * 3_600_000).toISOString().slice(0, 10)])
  for (const name of ['annalise', 'benedict', 'evangeline', 'chieftain', '人员']) expect(JSON.stringify([counts, marks])).not.toContain(name)
})
