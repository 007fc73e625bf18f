import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { QUICK } from '../../access/accounts/quick.fixture.ts'
import { createApp, type App } from '../../app.ts'
import type { Grant, RatingAnswer, UsageAnswer, UsageScreen } from '../../contract/index.ts'
import { createLedger } from '../../store/index.ts'

const METRICS = `
city: { title: 试验区 }
themes: [{ id: tt, title: 治理 }, { id: uu, title: 环境 }]
datasets:
  - { id: tt.gauge, title: 水位, owner: 试验单位, kind: reading, key: [id, at], time: at, region: region, freshness: 200h, columns: { id: { type: text, required: true }, at: { type: time, required: true }, region: { type: region, required: true } } }
indicators:
  - { id: tt.count, title: 读数, meaning: 读数条数, from: tt.gauge, value: { count: true }, grains: [day] }
screens:
  - { id: main, title: 总览, level: [district, town], centre: { panel: map, fill: tt.count } }
  - { id: quiet, title: 环境, theme: uu, level: [district, town], centre: { panel: map, fill: tt.count } }
`
const PASSWORD = 'Own-pass-phrase-1'
const DAY = 86_400_000
const folder = mkdtempSync(join(tmpdir(), 'yiping-rating-'))
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
const people: Record<string, Headers> = {}
const person = async (username: string, region: string, more: Partial<Grant> = {}): Promise<void> => {
  const { body } = await ask<{ password: string }>('POST', '/admin/people', local(), { username, name: `人员${username}`, grants: [{ role: 'town', region, themes: 'all', actions: ['aggregate'], ...more }] })
  const { cookie } = await ask('POST', '/session', {}, { username, password: body.password })
  await ask('PUT', '/session/password', { cookie }, { current: body.password, next: PASSWORD })
  people[username] = { cookie }
}
const rate = (who: string, value: string, words?: string, screen = 'main') => ask<RatingAnswer>('PUT', `/screens/${screen}/rating`, people[who]!, { value, ...(words === undefined ? {} : { words }) })
const mine = async (who: string) => (await ask<RatingAnswer>('GET', '/screens/main/rating', people[who]!)).body.rating
const told = async (who: string, query = ''): Promise<Pick<UsageScreen, 'rating' | 'words'>> => {
  const { rating, words } = (await ask<UsageAnswer>('GET', `/usage${query}`, people[who]!)).body.screens.find(({ id }) => id === 'main')!
  return { rating, words }
}
const kept = async (): Promise<Record<string, unknown>[][]> => {
  await app.close()
  const ledger = await createLedger({ path: join(folder, 'ledger.duckdb'), threads: 1, memoryLimit: '50MB' })
  const tables = await ledger.read(async (sql) => [await sql.query('select * from usage_rating'), await sql.query('select * from usage_month_salt')].map((table) => table.records()))
  await ledger.close()
  await start()
  return tables
}

beforeAll(async () => {
  mkdirSync(join(folder, 'metrics'))
  writeFileSync(join(folder, 'metrics', 'm.yaml'), METRICS)
  writeFileSync(join(folder, 'tree.csv'), 'code,parent,level,name,kind\nd,,district,测试区,place\nt1,d,town,甲镇,place\nt2,d,town,乙镇,place\n')
  await start()
  for (const username of ['ann', 'ben', 'cat']) await person(username, 't1')
  for (const username of ['eve', 'fay', 'gil']) await person(username, 't2')
  await person('chief', 'd', { role: 'leader' })
  await person('keeper', 'd', { role: 'operator', actions: ['configure'] })
  await person('smith', 't2', { role: 'operator', actions: ['aggregate', 'configure'] })
  await person('green', 't1', { themes: ['tt'] })
}, 60_000)
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

test('somebody says one thing of a screen a month: a later word takes the place of the earlier, and may be taken back', async () => {
  expect(await mine('ann')).toBeNull()
  expect((await rate('ann', 'poor', '字太小')).body).toEqual({ screen: 'main', month: '2026-11', rating: { value: 'poor', words: '字太小' } })
  await Promise.all([rate('ann', 'fair'), rate('ann', 'good', ' 字大了 '), rate('ann', 'good', '字大了')])
  expect((await kept())[0]).toHaveLength(1)
  expect((await rate('ann', 'good', '字大了')).status).toBe(200)
  expect(await mine('ann')).toEqual({ value: 'good', words: '字大了' })
  expect(await mine('ben')).toBeNull()
  expect((await ask('DELETE', '/screens/main/rating', people['ann']!)).body).toMatchObject({ rating: null })
  expect(await mine('ann')).toBeNull()
  expect((await kept())[0]).toEqual([])
})

test('walls, programs and this machine rate nothing; who may not open a screen is answered as if it were not there', async () => {
  const wall = (await ask<{ secret: string }>('POST', '/admin/tokens', local(), { kind: 'wall', name: '大厅', region: 'd', screens: ['main'] })).body.secret
  const cookie = (await ask('POST', '/session/wall', {}, { code: wall })).cookie
  for (const headers of [{ cookie }, local()]) for (const method of ['GET', 'PUT', 'DELETE']) expect((await ask(method, '/screens/main/rating', headers, method === 'PUT' ? { value: 'good' } : undefined)).status).toBe(403)
  expect((await ask('GET', '/screens/main/rating', {})).status).toBe(401)
  expect((await rate('ann', 'good', '', 'quiet')).status).toBe(200)
  for (const [who, screen] of [['green', 'quiet'], ['keeper', 'main']] as const) {
    const [denied, missing] = [await rate(who, 'good', '', screen), await rate(who, 'good', '', 'x'.repeat(screen.length))]
    expect([denied.status, JSON.stringify(denied.body).replaceAll(screen, '□')]).toEqual([404, JSON.stringify(missing.body).replaceAll('x'.repeat(screen.length), '□')])
  }
  expect([(await rate('ann', 'best')).status, (await rate('ann', 'good', '字'.repeat(201))).status, (await rate('ann', 'good', '字'.repeat(200))).status]).toEqual([400, 400, 200])
})

test('of fewer than three people nothing is told, of a town nor by the difference to it', async () => {
  await rate('ann', 'good', '甲一')
  await rate('ben', 'poor', '甲二')
  expect([await told('chief'), await told('ann'), await told('keeper')]).toEqual([{ rating: null, words: null }, { rating: null, words: null }, { rating: null, words: [] }])
  await rate('cat', 'good')
  const three = { ratings: 3, good: 2, fair: 0, poor: 1, share: 2 / 3 }
  expect([(await told('chief')).rating, (await told('ann')).rating]).toEqual([three, three])
  await rate('eve', 'fair', '乙一')
  await rate('fay', 'poor', '乙二')
  expect([(await told('chief')).rating, (await told('chief', '?unit=t2')).rating, (await told('eve')).rating]).toEqual([three, null, null])
  await rate('chief', 'fair')
  expect([(await told('chief')).rating, (await told('chief', '?unit=t2')).rating]).toEqual([{ ratings: 6, good: 2, fair: 2, poor: 2, share: 1 / 3 }, null])
})

test('words are for who configures the screen there, and only where enough people spoke; never a name, a time or the rating with them', async () => {
  expect((await told('chief')).words).toBeNull()
  expect((await told('keeper')).words).toEqual(['乙一', '乙二', '甲一', '甲二'].sort())
  expect((await told('smith')).words).toEqual([])
  await rate('gil', 'good', '乙三')
  expect((await told('smith')).words).toEqual(['乙一', '乙三', '乙二'].sort())
  expect((await told('smith')).rating).toMatchObject({ ratings: 3 })
  // A town's people are told by their town alone.
  expect((await told('ann')).rating).toMatchObject({ ratings: 3, good: 2, poor: 1 })
})

test('no row says whose it is, and when the month is over nothing can tell any more; what was said stays', async () => {
  const [ratings, salts] = await kept()
  expect(salts).toHaveLength(1)
  for (const name of [...Object.keys(people), '人员']) expect(JSON.stringify(ratings)).not.toContain(name)
  now = Date.parse('2026-12-02T09:00:00+08:00')
  expect(await mine('ann')).toBeNull()
  await rate('ann', 'poor')
  const [later, laterSalts] = await kept()
  expect([later!.length, later!.filter(({ mark }) => mark !== null).length, laterSalts!.map(({ month }) => month)]).toEqual([ratings!.length + 1, 1, ['2026-12']])
  // Three of each town in November; the district's one there, and the one of December, are alone.
  expect((await told('chief')).rating).toMatchObject({ ratings: 6 })
  now = Date.parse('2027-01-03T09:00:00+08:00')
  // The next start does it, where nobody has looked at a screen since the month began.
  await kept()
  expect((await kept()).flat().filter(({ mark, salt }) => (mark ?? salt ?? null) !== null)).toEqual([])
})
