import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { io, type Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { QUICK } from './access/accounts/quick.fixture.ts'
import { createApp, type App } from './app.ts'
import type { ClientEvents, Problem, ServerEvents, SessionAnswer } from './contract/index.ts'
import { knock, TRANSPORTS } from './stream/knock.fixture.ts'

const TREE = 'code,parent,level,name,kind\nd,,district,测试区,place\nt1,d,town,甲镇,place\n'
const ADMIN = { username: 'admin', password: 'Spring-tide-2026' }
const MINUTE = 60_000
let folder: string
let now: number
let app: App
let url: string
let said: string[]

const LEDGER = 'ledger.duckdb'
interface Start {
  adminPassword?: string | null
  host?: string
  ledger?: string
}
const start = async ({ ledger = LEDGER, ...options }: Start = { adminPassword: ADMIN.password }): Promise<void> => {
  app = await createApp({
    port: 0,
    host: '127.0.0.1',
    database: ':memory:',
    ledger: join(folder, ledger),
    metrics: fileURLToPath(new URL('indicators/testing/metrics', import.meta.url)),
    regions: join(folder, 'tree.csv'),
    timeZone: 'Asia/Shanghai',
    demo: null,
    logLevel: 'silent',
    memoryLimit: '300MB',
    client: null,
    passwordWork: QUICK,
    now: () => now,
    progress: (message) => said.push(message),
    ...options,
  })
  url = await app.listen()
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yiping-access-'))
  writeFileSync(join(folder, 'tree.csv'), TREE)
  now = Date.parse('2026-11-21T04:30:20Z')
  said = []
  await start()
})
// Another day: nobody is signed in or locked out any more.
afterEach(() => void (now += 25 * 60 * MINUTE))
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

interface Reply {
  status: number
  body: SessionAnswer & Problem
  cookie: string
  headers: Headers
}

const ask = async (
  method: string,
  path: string,
  { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Reply> => {
  const response = await fetch(url + path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    body: (text === '' ? null : JSON.parse(text)) as Reply['body'],
    cookie: response.headers.getSetCookie()[0] ?? '',
    headers: response.headers,
  }
}
const signIn = (who: { username: string; password: string } = ADMIN): Promise<Reply> =>
  ask('POST', '/api/v1/session', { body: who })
const as = ({ cookie }: Reply): { cookie: string } => ({ cookie: cookie.split(';')[0]! })
const catalog = (headers: Record<string, string>): Promise<Reply> => ask('GET', '/api/v1/catalog', { headers })

describe('the gate', () => {
  test.each([
    ['GET', '/api/v1/catalog'],
    ['GET', '/api/v1/regions'],
    ['GET', '/api/v1/indicators/t.count/cells'],
    ['GET', '/api/v1/datasets/t.case/rows'],
    ['POST', '/api/v1/datasets/t.case/rows'],
    ['GET', '/api/v1/batches/x/rejects.csv'],
    ['GET', '/api/v1/screens/main/view'],
    ['GET', '/api/openapi.json'],
    ['GET', '/api/docs'],
    ['GET', '/api/v1/nothing'],
    ['GET', '/api/v1/session'],
  ])('%s %s says nothing to strangers', async (method, path) => {
    const { status, body } = await ask(method, path)
    expect([status, body.type]).toEqual([401, '/problems/not-signed-in'])
  })

  test('every answer says that it is UTF-8', async () => {
    for (const path of ['/healthz', '/api/v1/sign-in', '/api/v1/catalog', '/api/v1/nothing'])
      expect([path, (await ask('GET', path)).headers.get('content-type')]).toEqual([
        path,
        expect.stringContaining('charset=utf-8'),
      ])
  })

  test.each(['/healthz', '/readyz', '/api/v1/sign-in'])('%s answers everybody', async (path) =>
    expect((await ask('GET', path)).status).toBe(200),
  )

  test('figures for machines go to whoever is known, and to no stranger on this machine either', async () => {
    expect((await fetch(`${url}/metrics`)).status).toBe(401)
    expect((await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${app.localToken}` } })).status).toBe(200)
  })

  test('what somebody was told is not the browser’s to keep', async () => {
    const session = as(await signIn())
    for (const path of ['/api/v1/catalog', '/api/v1/session', '/api/v1/indicators/t.count/cells', '/api/v1/nothing'])
      expect([path, (await ask('GET', path, { headers: session })).headers.get('cache-control')]).toEqual([
        path,
        'no-store',
      ])
  })

  test('a wrong token is not helped out by a right cookie', async () => {
    const session = as(await signIn())
    expect((await catalog({ ...session, authorization: 'Bearer wrong' })).status).toBe(401)
  })

  test('commands on this machine find their token in a file nobody else can read, gone when the server is', async () => {
    const file = join(folder, 'local-token')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect((await catalog({ authorization: `Bearer ${readFileSync(file, 'utf8').trim()}` })).status).toBe(200)
    await app.close()
    expect(() => statSync(file)).toThrow()
    await start()
  })
})

describe('signing in', () => {
  test('a session is a cookie out of reach of scripts and other sites, and says who one is', async () => {
    const session = await signIn()
    expect(session.status).toBe(201)
    expect(session.cookie).toMatch(/^yiping_session=[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax$/)
    const me = await ask('GET', '/api/v1/session', { headers: as(session) })
    expect(me.body).toMatchObject({
      person: { id: 'admin', grants: [{ role: 'admin', region: 'd', themes: 'all' }] },
      mustChangePassword: false,
    })
    expect(JSON.stringify(me.body)).not.toContain('scrypt')
    expect((await catalog(as(session))).status).toBe(200)
  })

  test('behind https the cookie keeps off plain wires', async () => {
    const { cookie } = await ask('POST', '/api/v1/session', { body: ADMIN, headers: { 'x-forwarded-proto': 'https' } })
    expect(cookie).toMatch(/^__Host-yiping_session=[\w-]{43}; Path=\/; .*; Secure$/)
    const [name, secret] = cookie.split(';')[0]!.split('=') as [string, string]
    expect((await catalog({ cookie: `${name}=${secret}`, 'x-forwarded-proto': 'https' })).status).toBe(200)
    // Another site of the same domain can lay a cookie of the plain name, over which this host has no say.
    expect((await catalog({ cookie: `yiping_session=${secret}`, 'x-forwarded-proto': 'https' })).status).toBe(401)
  })

  test('a password is good until it is changed: nobody is made to count theirs up', async () => {
    now += 400 * 24 * 60 * MINUTE
    expect(await signIn()).toMatchObject({ status: 201, body: { mustChangePassword: false } })
  })

  test('signing out ends the session on the server too', async () => {
    const session = as(await signIn())
    expect((await ask('DELETE', '/api/v1/session', { headers: session })).status).toBe(204)
    expect((await catalog(session)).status).toBe(401)
  })

  test('sessions outlive a restart, and end after two hours without use or twelve in all', async () => {
    const [idle, busy] = [as(await signIn()), as(await signIn())]
    await app.close()
    await start()
    expect((await catalog(busy)).status).toBe(200)
    for (let passed = 0; passed < 12 * 60; passed += 60) {
      expect([passed, (await catalog(busy)).status]).toEqual([passed, 200])
      now += 60 * MINUTE
    }
    expect((await catalog(busy)).status).toBe(401)
    expect((await catalog(idle)).status).toBe(401)
  })

  test('five wrong passwords cost a wait that doubles; the right one does not help during it, nor does another address wait', async () => {
    const wrong = { ...ADMIN, password: 'wrong' }
    for (let n = 0; n < 5; n++) expect((await signIn(wrong)).status).toBe(401)
    const first = await signIn()
    expect([first.status, first.body.type, first.body.waitSeconds, first.headers.get('retry-after')]).toEqual([
      429,
      '/problems/locked-out',
      15,
      '15',
    ])
    now += 15_000
    expect((await signIn(wrong)).status).toBe(401)
    expect((await signIn()).body.waitSeconds).toBe(30)
    now += 30_000
    expect((await signIn()).status).toBe(201)
    expect((await signIn(wrong)).body.detail).toBe('再错 4 次将暂停登录')
  })

  test('guessing many at once gains no tries', async () => {
    const replies = await Promise.all(Array.from({ length: 12 }, () => signIn({ ...ADMIN, password: 'wrong' })))
    expect(replies.filter(({ status }) => status === 401)).toHaveLength(5)
  })

  test('somebody who does not exist is answered as somebody who does', async () => {
    const [known, unknown] = [
      await signIn({ ...ADMIN, password: 'wrong' }),
      await signIn({ username: 'nobody', password: 'wrong' }),
    ]
    expect(unknown.body).toEqual(known.body)
  })

  test('nor is the work another: who does not exist, or may not sign in here, costs as much as a wrong password', async () => {
    const headers = { authorization: `Bearer ${app.localToken}` }
    await ask('POST', '/api/v1/admin/people', {
      headers,
      body: {
        username: 'shut',
        name: '已停用',
        grants: [{ role: 'town', region: 't1', themes: 'all', actions: ['aggregate'] }],
      },
    })
    expect((await ask('PATCH', '/api/v1/admin/people/shut', { headers, body: { disabled: true } })).status).toBe(200)
    /** Time of the processor, not of the clock: what else the machine does takes nothing of it. */
    const cost = async (username: string): Promise<number> => {
      const before = process.cpuUsage()
      expect((await signIn({ username, password: 'wrong' })).status).toBe(401)
      const { user, system } = process.cpuUsage(before)
      return user + system
    }
    const costs: Record<string, number[]> = { admin: [], nobody: [], shut: [] }
    // In turn, so that whatever else is going on hits all alike; noise only adds, so that the least is the truest.
    for (let round = 0; round < 16; round += 1) {
      // A day later nobody is locked out.
      now += 24 * 60 * MINUTE
      for (const [username, all] of Object.entries(costs)) all.push(await cost(username))
    }
    const [known, unknown, shut] = Object.values(costs).map((all) => Math.min(...all)) as [number, number, number]
    for (const other of [unknown, shut])
      expect(other / known, JSON.stringify(costs)).toSatisfy((share: number) => share > 0.6 && share < 1.7)
  }, 180_000)

  test.each([[{}], [{ username: 'admin' }], [{ username: ['admin'], password: 'x' }], ['text'], [null]])(
    '%j is no way to sign in, and no crash',
    async (body) => {
      expect((await ask('POST', '/api/v1/session', { body })).status).toBe(400)
    },
  )
})

test('signing out where nobody is signed in is answered 401, and the browser keeps no cookie', async () => {
  const reply = await ask('DELETE', '/api/v1/session', { headers: { cookie: 'yiping_session=made-up' } })
  expect([reply.status, reply.cookie]).toEqual([401, expect.stringMatching(/^yiping_session=; .*Max-Age=0/)])
})

describe('other sites', () => {
  test.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'http://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'same-origin' }, 204],
    [{ 'sec-fetch-site': 'none' }, 204],
    [{}, 204],
  ])('a request that changes something with %o is answered %i', async (headers, status) => {
    const session = as(await signIn())
    expect(
      (await ask('DELETE', '/api/v1/session', { headers: { ...session, ...headers } as Record<string, string> }))
        .status,
    ).toBe(status)
  })
})

const connect = (extraHeaders: Record<string, string>): Promise<Socket<ServerEvents, ClientEvents>> =>
  new Promise((resolve, reject) => {
    const socket: Socket<ServerEvents, ClientEvents> = io(url, {
      transports: ['websocket'],
      extraHeaders,
      reconnection: false,
    })
    socket.on('connect', () => resolve(socket))
    socket.on('connect_error', reject)
  })

describe.each(TRANSPORTS)('a line by %s', (transport) => {
  const lines = async (): Promise<string> =>
    /^yiping_sockets .*$/m.exec(
      await (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${app.localToken}` } })).text(),
    )![0]

  test('is refused to a stranger before there is one, and they are told why', async () => {
    const before = await lines()
    for (const headers of [{}, { cookie: 'yiping_session=made-up' }, { authorization: 'Bearer made-up' }]) {
      expect(await knock(url, headers as Record<string, string>, transport)).toMatchObject({
        status: 401,
        type: expect.stringMatching(/^application\/problem\+json/) as string,
        problem: { status: 401, type: '/problems/not-signed-in' },
      })
    }
    expect(await lines()).toBe(before)
  })

  test("is refused to another site's page, even with the cookie", async () => {
    expect(await knock(url, { ...as(await signIn()), origin: 'http://evil.example' }, transport)).toMatchObject({
      status: 403,
      problem: { type: '/problems/foreign-origin' },
    })
  })

  test('is given to whoever is signed in, and to a token', async () => {
    for (const headers of [as(await signIn()), { authorization: `Bearer ${app.localToken}` }])
      expect((await knock(url, headers, transport)).problem).toBeNull()
  })

  test('that has begun is of no use to a stranger who knows its name', async () => {
    const headers = as(await signIn())
    const { sid } = JSON.parse(
      (await (await fetch(`${url}/socket.io/?EIO=4&transport=polling`, { headers })).text()).slice(1),
    ) as { sid: string }
    expect((await knock(url, {}, transport, `&sid=${sid}`)).status).toBe(401)
    expect((await knock(url, headers, transport, `&sid=${sid}`)).problem).toBeNull()
  })
})

describe('the stream', () => {
  test.each([
    ['GET', ''],
    ['GET', '?EIO=4&transport=elsewhere'],
    ['GET', '?EIO=3&transport=polling'],
    ['POST', '?EIO=4&transport=polling'],
    ['OPTIONS', '?EIO=4&transport=polling'],
    ['GET', 'x?EIO=4&transport=polling&sid=x'],
  ])('has nothing for a stranger at %s /socket.io/%s', async (method, rest) => {
    expect((await fetch(`${url}/socket.io/${rest}`, { method })).status).toBe(401)
  })

  test('an open socket is no use: a page left alone is signed out after two hours, one that asks for views goes on', async () => {
    const [left, used] = [as(await signIn()), as(await signIn())]
    const [idle, busy] = [await connect(left), await connect(used)]
    const gone = new Promise<Problem>((resolve) => idle.on('session:ended', resolve))
    const look = (): Promise<unknown> =>
      new Promise((resolve) => busy.emit('view:open', { screen: 'none', region: 'd' }, resolve))
    for (let passed = 0; passed < 2 * 60; passed += 30) {
      expect([idle.connected, busy.connected]).toEqual([true, true])
      await look()
      now += 30 * MINUTE
      // Somebody's going has the stream look at every socket at once.
      await ask('DELETE', '/api/v1/session', { headers: as(await signIn()) })
    }
    expect(await gone).toMatchObject({ status: 401 })
    expect([(await catalog(left)).status, busy.connected, (await catalog(used)).status]).toEqual([401, true, 200])
    busy.disconnect()
  })

  test('signing out reaches the open socket within a second', async () => {
    const session = as(await signIn())
    const socket = await connect(session)
    const began = performance.now()
    const ended = Promise.all([
      new Promise<Problem>((resolve) => socket.on('session:ended', resolve)),
      new Promise((resolve) => socket.on('disconnect', resolve)),
    ])
    await ask('DELETE', '/api/v1/session', { headers: session })
    expect((await ended)[0]).toMatchObject({ status: 401 })
    expect(performance.now() - began).toBeLessThan(1000)
  })
})

describe('the first administrator', () => {
  test('has a password made up and told once, and can do nothing before changing it', async () => {
    await app.close()
    rmSync(join(folder, LEDGER))
    said = []
    await start({})
    const password = /初始密码：(\S+?)（/.exec(said.join('\n'))![1]!
    const session = await signIn({ username: 'admin', password })
    expect(session.body.mustChangePassword).toBe(true)
    const headers = as(session)
    expect((await catalog(headers)).body.type).toBe('/problems/password-change-required')
    const change = (next: string): Promise<Reply> =>
      ask('PUT', '/api/v1/session/password', { headers, body: { current: password, next } })
    for (const [next, words] of [
      ['short-1A', '至少'],
      ['alllowercase', '三种'],
      ['Admin-12345-x', '用户名'],
      ['Password1234!', '常见'],
      [password, '原密码'],
    ] as const) {
      expect([next, (await change(next)).body.title]).toEqual([next, expect.stringContaining(words) as string])
    }
    expect((await change('West-lake-2026')).body.mustChangePassword).toBe(false)
    expect((await catalog(headers)).status).toBe(200)
    await app.close()
    said = []
    await start({})
    expect(said.join('\n')).not.toContain('初始密码')
    expect((await signIn({ username: 'admin', password: 'West-lake-2026' })).status).toBe(201)
  })

  test('whoever does not know the password does not change it, and none is longer than two hundred signs', async () => {
    const ADMIN = { username: 'admin', password: 'West-lake-2026' }
    const headers = as(await signIn(ADMIN))
    const change = (current: string, next: string): Promise<Reply> =>
      ask('PUT', '/api/v1/session/password', { headers, body: { current, next } })
    expect((await change('Guessed-at-2026', 'Autumn-moon-2026')).status).toBe(401)
    expect((await change(ADMIN.password, `${'Autumn-moon-2026 '.repeat(12)}`)).status).toBe(400)
    expect([(await signIn({ ...ADMIN, password: 'Autumn-moon-2026' })).status, (await signIn(ADMIN)).status]).toEqual([
      401, 201,
    ])
  })

  test('a changed password ends every other session', async () => {
    const ADMIN = { username: 'admin', password: 'West-lake-2026' }
    const [mine, other] = [as(await signIn(ADMIN)), as(await signIn(ADMIN))]
    await ask('PUT', '/api/v1/session/password', {
      headers: mine,
      body: { current: ADMIN.password, next: 'Autumn-moon-2026' },
    })
    expect([(await catalog(mine)).status, (await catalog(other)).status]).toEqual([200, 401])
  })

  test('with a password everybody knows is not let onto a network, however long ago it was set; on this machine it is', async () => {
    await app.close()
    await start({ ledger: 'known.duckdb', adminPassword: 'yiping-demo' })
    await app.close()
    copyFileSync(join(folder, 'known.duckdb'), join(folder, 'open.duckdb'))
    await expect(start({ ledger: 'open.duckdb', host: '0.0.0.0' })).rejects.toThrow('公开的演示密码')
    await start({ ledger: 'known.duckdb' })
    const headers = as(await signIn({ username: 'admin', password: 'yiping-demo' }))
    expect(
      (
        await ask('PUT', '/api/v1/session/password', {
          headers,
          body: { current: 'yiping-demo', next: 'Autumn-moon-2026' },
        })
      ).status,
    ).toBe(200)
    await app.close()
    await start({ ledger: 'known.duckdb', host: '0.0.0.0' })
    expect((await ask('GET', '/healthz')).status).toBe(200)
  })
})
