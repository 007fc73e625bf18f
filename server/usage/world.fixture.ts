import { join } from 'node:path'
import type { Grant, UsageAnswer, UsageScreen } from '../contract/index.ts'
import { createLedger } from '../store/index.ts'
import { createWorld, grant, type Headers } from '../testing/index.fixture.ts'

export type { Headers }

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
export const MINUTE = 60_000
export const DAY = 24 * 60 * MINUTE

/** A running server over two towns whose clock the test turns: `world.now`, from 09:00 on 20 November 2026 at first. */
export const openUsageWorld = async () => {
  const server = createWorld({
    tree: TREE,
    definitions: { 'm.yaml': METRICS },
    shared: false,
    lasting: 'everything',
    adminPassword: 'Spring-tide-2026',
    now: () => world.now,
    session: { idleMs: 99 * DAY, longestMs: 99 * DAY },
  })
  const { ask, local, restart } = server
  const world = { now: Date.parse('2026-11-20T09:00:00+08:00') }
  await server.open()

  /** Somebody with an account and a password of their own, signed in. */
  const person = (username: string, region: string, more: Partial<Grant> = {}): Promise<Headers> =>
    server.hire(username, [{ ...grant(region, ['aggregate', 'handle']), ...more }], { name: `人员${username}` })
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
  /** What lies in tables of the ledger, read from its file while the server is down. */
  const kept = async (...tables: string[]): Promise<Record<string, unknown>[][]> => {
    const all: Record<string, unknown>[][] = []
    await restart(async () => {
      const ledger = await createLedger({ path: join(server.folder, 'ledger.duckdb'), threads: 1, memoryLimit: '50MB' })
      await ledger.read(async (sql) => {
        for (const table of tables) all.push((await sql.query(`select * from ${table}`)).records())
      })
      await ledger.close()
    })
    return all
  }
  return Object.assign(world, server, { person, wall, usage, screen, kept })
}
export type UsageWorld = Awaited<ReturnType<typeof openUsageWorld>>
