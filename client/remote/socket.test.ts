import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { connectViewSocket, type Ends } from './socket.ts'

const SIGNED_OUT = { type: '/problems/not-signed-in', status: 401, title: '登录已失效，请重新登录' }
const UNPROVED = { type: '/problems/device-unproved', status: 401, title: '请在登录时的设备上继续使用' }

/** As the server stands before its stream: says so to whoever is refused, before there is a line. */
let why: { status: number } | null = null
let knocks = 0
const http = createServer()
const server = new Server(http)
server.engine.use((_: unknown, response: ServerResponse, next: () => void) => {
  knocks += 1
  if (why === null) return next()
  response.writeHead?.(why.status, { 'content-type': 'application/problem+json' })
  response.end(JSON.stringify(why))
})

beforeAll(async () => {
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  vi.stubGlobal('location', new URL(`http://127.0.0.1:${(http.address() as AddressInfo).port}`))
})
const opened: { close: () => void }[] = []
afterEach(() => {
  for (const socket of opened.splice(0)) socket.close()
  ;[why, knocks] = [null, 0]
})
afterAll(async () => {
  vi.unstubAllGlobals()
  await server.close()
})

const open = (ends: Partial<Ends> = {}) => {
  const told: string[] = []
  const say = (word: string) => () => void told.push(word)
  const socket = connectViewSocket({
    lost: say('lost'),
    rights: say('rights'),
    prove: () => Promise.reject(new Error('no proof was wanted')),
    ...ends,
  })
  opened.push(socket)
  socket.onReturn(say('returned'))
  socket.listen({
    connected: say('connected'),
    disconnected: () => undefined,
    changed: () => undefined,
    replaced: () => undefined,
    checked: () => undefined,
    redefined: () => undefined,
  })
  return { told, socket }
}
const hears = (told: string[], words: string[]): Promise<void> =>
  expect.poll(() => told, { timeout: 10_000 }).toEqual(words)

test('who is not signed in is led to sign in, and knocks no more', async () => {
  why = SIGNED_OUT
  const { told } = open()
  await hears(told, ['lost'])
  await new Promise((resolve) => setTimeout(resolve, 2_500))
  expect([told, knocks]).toEqual([['lost'], 1])
})

test('a device that has to prove itself does so, is back at once, and asks for what it has not heard', async () => {
  const { told } = open({
    prove: () => {
      why = null
      return Promise.resolve(true)
    },
  })
  await hears(told, ['connected'])
  why = UNPROVED
  for (const { conn } of server.sockets.sockets.values()) conn.close()
  await hears(told, ['connected', 'returned', 'connected'])
})

test('a device that is not the one is led to sign in; one that could not be asked goes on trying', async () => {
  why = UNPROVED
  const { told } = open({ prove: () => Promise.resolve(false) })
  await hears(told, ['lost'])
  let asked = 0
  const later = open({
    prove: () => {
      if ((asked += 1) > 1) why = null
      return asked > 1 ? Promise.resolve(true) : Promise.reject(new TypeError('network'))
    },
  })
  await hears(later.told, ['returned', 'connected'])
}, 30_000)

test.each([429, 503])('a server that answers %i has nobody led to sign in: it is asked again', async (status) => {
  why = { status }
  const { told } = open()
  await expect.poll(() => knocks, { timeout: 10_000 }).toBeGreaterThan(0)
  why = null
  await hears(told, ['returned', 'connected'])
})
