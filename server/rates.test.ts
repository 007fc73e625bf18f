import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { io, type Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { parseRates } from './access/index.ts'
import { createApp, type App } from './app.ts'
import type { AuditPage, MadeToken, Problem } from './contract/index.ts'

const MINUTE = 60_000
const RATES = 'read=20,write=6,export=3,deliver=64,sign-in=4,stranger=15,address=200,connect=4,message=8,line=5'
let folder: string
let now: number
let app: App
let url: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yiping-rates-'))
  writeFileSync(
    join(folder, 'tree.csv'),
    'code,parent,level,name,kind\nd,,district,测试区,place\nt1,d,town,甲镇,place\n',
  )
  now = Date.parse('2026-11-21T04:30:20Z')
  app = await createApp({
    port: 0,
    host: '127.0.0.1',
    database: ':memory:',
    ledger: ':memory:',
    metrics: fileURLToPath(new URL('indicators/testing/metrics', import.meta.url)),
    regions: join(folder, 'tree.csv'),
    timeZone: 'Asia/Shanghai',
    demo: null,
    logLevel: 'silent',
    memoryLimit: '300MB',
    client: null,
    adminPassword: 'Spring-tide-2026',
    now: () => now,
    rates: parseRates(RATES),
    proxies: 'loopback',
  })
  url = await app.listen()
})
afterEach(() => void (now += 5 * MINUTE))
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

type Headers = Record<string, string>
interface Reply {
  status: number
  body: Problem
  wait: string | null
  type: string | null
}
const ask = async (method: string, path: string, headers: Headers, body?: unknown): Promise<Reply> => {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    body: (text.startsWith('{') ? JSON.parse(text) : null) as Problem,
    wait: response.headers.get('retry-after'),
    type: response.headers.get('content-type'),
  }
}
const local = (): Headers => ({ authorization: `Bearer ${app.localToken}` })
const token = async (wanted: object): Promise<Headers> => {
  const { body } = await ask('POST', '/api/v1/admin/tokens', local(), wanted)
  return { authorization: `Bearer ${(body as unknown as MadeToken).secret}` }
}
const script = (): Promise<Headers> =>
  token({
    kind: 'api',
    name: '脚本',
    grants: [{ role: 'admin', region: 'd', themes: 'all', actions: ['aggregate', 'rows', 'export', 'configure'] }],
  })
const times = <T>(count: number, work: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)))
const codes = (replies: { status: number }[]): Record<number, number> =>
  replies.reduce<Record<number, number>>((tally, { status }) => ({ ...tally, [status]: (tally[status] ?? 0) + 1 }), {})

describe('a person or token', () => {
  test.each<[string, string, string, number, number, object?]>([
    ['reads', 'GET', '/api/v1/catalog', 20, 200],
    ['changes', 'DELETE', '/api/v1/admin/tokens/nobody', 6, 404],
    ['takes files out', 'GET', '/api/v1/indicators/t.count/cells.csv?region=d&grain=day', 3, 200],
    ['begins exports', 'POST', '/api/v1/exports', 3, 400, {}],
  ])('that %s too often is told to wait, and how long', async (_, method, path, limit, status, body) => {
    const mine = await script()
    const replies = await times(limit + 5, () => ask(method, path, mine, body))
    expect(codes(replies)).toEqual({ [status]: limit, 429: 5 })
    const refused = replies.find((reply) => reply.status === 429)!
    expect([refused.body.type, refused.body.waitSeconds, refused.wait, refused.type]).toEqual([
      '/problems/too-many-requests',
      Math.ceil(60 / limit),
      String(Math.ceil(60 / limit)),
      'application/problem+json; charset=utf-8',
    ])
    now += refused.body.waitSeconds! * 1000
    expect((await ask(method, path, mine, body)).status).toBe(status)
  })

  test.each([
    ['in capitals', 'GET', '/api/v1/Indicators/t.count/CELLS.csv?region=d&grain=day', 200],
    ['by its head', 'HEAD', '/api/v1/indicators/t.count/cells.csv?region=d&grain=day', 200],
    ['with a slash at the end', 'POST', '/api/v1/exports/', 400],
  ])('that asks for files %s has no more of them', async (_, method, path, status) => {
    const mine = await script()
    expect(codes(await times(8, () => ask(method, path, mine, method === 'POST' ? {} : undefined)))).toEqual({
      [status]: 3,
      429: 5,
    })
  })

  test('spends each budget apart, and nobody else’s', async () => {
    const [mine, other] = [await script(), await script()]
    await times(10, () => ask('GET', '/api/v1/indicators/t.count/cells.csv?region=d&grain=day', mine))
    expect((await ask('GET', '/api/v1/catalog', mine)).status).toBe(200)
    expect((await ask('GET', '/api/v1/indicators/t.count/cells.csv?region=d&grain=day', other)).status).toBe(200)
  })

  test('is written down once, not a hundred times', async () => {
    const mine = await script()
    await times(40, () => ask('GET', '/api/v1/catalog', mine))
    await expect
      .poll(
        async () =>
          (
            (await ask('GET', '/api/v1/audit?deed=denied&text=rate', local())).body as unknown as AuditPage
          ).entries.filter(({ at }) => Date.parse(at) === now).length,
      )
      .toBe(1)
  })

  test('that feeds has a budget of its own: 32 deliveries at once are taken', async () => {
    const feed = await token({ kind: 'feed', name: '报送', dataset: 't.case' })
    const rows = (n: number): string =>
      Array.from({ length: 100 }, (_, index) =>
        JSON.stringify({
          id: `r${n}-${index}`,
          at: '2026-11-20 09:00:00',
          updated_at: '2026-11-20 09:00:00',
          region: 't1',
        }),
      ).join('\n')
    const send = async (n: number): Promise<{ status: number }> => {
      const response = await fetch(`${url}/api/v1/datasets/t.case/rows`, {
        method: 'POST',
        headers: { ...feed, 'content-type': 'application/x-ndjson' },
        body: rows(n),
      })
      await response.text()
      return response
    }
    expect(codes(await times(32, send))).not.toHaveProperty('429')
  })

  test('on this machine is never slowed', async () => {
    expect(codes(await times(60, () => ask('GET', '/api/v1/catalog', local())))).toEqual({ 200: 60 })
  })
})

describe('an address', () => {
  const from = (address: string): Headers => ({ 'x-forwarded-for': address })

  test('whose strangers ask too often is told to wait; another is not', async () => {
    expect(codes(await times(20, () => ask('GET', '/api/v1/catalog', from('10.0.0.1'))))).toEqual({ 401: 15, 429: 5 })
    expect((await ask('GET', '/api/v1/catalog', from('10.0.0.2'))).status).toBe(401)
  })

  test('that tries to sign in too often is told to wait, whatever names it tries', async () => {
    const replies = await times(7, (n) =>
      ask('POST', '/api/v1/session', from('10.0.0.3'), { username: `guess-${n}`, password: 'x' }),
    )
    expect(codes(replies)).toEqual({ 401: 4, 429: 3 })
  }, 30_000)

  test('does not escape by making up the addresses of proxies', async () => {
    const replies = await times(20, (n) => ask('GET', '/api/v1/catalog', from(`192.0.2.${n}, 10.0.0.4`)))
    expect(codes(replies)).toEqual({ 401: 15, 429: 5 })
  })
})

describe('the stream', () => {
  const connect = (headers: Headers): Promise<Socket | null> =>
    new Promise((resolve) => {
      const socket = io(url, { transports: ['websocket'], extraHeaders: headers, reconnection: false, forceNew: true })
      socket.on('connect', () => resolve(socket))
      socket.on('connect_error', () => resolve(null))
    })

  test('an address that connects too often is refused at the handshake; another is not', async () => {
    const mine = await script()
    const sockets = await times(7, () => connect({ ...mine, 'x-forwarded-for': '10.0.0.5' }))
    expect(sockets.filter(Boolean)).toHaveLength(4)
    const other = await connect({ ...mine, 'x-forwarded-for': '10.0.0.6' })
    expect(other).not.toBeNull()
    for (const socket of [...sockets, other]) socket?.close()
  })

  test('one account has so many lines at once, from wherever; when one ends there is room for another, and others have their own', async () => {
    const [mine, other] = [await script(), await script()]
    const from = (n: number): string => `10.0.1.${n}`
    const open = (headers: Headers, n: number) => connect({ ...headers, 'x-forwarded-for': from(n) })
    const sockets: (Socket | null)[] = []
    for (let n = 11; n < 16; n += 1) sockets.push(await open(mine, n))
    expect(sockets.every(Boolean)).toBe(true)
    expect(await open(mine, 4)).toBeNull()
    const polled = await fetch(`${url}/socket.io/?EIO=4&transport=polling`, {
      headers: { ...mine, 'x-forwarded-for': from(5) },
    })
    expect([polled.status, ((await polled.json()) as Problem).type]).toEqual([429, '/problems/too-many-lines'])
    const beside = await open(other, 6)
    expect(beside).not.toBeNull()
    sockets.shift()!.close()
    let at = 20
    await expect.poll(async () => (sockets.push(await open(mine, (at += 1))), sockets.at(-1))).not.toBeNull()
    expect(await open(mine, 8)).toBeNull()
    for (const socket of [...sockets, beside]) socket?.close()
  })

  test('a connection that asks too often is answered so, and lives on', async () => {
    const socket = (await connect({ ...(await script()), 'x-forwarded-for': '10.0.0.7' }))!
    const open = (): Promise<{ problem?: Problem }> =>
      socket.timeout(5_000).emitWithAck('view:open', { screen: 'main', region: 'nowhere' }) as Promise<{
        problem?: Problem
      }>
    const answers: (string | undefined)[] = []
    for (let n = 0; n < 12; n += 1) answers.push((await open()).problem?.type)
    expect(answers.filter((type) => type === '/problems/too-many-requests')).toHaveLength(4)
    now += MINUTE
    expect((await open()).problem?.type).not.toBe('/problems/too-many-requests')
    socket.close()
  })
})

test('a misspelt limit is told at the start, with what can be written', () => {
  expect(() => parseRates('reads=5')).toThrow('read=1200')
  expect(parseRates(' export = 0 ')).toMatchObject({ export: 0, read: 1200 })
})
