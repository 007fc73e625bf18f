import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type {
  AuditEntry,
  AuditPage,
  AuditVerdict,
  Departed,
  Grant,
  PersonInfo,
  Problem,
  SessionInfo,
} from './contract/index.ts'
import { createLedger } from './store/index.ts'
import { createWorld, grant, PASSWORD, type Headers, type Reply } from './testing/index.fixture.ts'

const world = createWorld({ lasting: 'ledger', now: () => Date.parse('2026-11-21T04:30:00Z') })
const { ask: send, local, restart } = world

beforeAll(() => world.open(), 240_000)
afterAll(world.close)

const ask = async <T = Problem>(method: string, path: string, headers: Headers = local(), body?: unknown): Promise<T> =>
  (await send<T>(method, path, headers, body)).body

const grantAt = (region: string): Grant => grant(region, ['aggregate', 'export', 'configure'])
/** Makes an account, and signs it in from a telltale browser. */
const person = async (username: string, name: string, region = 't1'): Promise<Headers> => {
  const { password } = await ask<{ password: string }>('POST', '/admin/people', local(), {
    username,
    name,
    post: '甲镇信息员',
    grants: [grantAt(region)],
  })
  const { cookies } = await send('POST', '/session', { 'user-agent': 'Telltale-Browser' }, { username, password })
  const headers = { cookie: cookies[0]! }
  await send('PUT', '/session/password', headers, { current: password, next: PASSWORD })
  return headers
}
const depart = (username: string, body: object, headers: Headers = local()): Promise<Reply<unknown>> =>
  send('POST', `/admin/people/${username}/departure`, headers, body)
const REASON = '调离本区，账号注销'

test('an account that is out of use is anonymised: no list names it, nobody gets in by it, and it cannot be brought back', async () => {
  const headers = await person('leaver', '欧阳若兰')
  await send('PATCH', '/admin/people/leaver', local(), { name: '欧阳若兰兰', post: '乙镇副镇长' })
  const view = await ask<{ id: string }>('POST', '/saved-views', headers, {
    title: '共享视图',
    address: 'tab=map',
    region: 't1',
    indicators: ['t.count'],
    shared: true,
  })
  expect(view.id).toBeTruthy()
  await send('POST', '/annotations', headers, {
    region: 't1',
    indicator: 't.count',
    on: '2026-11-20',
    words: '专项行动',
  })
  await send('PATCH', '/admin/people/leaver', local(), { disabled: true })
  const { status, text } = await depart('leaver', { username: 'leaver', reason: REASON })
  const { name } = JSON.parse(text) as Departed
  expect([status, name]).toEqual([200, expect.stringMatching(/^离职人员 [0-9a-f]{6}$/)])

  expect((await ask<PersonInfo[]>('GET', '/admin/people')).map(({ username }) => username)).not.toContain('leaver')
  expect((await ask<SessionInfo[]>('GET', '/admin/sessions')).map(({ username }) => username)).not.toContain('leaver')
  for (const path of [
    '/admin/people',
    '/admin/sessions',
    '/saved-views',
    '/annotations?region=t1&indicator=t.count&grain=day',
    '/audit?limit=500',
    '/audit?who=leaver',
  ]) {
    const { text: told } = await send('GET', path, local())
    expect([path, /欧阳若兰|副镇长|甲镇信息员/.exec(told)?.[0]]).toEqual([path, undefined])
  }
  expect((await send('POST', '/session', {}, { username: 'leaver', password: PASSWORD })).status).toBe(401)
  for (const [method, path, body] of [
    ['PATCH', '', { disabled: false }],
    ['POST', '/password', undefined],
    ['POST', '/grants', grantAt('t1')],
    ['POST', '/departure', { username: 'leaver', reason: REASON }],
  ] as const) {
    expect([path, (await send(method, `/admin/people/leaver${path}`, local(), body)).status]).toEqual([path, 404])
  }
  expect(
    (await ask('POST', '/admin/people', local(), { username: 'leaver', name: '别人', grants: [grantAt('t1')] })).type,
  ).toBe('/problems/username-taken')
}, 240_000)

test('the chain holds what was written and is whole; the auditor is told who did it and why', async () => {
  const { entries } = await ask<AuditPage>('GET', '/audit?deed=configure&text=departed')
  const name = (await ask<AuditPage>('GET', '/audit?who=leaver')).entries[0]!.name
  expect(entries[0]).toMatchObject({
    who: 'local',
    what: 'departed leaver',
    why: REASON,
    outcome: 'done',
    object: `注销账号 ${name}（leaver），隐去其个人信息`,
  })
  expect(await ask<AuditVerdict>('GET', '/audit/verify')).toMatchObject({ whole: true, findings: [] })
  // What is taken out for keeping is the chain itself: it can be checked without this program.
  const lines = (await send('GET', '/audit/export', local())).text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as AuditEntry)
  expect(lines.filter(({ who }) => who === 'leaver').some((entry) => entry.name === '欧阳若兰')).toBe(true)
}, 240_000)

test('it takes the right over the account, its being out of use, the name once more and a reason', async () => {
  const clerk = await person('clerk-t2', '乙镇管理员', 't2')
  await person('stays', '尚在职')
  expect(JSON.parse((await depart('stays', { username: 'stays', reason: REASON })).text)).toMatchObject({
    status: 409,
    type: '/problems/account-in-use',
  })
  await send('PATCH', '/admin/people/stays', local(), { disabled: true })
  expect(JSON.parse((await depart('stays', { username: 'stay', reason: REASON })).text)).toMatchObject({
    status: 422,
    type: '/problems/not-confirmed',
  })
  expect((await depart('stays', { username: 'stays', reason: '无' })).status).toBe(400)
  const [beyond, missing] = [
    await depart('stays', { username: 'stays', reason: REASON }, clerk),
    await depart('nobody', { username: 'nobody', reason: REASON }, clerk),
  ]
  expect([beyond.status, beyond.text.replaceAll('stays', '□')]).toEqual([404, missing.text.replaceAll('nobody', '□')])
  // Whoever reaches for an account that is not theirs is written down, whether it is there or not.
  const { entries } = await ask<AuditPage>('GET', '/audit?deed=denied&who=clerk-t2')
  expect(entries.map(({ what }) => what)).toEqual(
    ['nobody', 'stays'].map((username) => `POST /api/v1/admin/people/${username}/departure`),
  )
  expect((await ask<PersonInfo[]>('GET', '/admin/people')).find(({ username }) => username === 'stays')!.name).toBe(
    '尚在职',
  )
}, 240_000)

test('after a restart it is as it was, and the ledger of accounts holds nothing of them', async () => {
  await restart()
  expect((await ask<PersonInfo[]>('GET', '/admin/people')).map(({ username }) => username)).not.toContain('leaver')
  expect((await ask<AuditPage>('GET', '/audit?who=leaver')).entries[0]!.name).toMatch(/^离职人员/)
  let left = ''
  await restart(async () => {
    const ledger = await createLedger({ path: join(world.folder, 'ledger.duckdb'), threads: 1, memoryLimit: '100MB' })
    const tables = ['account', 'session', 'account_notice', 'known_browser', 'second_factor', 'access_grant']
    left = await ledger.read(async (sql) => {
      const rows = []
      for (const table of tables)
        rows.push(...(await sql.query(`select * from ${table} where username = 'leaver'`)).records())
      return JSON.stringify(rows)
    })
    await ledger.close()
  })
  expect(/欧阳|副镇长|信息员|Telltale|127\.0\.0\.1|scrypt/.exec(left)?.[0]).toBeUndefined()
  expect(readFileSync(join(world.folder, 'ledger.duckdb.anchor'), 'utf8').length).toBeGreaterThan(0)
}, 240_000)
