import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  UNATTENDED,
  type AuditPage,
  type DeviceChallenge,
  type NoticesAnswer,
  type SessionInfo,
} from './contract/index.ts'
import { knock } from './stream/knock.fixture.ts'
import { createWorld } from './testing/index.fixture.ts'

const ADMIN = { username: 'admin', password: 'Spring-tide-2026' }
const MINUTE = 60_000
let now = Date.parse('2026-11-21T04:30:20Z')
const world = createWorld({ lasting: 'ledger', now: () => now, adminPassword: ADMIN.password })

beforeAll(() => world.open())
afterAll(world.close)

let cookie: string
beforeEach(async () => {
  cookie = (await world.ask('POST', '/session', {}, ADMIN)).cookie
})

/** As a browser: what it is handed takes the place of what it had; `by` = what somebody else holds. */
const ask = async (
  method: string,
  path: string,
  body?: object,
  by?: string,
): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(`${world.url()}/api/v1${path}`, {
    method,
    headers: { cookie: by ?? cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await response.text()
  const given = response.headers.getSetCookie().find((one) => one.startsWith('yiping_session='))
  if (given !== undefined && by === undefined) cookie = given.split(';')[0]!
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}
const device = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { key: publicKey.export({ format: 'jwk' }) as object, privateKey }
}
const bind = ({ key }: { key: object }): Promise<{ status: number }> => ask('PUT', '/session/device', key)
const sign = (privateKey: KeyObject, text: string): string =>
  createSign('sha256').update(text).sign({ key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')
const prove = async (privateKey: KeyObject, by?: string): Promise<number> => {
  const { challenge } = (await ask('GET', '/session/challenge', undefined, by)).body as DeviceChallenge
  return (await ask('POST', '/session/proof', { signature: sign(privateKey, challenge) }, by)).status
}
/** As a page nobody touches: what it asks, it asks by itself. */
const byItself = async (): Promise<number> =>
  (await fetch(`${world.url()}/api/v1/catalog`, { headers: { cookie, [UNATTENDED]: '1' } })).status
const answered = async (by?: string): Promise<number> => (await ask('GET', '/catalog', undefined, by)).status
const opened = (by: string): Socket =>
  io(world.url(), { transports: ['websocket'], extraHeaders: { cookie: by }, forceNew: true, reconnection: false })
const handshake = (by = cookie): Promise<string> =>
  new Promise((resolve) => {
    const socket = opened(by)
    const end = (word: string): void => {
      socket.close()
      resolve(word)
    }
    socket.once('connect', () => end('in'))
    socket.once(
      'connect_error',
      () => void knock(world.url(), { cookie: by }).then(({ problem }) => end(problem?.type ?? '')),
    )
  })

test('a session bound to a device answers for five minutes, and then only after the device signed what it was asked', async () => {
  const phone = device()
  expect((await bind(phone)).status).toBe(204)
  expect([await answered(), (await ask('GET', '/session')).body]).toEqual([
    200,
    expect.objectContaining({ bound: true }),
  ])
  now += 6 * MINUTE
  expect(await ask('GET', '/catalog')).toMatchObject({ status: 401, body: { type: '/problems/device-unproved' } })
  expect([await handshake(), await prove(phone.privateKey), await answered(), await handshake()]).toEqual([
    '/problems/device-unproved',
    204,
    200,
    'in',
  ])
})

test('who copied the cookie cannot prove to be the device, nor bind it to another, nor use a proof twice', async () => {
  const [phone, thief] = [device(), device()]
  await bind(phone)
  now += 6 * MINUTE
  expect([
    await prove(thief.privateKey),
    (await bind(thief)).status,
    (await bind(phone)).status,
    await answered(),
  ]).toEqual([401, 409, 204, 401])
  const { challenge } = (await ask('GET', '/session/challenge')).body as DeviceChallenge
  const signature = sign(phone.privateKey, challenge)
  expect([
    (await ask('POST', '/session/proof', { signature })).status,
    (await ask('POST', '/session/proof', { signature })).status,
  ]).toEqual([204, 401])
})

test('a copied cookie is dead a minute after the phone’s next proof, however much the phone is in use; and the person is told', async () => {
  const [phone, copy] = [device(), cookie]
  await bind(phone)
  expect(await answered(copy)).toBe(200)
  now += 6 * MINUTE
  expect([await prove(phone.privateKey), cookie === copy, await answered()]).toEqual([204, false, 200])
  // What was under way with the old one still arrives; two pages of the phone that prove themselves at once get one new
  // cookie.
  const renewed = cookie
  expect([await answered(copy), await prove(phone.privateKey), cookie]).toEqual([200, 204, renewed])
  now += 2 * MINUTE
  expect(await ask('GET', '/catalog', undefined, copy)).toMatchObject({
    status: 401,
    body: { type: '/problems/device-unproved' },
  })
  expect([await handshake(copy), await prove(device().privateKey, copy), await answered()]).toEqual([
    '/problems/device-unproved',
    401,
    200,
  ])
  const { notices } = (await ask('GET', '/notices')).body as NoticesAnswer
  expect(notices.filter(({ kind }) => kind === 'session-copied')).toMatchObject([
    { grave: true, from: expect.stringContaining('127.0.0.1') as string },
  ])
  const { entries } = (await ask('GET', '/audit?deed=session')).body as AuditPage
  expect(entries.find(({ what }) => what.startsWith('copied '))).toMatchObject({
    who: 'admin',
    outcome: 'refused',
    object: '拷贝的登录凭据，已失效',
  })
})

test('a phone that never got its new cookie proves itself with the old one, after a restart too', async () => {
  const [phone, old] = [device(), cookie]
  await bind(phone)
  now += 6 * MINUTE
  expect(await prove(phone.privateKey, old)).toBe(204)
  now += 2 * MINUTE
  expect([await answered(), await prove(phone.privateKey), cookie === old, await answered()]).toEqual([
    401,
    204,
    false,
    200,
  ])
  cookie = old
  await world.restart()
  expect([await answered(), await prove(phone.privateKey), cookie === old, await answered()]).toEqual([
    401,
    204,
    false,
    200,
  ])
  expect(
    ((await ask('GET', '/notices')).body as NoticesAnswer).notices.filter(({ kind }) => kind === 'session-copied')
      .length,
  ).toBeLessThan(2)
})

test('a socket opened with a copy is cut off as well, and so is one whose phone was put away', async () => {
  const [phone, copy] = [device(), cookie]
  await bind(phone)
  const [theirs, own] = [opened(copy), opened(cookie)]
  await Promise.all(
    [theirs, own].map((socket) => new Promise((resolve) => socket.once('connect', () => resolve(null)))),
  )
  const end = (socket: Socket): Promise<string> => new Promise((resolve) => socket.once('disconnect', resolve))
  const ends = [theirs, own].map(end)
  now += 6 * MINUTE
  // The line alone is lost: a browser comes again by itself, with the cookie it has by then.
  expect(await Promise.all(ends)).toEqual(['transport close', 'transport close'])
  expect([await prove(phone.privateKey), await handshake(), await handshake(copy)]).toEqual([204, 'in', 'in'])
  now += 2 * MINUTE
  expect([await handshake(), await handshake(copy)]).toEqual(['in', '/problems/device-unproved'])
}, 30_000)

test('nor does it help them to know the password: it is not changed from elsewhere', async () => {
  const phone = device()
  await bind(phone)
  now += 6 * MINUTE
  const change = { current: ADMIN.password, next: 'Another-tide-2026' }
  expect(await ask('PUT', '/session/password', change)).toMatchObject({
    status: 401,
    body: { type: '/problems/device-unproved' },
  })
  expect([
    await prove(phone.privateKey),
    (await ask('PUT', '/session/password', change)).status,
    (await ask('PUT', '/session/password', { current: change.next, next: ADMIN.password })).status,
  ]).toEqual([204, 200, 200])
})

test('it stays bound over a restart, and is said so where sessions are listed', async () => {
  const phone = device()
  await bind(phone)
  await world.restart()
  expect(await answered()).toBe(401)
  expect(await prove(phone.privateKey)).toBe(204)
  expect(((await ask('GET', '/sessions')).body as SessionInfo[]).find(({ current }) => current)).toMatchObject({
    bound: true,
  })
})

test('a session nobody bound is like any other; what is no key of a device is refused', async () => {
  now += 6 * MINUTE
  expect(await answered()).toBe(200)
  expect((await bind({ key: { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) } })).status).toBe(400)
  expect((await ask('PUT', '/session/device', { kty: 'RSA' })).status).toBe(400)
})

test('a phone nobody holds idles out, however often it proves itself, comes back to its line and asks by itself; what a person does keeps it', async () => {
  const phone = device()
  await bind(phone)
  const since = { epoch: 'earlier', seq: 1 }
  const back = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = opened(cookie)
      socket.once('connect_error', reject)
      socket.once('connect', () =>
        socket.emit('view:open', { screen: 'none', region: 'd', since }, () => {
          socket.close()
          resolve()
        }),
      )
    })
  const idle = async (minutes: number): Promise<number[]> => {
    const seen: number[] = []
    for (let passed = 0; passed < minutes; passed += 4) {
      now += 4 * MINUTE
      seen.push(await prove(phone.privateKey), await byItself())
      await back()
    }
    return seen
  }
  expect(new Set(await idle(112))).toEqual(new Set([204, 200]))
  expect(await answered()).toBe(200)
  expect(new Set(await idle(112))).toEqual(new Set([204, 200]))
  now += 4 * MINUTE
  await prove(phone.privateKey)
  now += 4 * MINUTE
  expect([await byItself(), await handshake()]).toEqual([401, '/problems/not-signed-in'])
}, 60_000)
