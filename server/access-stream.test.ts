import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createAccessWorld, as, MINUTE } from './access.fixture.ts'
import type { Problem } from './contract/index.ts'
import { knock, TRANSPORTS } from './stream/knock.fixture.ts'

const { clock, world, open, ask, signIn, catalog } = createAccessWorld()
beforeAll(() => open())
// Another day: nobody is signed in or locked out any more.
afterEach(() => void (clock.now += 25 * 60 * MINUTE))
afterAll(() => world.close())

describe.each(TRANSPORTS)('a line by %s', (transport) => {
  const lines = async (): Promise<string> =>
    /^yiping_sockets .*$/m.exec(await (await fetch(`${world.url()}/metrics`, { headers: world.local() })).text())![0]

  test('is refused to a stranger before there is one, and they are told why', async () => {
    const before = await lines()
    for (const headers of [{}, { cookie: 'yiping_session=made-up' }, { authorization: 'Bearer made-up' }]) {
      expect(await knock(world.url(), headers as Record<string, string>, transport)).toMatchObject({
        status: 401,
        type: expect.stringMatching(/^application\/problem\+json/) as string,
        problem: { status: 401, type: '/problems/not-signed-in' },
      })
    }
    expect(await lines()).toBe(before)
  })

  test("is refused to another site's page, even with the cookie", async () => {
    expect(await knock(world.url(), { ...as(await signIn()), origin: 'http://evil.example' }, transport)).toMatchObject(
      {
        status: 403,
        problem: { type: '/problems/foreign-origin' },
      },
    )
  })

  test('is given to whoever is signed in, and to a token', async () => {
    for (const headers of [as(await signIn()), world.local()])
      expect((await knock(world.url(), headers, transport)).problem).toBeNull()
  })

  test('that has begun is of no use to a stranger who knows its name', async () => {
    const headers = as(await signIn())
    const { sid } = JSON.parse(
      (await (await fetch(`${world.url()}/socket.io/?EIO=4&transport=polling`, { headers })).text()).slice(1),
    ) as { sid: string }
    expect((await knock(world.url(), {}, transport, `&sid=${sid}`)).status).toBe(401)
    // Its owner says the first word on it.
    const said = await fetch(`${world.url()}/socket.io/?EIO=4&transport=polling&sid=${sid}`, {
      method: 'POST',
      headers,
      body: '40',
    })
    expect(said.status).toBe(200)
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
    expect((await fetch(`${world.url()}/socket.io/${rest}`, { method })).status).toBe(401)
  })

  test('an open socket is no use: a page left alone is signed out after two hours, one that asks for views goes on', async () => {
    const [left, used] = [as(await signIn()), as(await signIn())]
    const [idle, busy] = [await world.connect(left), await world.connect(used)]
    const gone = new Promise<Problem>((resolve) => idle.on('session:ended', resolve))
    const look = (): Promise<unknown> =>
      new Promise((resolve) => busy.emit('view:open', { screen: 'none', region: 'd' }, resolve))
    for (let passed = 0; passed < 2 * 60; passed += 30) {
      expect([idle.connected, busy.connected]).toEqual([true, true])
      await look()
      clock.now += 30 * MINUTE
      // Somebody's going has the stream look at every socket at once.
      await ask('DELETE', '/api/v1/session', { headers: as(await signIn()) })
    }
    expect(await gone).toMatchObject({ status: 401 })
    expect([(await catalog(left)).status, busy.connected, (await catalog(used)).status]).toEqual([401, true, 200])
    busy.disconnect()
  })

  test('signing out reaches the open socket within a second', async () => {
    const session = as(await signIn())
    const socket = await world.connect(session)
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
