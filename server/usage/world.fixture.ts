import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { QUICK } from '../access/accounts/quick.fixture.ts'
import { createApp } from '../app.ts'
import type { Grant, UsageAnswer, UsageScreen } from '../contract/index.ts'
import { createLedger } from '../store/index.ts'

/** Two screens: 总览 of no theme with both indicators, 环境 with one of them; an alert on the level. */
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
  - { id: quiet, title: 环境, theme: uu, level: [district, town], centre: { panel: map, fill: tt.count } }
`
const TREE =
  'code,parent,level,name,kind\nd,,district,测试区,place\nt1,d,town,甲镇,place\nt2,d,town,乙镇,place\nv1,t1,village,子村,place\n'
const PASSWORD = 'Own-pass-phrase-1'
export const MINUTE = 60_000
export const DAY = 24 * 60 * MINUTE

export type Headers = Record<string, string>
export interface Reply<T> {
  status: number
  body: T
  cookie: string
  text: string
}

/** A running server over two towns whose clock the test turns: `world.now`, from 09:00 on 20 November 2026 at first. */
export const openUsageWorld = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yiping-usage-'))
  const ledgerPath = join(folder, 'ledger.duckdb')
  mkdirSync(join(folder, 'metrics'))
  writeFileSync(join(folder, 'metrics', 'm.yaml'), METRICS)
  writeFileSync(join(folder, 'tree.csv'), TREE)
  const world = { now: Date.parse('2026-11-20T09:00:00+08:00'), url: '' }
  const start = async () => {
    const app = await createApp({
      port: 0,
      host: '127.0.0.1',
      database: join(folder, 'facts.duckdb'),
      ledger: ledgerPath,
      metrics: join(folder, 'metrics'),
      regions: join(folder, 'tree.csv'),
      timeZone: 'Asia/Shanghai',
      demo: null,
      logLevel: 'silent',
      memoryLimit: '300MB',
      client: null,
      passwordWork: QUICK,
      adminPassword: 'Spring-tide-2026',
      now: () => world.now,
      session: { idleMs: 99 * DAY, longestMs: 99 * DAY },
    })
    world.url = await app.listen()
    return app
  }
  let app = await start()

  const local = (): Headers => ({ authorization: `Bearer ${app.localToken}` })
  const ask = async <T>(method: string, path: string, headers: Headers, body?: unknown): Promise<Reply<T>> => {
    const response = await fetch(`${world.url}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') ?? false
    return {
      status: response.status,
      body: (isJson ? JSON.parse(text) : null) as T,
      cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '',
      text,
    }
  }
  /** Somebody with an account and a password of their own, signed in. */
  const person = async (username: string, region: string, more: Partial<Grant> = {}): Promise<Headers> => {
    const { body } = await ask<{ password: string }>('POST', '/admin/people', local(), {
      username,
      name: `人员${username}`,
      grants: [{ role: 'town', region, themes: 'all', actions: ['aggregate', 'handle'], ...more }],
    })
    const { cookie } = await ask('POST', '/session', {}, { username, password: body.password })
    await ask('PUT', '/session/password', { cookie }, { current: body.password, next: PASSWORD })
    return { cookie }
  }
  /** A wall of the whole city, by the key it was given. */
  const wall = async (): Promise<Headers> => {
    const { body } = await ask<{ secret: string }>('POST', '/admin/tokens', local(), {
      kind: 'wall',
      name: '大厅',
      region: 'd',
      screens: ['main'],
    })
    return { cookie: (await ask('POST', '/session/wall', {}, { code: body.secret })).cookie }
  }
  const usage = async (headers: Headers, query = ''): Promise<UsageAnswer> =>
    (await ask<UsageAnswer>('GET', `/usage${query}`, headers)).body
  const screen = async (headers: Headers, id = 'main', query = ''): Promise<UsageScreen> =>
    (await usage(headers, query)).screens.find((one) => one.id === id)!
  const restart = async (meanwhile: () => Promise<void> = () => Promise.resolve()): Promise<void> => {
    await app.close()
    await meanwhile()
    app = await start()
  }
  /** What lies in tables of the ledger, read from its file while the server is down. */
  const kept = async (...tables: string[]): Promise<Record<string, unknown>[][]> => {
    const all: Record<string, unknown>[][] = []
    await restart(async () => {
      const ledger = await createLedger({ path: ledgerPath, threads: 1, memoryLimit: '50MB' })
      await ledger.read(async (sql) => {
        for (const table of tables) all.push((await sql.query(`select * from ${table}`)).records())
      })
      await ledger.close()
    })
    return all
  }
  const close = async (): Promise<void> => {
    await app.close()
    rmSync(folder, { recursive: true })
  }
  return Object.assign(world, { local, ask, person, wall, usage, screen, restart, kept, close })
}
export type UsageWorld = Awaited<ReturnType<typeof openUsageWorld>>
