import { createServer, type Server } from 'node:http'
import { createServer as createSecureServer, get } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { isClosed, type Resolve } from './address.ts'
import { dial } from './dial.ts'
import { createOutgoing, isAllowed } from './outgoing.ts'
import { UNVOUCHED } from './unvouched.fixture.ts'

let server: Server
let port: number
let asked: string[] = []
let answer: { status: number; headers?: Record<string, string>; body: string | Buffer } = { status: 200, body: 'ok' }

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      asked.push(`${request.method} ${request.url} ${request.headers['content-type'] ?? ''} ${body}`)
      response.writeHead(answer.status, answer.headers).end(answer.body)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port
})
afterAll(() => new Promise((done) => server.close(done)))
beforeEach(() => {
  asked = []
  answer = { status: 200, body: 'ok' }
})

/** A name server that answers each time with the next of these. */
const answering =
  (...addresses: string[]): Resolve =>
  (_, found) => {
    const address = addresses.length > 1 ? addresses.shift()! : addresses[0]!
    found(null, [{ address, family: address.includes(':') ? 6 : 4 }])
  }

test.each([
  ['this machine', '127.0.0.1'],
  ['another name of it', '127.9.9.9'],
  ['any address', '0.0.0.0'],
  ['its neighbours', '169.254.169.254'],
  ["a cloud's data service", '100.100.100.200'],
  ['IPv6 loopback', '::1'],
  ['IPv6 neighbours', 'fe80::1'],
  ['IPv4 written as IPv6', '::ffff:127.0.0.1'],
  ['the same in hexadecimal', '::ffff:7f00:1'],
  ['the same for neighbours', '::ffff:169.254.169.254'],
])('%s is closed to names: %s', (_, address) => expect(isClosed(address)).toBe(true))

test.each(['10.0.0.8', '172.16.3.4', '192.168.1.9', '203.0.113.7', 'fd12::5', '2001:db8::1'])(
  'a government network is open: %s',
  (address) => expect(isClosed(address)).toBe(false),
)

describe('where a call may go', () => {
  const hub = (): string => `http://hub.example:${port}/x`

  test('a name on the list that leads to this machine is refused before a byte is sent', async () => {
    for (const address of ['127.0.0.1', '::1', '169.254.169.254', '::ffff:127.0.0.1']) {
      await expect(createOutgoing(['hub.example'], answering(address))(hub())).rejects.toThrow('指向本机或链路本地地址')
    }
    expect(asked).toEqual([])
  })

  test('a name that is another address the second time is looked at the second time too', async () => {
    const call = createOutgoing(['hub.example', '127.0.0.2'], answering('127.0.0.2', '127.0.0.1'))
    await call(hub()).catch(() => undefined)
    await expect(call(hub())).rejects.toThrow('指向本机或链路本地地址 127.0.0.1')
  })

  test('one address of several that is closed closes the name', async () => {
    const both: Resolve = (_, found) =>
      found(null, [
        { address: '10.0.0.9', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ])
    await expect(createOutgoing(['hub.example'], both)(hub())).rejects.toThrow('已拒绝')
  })

  test.each([
    'http://2130706433',
    'http://0x7f000001',
    'http://0177.0.0.1',
    'http://127.1',
    'http://[::ffff:127.0.0.1]',
    'http://[::1]',
    'http://localhost',
    'http://169.254.169.254',
    'http://hub.example@127.0.0.1',
    'http://hub.example.evil',
  ])('%s is not on the list, however it is written', async (base) => {
    await expect(createOutgoing(['hub.example'])(`${base}:${port}/`)).rejects.toThrow()
    expect(asked).toEqual([])
  })

  test('this machine is called where it stands on the list itself', async () => {
    expect(await (await createOutgoing(['127.0.0.1'])(`http://127.0.0.1:${port}/a`)).text()).toBe('ok')
    expect(
      await (await createOutgoing(['localhost'], answering('127.0.0.1'))(`http://localhost:${port}/b`)).text(),
    ).toBe('ok')
    expect(await (await createOutgoing(['hub.example', '127.0.0.1'], answering('127.0.0.1'))(hub())).text()).toBe('ok')
    expect(asked).toHaveLength(3)
  })

  test('a port narrows: for another one this machine is as closed as if it were not on the list', async () => {
    const call = (...allow: string[]) => createOutgoing(allow, answering('127.0.0.1'))(hub())
    await expect(call('hub.example', '127.0.0.1:1')).rejects.toThrow('指向本机或链路本地地址 127.0.0.1')
    expect(asked).toEqual([])
    expect(await (await call('hub.example', `127.0.0.1:${port}`)).text()).toBe('ok')
  })

  test('the port of the protocol may be written or left out', () =>
    expect(
      (
        [
          ['https://hub.example/x', 'hub.example:443'],
          ['https://hub.example:443/x', 'hub.example:443'],
          ['http://hub.example/x', 'hub.example:80'],
          ['http://hub.example/x', 'hub.example:443'],
          ['https://hub.example:8443/x', 'hub.example:443'],
        ] as const
      ).map(([url, one]) => isAllowed(url, [one])),
    ).toEqual([true, true, true, false, false]))
})

test('what is sent arrives as it was given, and the answer comes back with its status and headers', async () => {
  answer = { status: 503, headers: { 'x-why': 'busy' }, body: '{"errcode":1}' }
  const response = await createOutgoing(['127.0.0.1'])(`http://127.0.0.1:${port}/p?a=1`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"名":1}',
  })
  expect([asked, response.status, response.ok, response.headers.get('x-why'), await response.json()]).toEqual([
    ['POST /p?a=1 application/json {"名":1}'],
    503,
    false,
    'busy',
    { errcode: 1 },
  ])
  await createOutgoing(['127.0.0.1'])(`http://127.0.0.1:${port}/form`, {
    method: 'POST',
    body: new URLSearchParams({ code: 'x y' }),
  })
  expect(asked[1]).toBe('POST /form application/x-www-form-urlencoded;charset=UTF-8 code=x+y')
})

test('no redirect is followed, and no answer without end is read', async () => {
  answer = { status: 302, headers: { location: 'http://169.254.169.254/' }, body: '' }
  await expect(createOutgoing(['127.0.0.1'])(`http://127.0.0.1:${port}/`)).rejects.toThrow('不跟随')
  answer = { status: 200, body: Buffer.alloc(5 << 20) }
  await expect(createOutgoing(['127.0.0.1'])(`http://127.0.0.1:${port}/`)).rejects.toThrow('过大')
  expect(asked).toHaveLength(2)
})

test('a mail server is dialled by the same look-up', async () => {
  const dialled = (allow: string[]): Promise<string> =>
    new Promise((done) =>
      dial(
        { host: 'mail.example', port },
        allow,
        answering('127.0.0.1'),
      )(null, (error, socket) => {
        socket?.connection.destroy()
        done(error?.message ?? 'connected')
      }),
    )
  expect(await dialled(['mail.example'])).toContain('指向本机或链路本地地址')
  expect(await dialled(['mail.example', '127.0.0.1'])).toBe('connected')
})

test('over https nobody is told anything who cannot show that they are who was meant', async () => {
  let heard = 0
  const stranger = createSecureServer(UNVOUCHED, (_, response) => {
    heard += 1
    response.end('ok')
  })
  await new Promise<void>((done) => stranger.listen(0, '127.0.0.1', done))
  const { port: secure } = stranger.address() as AddressInfo
  // Who looks at no certificate is answered: it is the certificate alone that the call below stumbles over.
  expect(
    await new Promise((done) =>
      get({ host: '127.0.0.1', port: secure, rejectUnauthorized: false }, (response) => {
        response.resume()
        done(response.statusCode)
      }),
    ),
  ).toBe(200)
  await expect(
    createOutgoing(['127.0.0.1'])(`https://127.0.0.1:${secure}/`, { method: 'POST', body: 'secret' }),
  ).rejects.toThrow(/certificate/i)
  expect(heard).toBe(1)
  await new Promise((done) => stranger.close(done))
})
