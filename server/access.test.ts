import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createAccessWorld, ADMIN, as, MINUTE } from './access.fixture.ts'

const { clock, world, open, ask, signIn, catalog } = createAccessWorld()
beforeAll(() => open())
// Another day: nobody is signed in or locked out any more.
afterEach(() => void (clock.now += 25 * 60 * MINUTE))
afterAll(() => world.close())

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

  test('figures of the whole city go to whoever keeps the service, and to no stranger on this machine either', async () => {
    expect((await fetch(`${world.url()}/metrics`)).status).toBe(401)
    const officer = await world.hire('figures', [
      { role: 'town', region: 't1', themes: 'all', actions: ['aggregate', 'rows', 'handle', 'export', 'configure'] },
    ])
    expect((await fetch(`${world.url()}/metrics`, { headers: officer })).status).toBe(403)
    expect((await fetch(`${world.url()}/metrics`, { headers: world.local() })).status).toBe(200)
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
    const file = join(world.folder, 'local-token')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect((await catalog({ authorization: `Bearer ${readFileSync(file, 'utf8').trim()}` })).status).toBe(200)
    await world.stop()
    expect(() => statSync(file)).toThrow()
    await open()
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
    clock.now += 400 * 24 * 60 * MINUTE
    expect(await signIn()).toMatchObject({ status: 201, body: { mustChangePassword: false } })
  })

  test('signing out ends the session on the server too', async () => {
    const session = as(await signIn())
    expect((await ask('DELETE', '/api/v1/session', { headers: session })).status).toBe(204)
    expect((await catalog(session)).status).toBe(401)
  })

  test('sessions outlive a restart, and end after two hours without use or twelve in all', async () => {
    const [idle, busy] = [as(await signIn()), as(await signIn())]
    await world.stop()
    await open()
    expect((await catalog(busy)).status).toBe(200)
    for (let passed = 0; passed < 12 * 60; passed += 60) {
      expect([passed, (await catalog(busy)).status]).toEqual([passed, 200])
      // Before the longest time of either is over.
      if (passed > 120) expect([passed, (await catalog(idle)).status]).toEqual([passed, 401])
      clock.now += 60 * MINUTE
    }
    expect((await catalog(busy)).status).toBe(401)
  })

  test('five wrong passwords cost a wait that doubles; the right one does not help during it, nor does another address wait', async () => {
    const wrong = { ...ADMIN, password: 'wrong' }
    for (let n = 0; n < 4; n++) expect((await signIn(wrong)).body.waitSeconds).toBeUndefined()
    // The wait begins with the fifth, and that is said at once.
    expect((await signIn(wrong)).body).toMatchObject({
      type: '/problems/wrong-password',
      detail: '已暂停登录，请在 15 秒后再试',
      waitSeconds: 15,
    })
    const first = await signIn()
    expect([first.status, first.body.type, first.body.waitSeconds, first.headers.get('retry-after')]).toEqual([
      429,
      '/problems/locked-out',
      15,
      '15',
    ])
    clock.now += 15_000
    expect((await signIn(wrong)).status).toBe(401)
    expect((await signIn()).body.waitSeconds).toBe(30)
    clock.now += 30_000
    expect((await signIn(wrong)).body).toMatchObject({ detail: '已暂停登录，请在 1 分钟后再试', waitSeconds: 60 })
    expect((await signIn()).body.detail).toBe('请在 1 分钟后再试')
    clock.now += 60_000
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
    const headers = world.local()
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
      clock.now += 24 * 60 * MINUTE
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
