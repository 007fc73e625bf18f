import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { QUICK } from './access/accounts/quick.fixture.ts'
import { createApp, type App } from './app.ts'
import type { DeviceChallenge, SessionInfo } from './contract/index.ts'

const ADMIN = { username: 'admin', password: 'Spring-tide-2026' }
const MINUTE = 60_000
const folder = mkdtempSync(join(tmpdir(), 'yiping-device-'))
let now = Date.parse('2026-11-21T04:30:20Z')
let app: App
let url: string

const start = async (): Promise<void> => {
  app = await createApp({
    port: 0, host: '127.0.0.1', database: ':memory:', ledger: join(folder, 'ledger.duckdb'), metrics: fileURLToPath(new URL('indicators/testing/metrics', import.meta.url)),
    regions: join(folder, 'tree.csv'), timeZone: 'Asia/Shanghai', demo: null, logLevel: 'silent', memoryLimit: '300MB', client: null, passwordWork: QUICK, now: () => now, adminPassword: ADMIN.password,
  })
  url = await app.listen()
}
beforeAll(async () => {
  writeFileSync(join(folder, 'tree.csv'), 'code,parent,level,name,kind\nd,,district,测试区,place\n')
  await start()
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

let cookie: string
beforeEach(async () => {
  const response = await fetch(`${url}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(ADMIN) })
  cookie = response.headers.getSetCookie()[0]!.split(';')[0]!
})

const ask = async (method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(`${url}/api/v1${path}`, { method, headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) }, ...(body ? { body: JSON.stringify(body) } : {}) })
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}
const device = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { key: publicKey.export({ format: 'jwk' }) as object, privateKey }
}
const bind = ({ key }: { key: object }): Promise<{ status: number }> => ask('PUT', '/session/device', key)
const sign = (privateKey: KeyObject, text: string): string => createSign('sha256').update(text).sign({ key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')
const prove = async (privateKey: KeyObject): Promise<number> => {
  const { challenge } = (await ask('GET', '/session/challenge')).body as DeviceChallenge
  return (await ask('POST', '/session/proof', { signature: sign(privateKey, challenge) })).status
}
const answered = async (): Promise<number> => (await ask('GET', '/catalog')).status
const handshake = (): Promise<string> => new Promise((resolve) => {
  const socket = io(url, { transports: ['websocket'], extraHeaders: { cookie }, forceNew: true, reconnection: false })
  const end = (word: string): void => { socket.close(); resolve(word) }
  socket.once('connect', () => end('in'))
  socket.once('connect_error', (error: Error & { data?: { type: string } }) => end(error.data?.type ?? ''))
})

test('a session bound to a device answers for five minutes, and then only after the device signed what it was asked', async () => {
  const phone = device()
  expect((await bind(phone)).status).toBe(204)
  expect([await answered(), (await ask('GET', '/session')).body]).toEqual([200, expect.objectContaining({ bound: true })])
  now += 6 * MINUTE
  expect(await ask('GET', '/catalog')).toMatchObject({ status: 401, body: { type: '/problems/device-unproved' } })
  expect([await handshake(), await prove(phone.privateKey), await answered(), await handshake()]).toEqual(['/problems/device-unproved', 204, 200, 'in'])
})

test('who copied the cookie cannot prove to be the device, nor bind it to another, nor use a proof twice', async () => {
  const [phone, thief] = [device(), device()]
  await bind(phone)
  now += 6 * MINUTE
  expect([await prove(thief.privateKey), (await bind(thief)).status, (await bind(phone)).status, await answered()]).toEqual([401, 409, 204, 401])
  const { challenge } = (await ask('GET', '/session/challenge')).body as DeviceChallenge
  const signature = sign(phone.privateKey, challenge)
  expect([(await ask('POST', '/session/proof', { signature })).status, (await ask('POST', '/session/proof', { signature })).status]).toEqual([204, 401])
})

test('nor does it help them to know the password: it is not changed from elsewhere', async () => {
  const phone = device()
  await bind(phone)
  now += 6 * MINUTE
  const change = { current: ADMIN.password, next: 'Another-tide-2026' }
  expect(await ask('PUT', '/session/password', change)).toMatchObject({ status: 401, body: { type: '/problems/device-unproved' } })
  expect([await prove(phone.privateKey), (await ask('PUT', '/session/password', change)).status, (await ask('PUT', '/session/password', { current: change.next, next: ADMIN.password })).status]).toEqual([204, 200, 200])
})

test('it stays bound over a restart, and is said so where sessions are listed', async () => {
  const phone = device()
  await bind(phone)
  await app.close()
  await start()
  expect(await answered()).toBe(401)
  expect(await prove(phone.privateKey)).toBe(204)
  expect(((await ask('GET', '/sessions')).body as SessionInfo[]).find(({ current }) => current)).toMatchObject({ bound: true })
})

test('a session nobody bound is like any other; what is no key of a device is refused', async () => {
  now += 6 * MINUTE
  expect(await answered()).toBe(200)
  expect((await bind({ key: { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) } })).status).toBe(400)
  expect((await ask('PUT', '/session/device', { kty: 'RSA' })).status).toBe(400)
})
