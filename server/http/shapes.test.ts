import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { QUICK } from '../access/accounts/quick.fixture.ts'
import { createApp, type App } from '../app.ts'
import type { PersonInfo, Problem, SessionInfo } from '../contract/index.ts'

const ADMIN = { username: 'admin', password: 'Spring-tide-2026' }
const folder = mkdtempSync(join(tmpdir(), 'yiping-shapes-'))
let app: App
let url: string

beforeAll(async () => {
  writeFileSync(
    join(folder, 'tree.csv'),
    'code,parent,level,name,kind\nd,,district,测试区,place\nt1,d,town,甲镇,place\n',
  )
  app = await createApp({
    port: 0,
    host: '127.0.0.1',
    database: ':memory:',
    ledger: ':memory:',
    metrics: fileURLToPath(new URL('../indicators/testing/metrics', import.meta.url)),
    regions: join(folder, 'tree.csv'),
    timeZone: 'Asia/Shanghai',
    demo: null,
    logLevel: 'silent',
    memoryLimit: '300MB',
    client: null,
    passwordWork: QUICK,
    adminPassword: ADMIN.password,
  })
  url = await app.listen()
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

const send = async <T = Problem>(
  method: string,
  path: string,
  body?: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Headers; body: T }> => {
  const response = await fetch(url + path, {
    method,
    headers: {
      authorization: `Bearer ${app.localToken}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: (text === '' ? null : JSON.parse(text)) as T }
}

describe('a request of another shape than the one that is described', () => {
  test.each([
    '/api/v1/indicators/t.count/cells?region=d&region=t1',
    '/api/v1/indicators/t.count/cells?grain=day&grain=month',
    '/api/v1/datasets/t.case/rows?region=d&limit=1&limit=9',
    '/api/v1/cases?q=a&q=b',
    '/api/v1/audit?who=a&who=b',
    '/api/v1/regions?root=d&root=t1',
  ])('a parameter given twice is no parameter: %s', async (path) =>
    expect(await send('GET', path)).toMatchObject({ status: 400, body: { type: '/problems/bad-parameter' } }),
  )

  test('fields nobody may set are not set, however they are called', async () => {
    const grants = [{ role: 'town', region: 't1', themes: 'all', actions: ['aggregate'] }]
    const greedy = {
      disabled: false,
      mustChange: false,
      mustChangePassword: false,
      password: 'Own-pass-phrase-1',
      source: 'provider',
      createdBy: 'admin',
      constructor: { name: 'x' },
    }
    const written = (body: object): string =>
      JSON.stringify({ ...body, PROTO: { disabled: false, grants: [] } }).replace('PROTO', '__proto__')
    const made = await send<{ password: string }>(
      'POST',
      '/api/v1/admin/people',
      written({ username: 'shen', name: '沈晓岚', grants, ...greedy }),
    )
    const everything = [
      { role: 'admin', region: 'd', themes: 'all', actions: ['aggregate', 'rows', 'unmask', 'configure', 'audit'] },
    ]
    const changed = await send(
      'PATCH',
      '/api/v1/admin/people/shen',
      written({ ...greedy, name: '沈', username: 'admin', grants: everything }),
    )
    const told = (await send<PersonInfo[]>('GET', '/api/v1/admin/people')).body
    const own = told.find(({ username }) => username === 'shen')!
    // Taken but for what is not theirs to say, or refused whole; either way it is what it was.
    expect([
      [201, 400].includes(made.status),
      [200, 400].includes(changed.status),
      own.grants.map(({ region, actions }) => [region, actions]),
    ]).toEqual([true, true, [['t1', ['aggregate']]]])
    expect(told.filter(({ username }) => username === 'admin')).toHaveLength(1)
    const signIn = (password: string) =>
      send<Problem & { mustChangePassword?: boolean }>(
        'POST',
        '/api/v1/session',
        JSON.stringify({ username: 'shen', password }),
        { authorization: '' },
      )
    expect([
      (await signIn(greedy.password)).status,
      (await signIn(made.body.password)).body.mustChangePassword,
    ]).toEqual([401, true])
  })

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/octet-stream',
  ])('JSON that is sent as %s is not read', async (type) => {
    expect(
      (await send('POST', '/api/v1/session', JSON.stringify(ADMIN), { 'content-type': type, authorization: '' }))
        .status,
    ).toBe(400)
    expect(
      (
        await send(
          'POST',
          '/api/v1/annotations',
          JSON.stringify({ region: 'd', indicator: 't.count', on: '2026-11-20', words: '清理' }),
          { 'content-type': type },
        )
      ).status,
    ).toBe(400)
  })

  test.each([
    ['POST', '/api/v1/session', 11],
    ['POST', '/api/v1/admin/people', 51],
    ['POST', '/api/v1/cases', 101],
    ['POST', '/api/v1/pivot', 101],
  ] as const)('%s %s takes no JSON of %i kB', async (method, path, kilobytes) => {
    expect((await send(method, path, JSON.stringify({ words: 'x'.repeat(kilobytes * 1_024) }))).status).toBe(413)
  })
})

describe('every answer', () => {
  test('tells a browser what it may do with it, and lets no other site read it', async () => {
    for (const [path, origin] of [
      ['/api/v1/catalog', 'http://elsewhere.example'],
      ['/api/v1/none', 'null'],
      ['/healthz', 'http://elsewhere.example'],
    ] as const) {
      const { headers } = await send('GET', path, undefined, { origin })
      const policy = (headers.get('content-security-policy') ?? '').split(';')
      expect(policy).toEqual(
        expect.arrayContaining([
          "default-src 'self'",
          "object-src 'none'",
          "base-uri 'none'",
          "frame-ancestors 'self'",
          "form-action 'self'",
        ]),
      )
      // Scripts have no words of their own: what holds for everything holds for them, and nothing written into a page.
      expect(
        policy.filter(
          (one) => one.startsWith('script-src') || (one.includes('unsafe') && !one.startsWith('style-src')),
        ),
      ).toEqual([])
      expect([
        headers.get('referrer-policy'),
        headers.get('x-content-type-options'),
        headers.get('x-frame-options'),
      ]).toEqual(['no-referrer', 'nosniff', 'SAMEORIGIN'])
      expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([])
    }
    const preflight = await fetch(`${url}/api/v1/catalog`, {
      method: 'OPTIONS',
      headers: { origin: 'http://elsewhere.example', 'access-control-request-method': 'DELETE' },
    })
    expect([...preflight.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([])
  })

  test('goes by the address that sent it: without a named proxy nobody is believed to be somewhere else', async () => {
    const { body } = await send('POST', '/api/v1/session', JSON.stringify(ADMIN), {
      'x-forwarded-for': '203.0.113.7',
      'x-real-ip': '203.0.113.7',
      forwarded: 'for=203.0.113.7',
      authorization: '',
    })
    expect(body).toMatchObject({ kind: 'account' })
    const { body: sessions } = await send<SessionInfo[]>('GET', '/api/v1/admin/sessions')
    expect(sessions.map(({ address }) => address)).toContainEqual(expect.stringContaining('127.0.0.1'))
    expect(JSON.stringify(sessions)).not.toContain('203.0.113.7')
  })
})
