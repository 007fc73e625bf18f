import { writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  apply,
  type CatalogAnswer,
  type CellsAnswer,
  type ClientEvents,
  type Explanation,
  type Json,
  type Problem,
  type Receipt,
  type View,
  type ViewDelta,
  type ViewOpened,
  type ViewSnapshot,
} from './contract/index.ts'
import { createWorld, type Line } from './testing/index.fixture.ts'

const NOW = Date.parse('2026-11-21T04:30:20Z')
const SCREEN = `
city: { title: 测试城市 }
screens:
  - id: main
    title: 主屏
    level: [district, town, village]
    left: [{ panel: headline, of: [t.count, t.ratio] }, { panel: trend, of: t.average, grain: day, span: 5d }]
    centre: { panel: map, fill: t.count }
    right: [{ panel: ranking, of: t.count }, { panel: table, of: [t.count, t.sum] }, { panel: feeds }, { panel: split, of: t.count, by: kind, grain: day }]
  - { id: themed, title: 专题, theme: t, left: [{ panel: feeds }], centre: { panel: map, fill: t.count }, right: [{ panel: feeds }] }
`
const TREE =
  'code,parent,level,name,kind\nd,,district,测试区,place\nt1,d,town,甲镇,place\nt2,d,town,乙镇,place\nz1,d,town,园区,zone\nv11,t1,village,子村,place\nv21,t2,village,丑村,place\n'

const world = createWorld({ tree: TREE, definitions: { 'screen.yaml': SCREEN }, now: () => NOW })
const { local } = world

beforeAll(() => world.open())
afterAll(world.close)

const get = async <T>(path: string): Promise<{ status: number; headers: Headers; body: T }> => {
  const response = await fetch(world.url() + path, { headers: local() })
  return { status: response.status, headers: response.headers, body: (await response.json()) as T }
}
const post = async <T = Receipt>(
  dataset: string,
  rows: object[],
  headers: Record<string, string> = {},
): Promise<{ status: number; body: T }> => {
  const response = await fetch(`${world.url()}/api/v1/datasets/${dataset}/rows`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...local(), ...headers },
    body: JSON.stringify(rows),
  })
  return { status: response.status, body: (await response.json()) as T }
}
const row = (id: string, more: object = {}): object => ({
  id,
  at: '2026-11-21 09:00:00',
  updated_at: '2026-11-21 09:00:00',
  region: 'v11',
  kind: 'a',
  person: null,
  amount: 2,
  closed_at: null,
  ...more,
})

describe('over HTTP', () => {
  test('a line that rests is kept longer than a proxy would keep it', async () => {
    const kept = await new Promise<unknown>((done, fail) => {
      const asked = request(`${world.url()}/healthz`, { headers: { connection: 'keep-alive' } }, (answer) => {
        done(answer.headers['keep-alive'])
        answer.resume()
      })
      asked.on('error', fail).end()
    })
    expect(kept).toBe('timeout=65')
  })

  test('a number that nobody has delivered data for says what it waits for, until the first row is there', async () => {
    const awaits = async (): Promise<unknown[]> => {
      const { body } = await get<{ view: View }>('/api/v1/screens/main/view?region=d')
      const panel = body.view.panels['left.0']
      return panel?.kind === 'headline' ? panel.items.map((item) => item.awaits ?? null) : []
    }
    const { title, owner } = (await get<CatalogAnswer>('/api/v1/catalog')).body.datasets.find(
      ({ id }) => id === 't.case',
    )!
    expect(await awaits()).toEqual([[{ title, owner }], [{ title, owner }]])
    await post('t.case', [row('c0', { at: '2026-11-19 09:00:00', updated_at: '2026-11-19 09:00:00', region: 'v21' })])
    expect(await awaits()).toEqual([null, null])
  })

  test('a delivery is answered when it is durable, and its number is there at every level', async () => {
    const { status, body } = await post('t.case', [
      row('c1'),
      row('c2', { region: 'v21' }),
      row('c3', { region: 'elsewhere' }),
    ])
    expect([status, body.accepted, body.rejected, body.rejects[0]?.column]).toEqual([201, 2, 1, 'region'])
    const { body: cells } = await get<CellsAnswer>(
      '/api/v1/indicators/t.count/cells?region=d&children=true&grain=day&compare=pop',
    )
    expect(cells.cells.map((cell) => [cell.region, cell.value])).toEqual([
      ['t1', 1],
      ['t2', 1],
      ['z1', null],
    ])
    expect(cells).toMatchObject({ version: body.version, grain: 'day', asOf: '2026-11-21T12:30:20+08:00' })
  })

  test('the same key gets the first answer again and stores nothing', async () => {
    const first = await post('t.case', [row('k1')], { 'idempotency-key': 'once' })
    const again = await post('t.case', [row('k1')], { 'idempotency-key': 'once' })
    expect(again.body).toEqual({ ...first.body, repeated: true })
    expect(again.status).toBe(200)
  })

  test('an explanation names file and line, batches, owner and children, and its SQL gives the number', async () => {
    const { body } = await get<Explanation>('/api/v1/indicators/t.count/explain?region=d&grain=day')
    expect(body.definition.file).toBe('test.yaml')
    expect(body.definition.line).toBeGreaterThan(10)
    expect(body.sources[0]).toMatchObject({ dataset: 't.case', owner: '测试单位', stale: false })
    expect(body.sources[0]!.batches.length).toBeGreaterThan(0)
    expect(body.children.reported.map((one) => one.code)).toContain('t1')
    expect(body.sql).toContain('fact."t.case"')
  })

  test('rows behind a number are paged and leave no column above the reader', async () => {
    const { body } = await get<{ total: number; rows: unknown[][] }>('/api/v1/datasets/t.case/rows?region=t1&limit=1')
    expect(body.total).toBeGreaterThan(1)
    expect(body.rows).toHaveLength(1)
  })

  test.each([
    ['/api/v1/indicators/t.nothing/cells', 404, 'unknown-indicator'],
    ['/api/v1/indicators/t.count/cells?region=999', 404, 'unknown-region'],
    ['/api/v1/indicators/t.count/cells?grain=fortnight', 400, 'bad-parameter'],
    ['/api/v1/indicators/t.index/cells?grain=hour', 400, 'unknown-grain'],
    ['/api/v1/indicators/t.count/cells?from=yesterday', 400, 'unreadable-time'],
    ['/api/v1/indicators/t.count/cells?from=2026-11-22&to=2026-11-20', 400, 'empty-span'],
    ['/api/v1/indicators/t.count/cells?grain=hour&from=1950-01-01', 400, 'too-many-cells'],
    ['/api/v1/screens/none/view', 404, 'unknown-screen'],
    ['/api/v1/datasets/t.none/rows', 404, 'unknown-dataset'],
    ['/api/v1/batches/none/rejects.csv', 404, 'unknown-batch'],
    ['/api/v1/nothing', 404, 'not-found'],
  ])('%s is refused with a problem', async (path, status, type) => {
    const { status: seen, headers, body } = await get<Problem>(path)
    expect([seen, body.type, body.status]).toEqual([status, `/problems/${type}`, status])
    expect(headers.get('content-type')).toContain('application/problem+json')
    expect(body.title).toMatch(/\p{Script=Han}/u)
  })

  test('an indicator by its categories is on the screen, largest first: they make the whole, and one without a row that counts is 0', async () => {
    await post('t.case', [row('split-1'), row('split-2', { kind: 'b' })])
    const { body } = await get<{ view: View }>('/api/v1/screens/main/view?region=d')
    const panel = body.view.panels['right.3']
    if (panel?.kind !== 'split') throw new Error(`the panel is ${panel?.kind ?? 'absent'}`)
    const whole = await get<CellsAnswer>('/api/v1/indicators/t.count/cells?region=d&grain=day&from=2026-11-21')
    expect(whole.body.cells[0]!.value).toBeGreaterThan(0)
    expect(panel.rows.map(({ rank, member, value, share }) => ({ rank, member, value, share }))).toEqual([
      { rank: 1, member: 'a', value: whole.body.cells[0]!.value, share: 1 },
      { rank: 2, member: 'b', value: 0, share: 0 },
    ])
  })

  test('nothing may be loaded from elsewhere, and the server does not name itself', async () => {
    const { headers } = await get('/api/v1/catalog')
    expect(headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(headers.get('content-security-policy')?.split(';')).toContain("connect-src 'self'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-powered-by')).toBeNull()
  })

  test('the API describes itself with every parameter it takes', async () => {
    const { body } = await get<{ paths: Record<string, { get?: { parameters: { name: string }[] } }> }>(
      '/api/openapi.json',
    )
    expect(body.paths['/api/v1/indicators/{id}/cells']?.get?.parameters.map((one) => one.name)).toEqual([
      'id',
      'region',
      'children',
      'only',
      'grain',
      'from',
      'to',
      'compare',
      'asOf',
      'tree',
      'by',
      'find',
    ])
  })
})

const connect = (): Promise<Line> => world.connect(local())
const open = (socket: Line, request: Parameters<ClientEvents['view:open']>[0]): Promise<ViewOpened> =>
  new Promise((resolve) => socket.emit('view:open', request, resolve))
const snapshotOf = async (socket: Line, region: string): Promise<ViewSnapshot> => {
  const opened = await open(socket, { screen: 'main', region })
  if (!('snapshot' in opened)) throw new Error(JSON.stringify(opened))
  return opened.snapshot
}

describe('over the stream', () => {
  test('an accepted row reaches the open view as a numbered step, and the result is the view itself', async () => {
    const socket = await connect()
    const deltas: ViewDelta[] = []
    socket.on('view:changed', (delta) => deltas.push(delta))
    const snapshot = await snapshotOf(socket, 'd')
    const { body } = await post('t.case', [row('s1', { region: 'v21' })])
    await vi.waitFor(() => expect(deltas.at(-1)?.version).toBe(body.version), { timeout: 5_000 })
    expect(deltas.map((delta) => delta.seq)).toEqual(deltas.map((_, index) => snapshot.seq + 1 + index))
    const shown = deltas.reduce<Json>(
      (view, delta) => apply(delta.changes, view),
      snapshot.view as unknown as Json,
    ) as unknown as View
    const { body: fresh } = await get<{ view: View }>('/api/v1/screens/main/view?region=d')
    expect(shown).toEqual(fresh.view)
    expect(JSON.stringify(deltas).length).toBeLessThan(JSON.stringify(snapshot).length)
    socket.close()
  })

  test('after a gap the client is sent what it missed, and no more', async () => {
    const socket = await connect()
    const { epoch, seq } = await snapshotOf(socket, 't1')
    socket.emit('view:close')
    const { body } = await post('t.case', [row('g1')])
    const resumed = await vi.waitFor(
      async () => {
        const opened = await open(socket, { screen: 'main', region: 't1', since: { epoch, seq } })
        expect('missed' in opened && opened.missed.at(-1)?.version).toBe(body.version)
        return opened
      },
      { timeout: 5_000 },
    )
    expect(resumed).toMatchObject({ missed: [{ seq: seq + 1 }] })
    socket.close()
  })

  test.each([
    [{ screen: 'main', region: 'nowhere' }, 'unknown-region'],
    [{ screen: 'themed', region: 'nowhere' }, 'unknown-region'],
    [{ screen: 'none', region: 'd' }, 'unknown-screen'],
    [{ screen: 5 } as unknown as { screen: string; region: string }, 'unreadable-request'],
  ])('a view that cannot be opened is refused in words: %j', async (request, type) => {
    const socket = await connect()
    expect(await open(socket, request)).toMatchObject({ problem: { type: `/problems/${type}` } })
    socket.close()
  })
})

test('new definitions are taken without a restart; a broken one keeps its last good version and says so', async () => {
  const socket = await connect()
  const told = new Promise<string>((resolve) => socket.once('catalog:changed', resolve))
  const { body: before } = await get<CatalogAnswer>('/api/v1/catalog')
  writeFileSync(
    join(world.folder, 'metrics', 'more.yaml'),
    'indicators:\n  - { id: t.extra, title: 新指标, meaning: 数, from: t.case, value: { count: "nothing = 1" }, grains: [day] }\n',
  )
  await told
  const { body: after } = await get<CatalogAnswer>('/api/v1/catalog')
  expect(after.revision).not.toBe(before.revision)
  expect(after.indicators.map((one) => one.id)).toEqual(before.indicators.map((one) => one.id))
  expect(after.problems[0]).toMatchObject({ file: 'more.yaml', line: 2 })
  socket.close()
}, 20_000)

describe('the auditor', () => {
  interface Page {
    entries: { seq: number; deed: string; what: string; outcome: string }[]
  }

  test('finds who read rows, whom a name was refused to, and their own reading', async () => {
    await get('/api/v1/datasets/t.case/rows?region=t1&limit=1')
    await get('/api/v1/indicators/t.hidden/cells')
    await get('/api/v1/audit')
    const { body } = await get<Page>('/api/v1/audit')
    const deeds = body.entries.map(({ deed, outcome }) => `${deed} ${outcome}`)
    expect(deeds).toEqual(expect.arrayContaining(['rows done', 'denied refused', 'audit done', 'configure failed']))
    expect(body.entries.find(({ deed }) => deed === 'denied')?.what).toBe('GET /api/v1/indicators/t.hidden/cells')
  })

  test('proves the chain and takes it away with its hashes', async () => {
    const { body } = await get<{ whole: boolean; entries: number }>('/api/v1/audit/verify')
    expect(body.whole).toBe(true)
    const answer = await fetch(`${world.url()}/api/v1/audit/export?from=2026-11-01`, { headers: local() })
    expect(answer.headers.get('content-disposition')).toMatch(/filename="?audit_20261101-\d{8}T\d{6}\.ndjson"?$/)
    const text = await answer.text()
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { seq: number; previous: string; hash: string })
    expect(lines.slice(1).every((entry, index) => entry.previous === lines[index]!.hash)).toBe(true)
    expect(lines.at(-1)).toMatchObject({ deed: 'export' })
  })
})
