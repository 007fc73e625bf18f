import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AuditPage, NoticesAnswer, PersonInfo, Problem } from './contract/index.ts'
import { createWorld, grant, PASSWORD, within, type Headers } from './testing/index.fixture.ts'

const DAY = 86_400_000
/** Half past twelve in the city. */
const noon = (day: string): number => Date.parse(`${day}T12:30:00+08:00`)
/** The moment a day is over in the city. */
const over = (day: string): number => Date.parse(`${day}T00:00:00+08:00`) + DAY
let now = noon('2026-11-21')
const world = createWorld({
  lasting: 'ledger',
  now: () => now,
  session: { idleMs: 9 * DAY, longestMs: 9 * DAY },
})
const { ask, connect, local, restart } = world

beforeAll(() => world.open())
afterAll(world.close)

const hire = (
  username: string,
  grants: Parameters<typeof world.hire>[1],
  more: { endsOn?: string } = {},
): Promise<Headers> => world.hire(username, grants, { name: `人员${username}`, ...more })
const places = async (headers: Headers): Promise<string[]> =>
  (await ask<{ regions?: { code: string }[] }>('GET', '/regions', headers)).body.regions?.map(({ code }) => code) ?? []
const info = async (username: string): Promise<PersonInfo> =>
  (await ask<PersonInfo[]>('GET', '/admin/people', local())).body.find((one) => one.username === username)!
const audit = async (text: string): Promise<string[]> =>
  (await ask<AuditPage>('GET', `/audit?text=${encodeURIComponent(text)}&limit=20`, local())).body.entries
    .filter(({ deed }) => deed !== 'audit')
    .map(({ object }) => object)

test('an account ends with its last day: open pages close within a second, the door stays shut, and it is written down', async () => {
  const headers = await hire('guest', [grant('t1', ['aggregate'])], { endsOn: '2026-11-21' })
  expect((await info('guest')).endsAt).toBe('2026-11-22T00:00:00+08:00')
  const socket = await connect(headers)
  const ended = new Promise<Problem>((resolve) => socket.on('session:ended', resolve))
  now = over('2026-11-21') - 1
  expect(await places(headers)).toEqual(['t1'])
  now = over('2026-11-21')
  expect((await ask('GET', '/regions', headers)).status).toBe(401)
  expect((await within(ended)).type).toBe('/problems/not-signed-in')
  // In the words of somebody who does not exist.
  const refused = await ask('POST', '/session', {}, { username: 'guest', password: PASSWORD })
  expect(refused.body).toEqual((await ask('POST', '/session', {}, { username: 'no-such', password: PASSWORD })).body)
  expect(await audit('guest')).toContain('账号 人员guest（guest） 到期')
})

test('a longer term opens it again, also after a restart in between', async () => {
  await restart()
  expect((await ask('POST', '/session', {}, { username: 'guest', password: PASSWORD })).status).toBe(401)
  expect((await ask<PersonInfo>('PATCH', '/admin/people/guest', local(), { endsOn: '2026-12-31' })).body.endsAt).toBe(
    '2027-01-01T00:00:00+08:00',
  )
  expect((await ask('POST', '/session', {}, { username: 'guest', password: PASSWORD })).status).toBe(201)
  expect((await ask<PersonInfo>('PATCH', '/admin/people/guest', local(), { endsOn: null })).body.endsAt).toBeNull()
  expect(await audit('guest')).toEqual(
    expect.arrayContaining(['账号 人员guest（guest）：有效期至 2026-12-31', '账号 人员guest（guest）：长期有效']),
  )
})

test('a grant ends by itself: the page is told at once, the other grant stays, and its owner is told', async () => {
  now = noon('2026-11-24')
  const headers = await hire('helper', [
    grant('t1', ['aggregate']),
    { ...grant('t2', ['aggregate', 'export']), endsOn: '2026-11-24' },
  ])
  expect(await places(headers)).toEqual(['t1', 't2'])
  const socket = await connect(headers)
  const told = new Promise<void>((resolve) => socket.on('rights:changed', resolve))
  now = over('2026-11-24')
  expect(await places(headers)).toEqual(['t1'])
  await within(told)
  socket.close()
  const { notices } = (await ask<NoticesAnswer>('GET', '/notices', headers)).body
  expect(notices[0]).toMatchObject({
    title: '一项授权已到期',
    words: '镇街人员，乙镇，全部主题，看汇总、导出，有效期至 2026-11-24',
    by: '系统',
    from: '',
  })
  expect(await audit('ended helper')).toHaveLength(1)
  // It is still to be seen, and begins again where its term is changed.
  const held = (await info('helper')).grants.find(({ region }) => region === 't2')!
  expect(held.endsAt).toBe('2026-11-25T00:00:00+08:00')
  expect((await ask('PATCH', `/admin/people/helper/grants/${held.id}`, local(), { endsOn: '2026-11-30' })).status).toBe(
    200,
  )
  expect(await places(headers)).toEqual(['t1', 't2'])
  await restart()
  expect(await places(headers)).toEqual(['t1', 't2'])
  now = over('2026-11-30')
  expect(await places(headers)).toEqual(['t1'])
})

test('nobody gives for longer than they have themselves, to a person or to a token', async () => {
  now = noon('2026-12-03')
  const chief = await hire('chief', [{ ...grant('t1', ['aggregate', 'configure']), endsOn: '2026-12-31' }])
  const give = (endsOn?: string | null): Promise<{ status: number; body: Problem }> =>
    ask('POST', '/admin/people', chief, {
      username: `own-${String(endsOn)}`.toLowerCase(),
      name: '下属',
      grants: [{ ...grant('t1', ['aggregate']), ...(endsOn === undefined ? {} : { endsOn }) }],
    })
  expect((await give()).body.type).toBe('/problems/beyond-own-term')
  expect((await give(null)).body.type).toBe('/problems/beyond-own-term')
  expect((await give('2027-01-01')).body.type).toBe('/problems/beyond-own-term')
  expect((await give('2026-12-31')).status).toBe(201)
  const made = (await info('own-2026-12-31')).grants[0]!
  expect(
    (await ask('PATCH', `/admin/people/own-2026-12-31/grants/${made.id}`, chief, { endsOn: null })).body.type,
  ).toBe('/problems/beyond-own-term')
  const token = (days: number | null): Promise<{ status: number; body: Problem }> =>
    ask('POST', '/admin/tokens', chief, { kind: 'api', name: '脚本', grants: [grant('t1', ['aggregate'])], days })
  expect((await token(null)).body.type).toBe('/problems/beyond-own-term')
  expect((await token(365)).body.type).toBe('/problems/beyond-own-term')
  expect((await token(20)).status).toBe(201)
})

test('a token ends by itself: a feed delivers no more, a script’s line and a wall’s are cut within a second, a wall’s link opens nothing', async () => {
  const make = async (wanted: object): Promise<string> =>
    (await ask<{ secret: string }>('POST', '/admin/tokens', local(), { days: 2, name: '两天', ...wanted })).body.secret
  const [feed, api, link, unopened] = [
    await make({ kind: 'feed', dataset: 't.case' }),
    await make({ kind: 'api', grants: [grant('t1', ['aggregate'])] }),
    await make({ kind: 'wall', region: 't1', screens: ['main'] }),
    await make({ kind: 'wall', region: 't1', screens: ['main'] }),
  ]
  const wall = { cookie: (await ask('POST', '/session/wall', {}, { code: link })).cookie }
  const bearer = (secret: string): Headers => ({ authorization: `Bearer ${secret}` })
  const deliver = async (): Promise<number> => (await ask('POST', '/datasets/t.case/rows', bearer(feed), [])).status
  now += 2 * DAY - 60_000
  expect([
    (await deliver()) < 300,
    (await ask('GET', '/regions', bearer(api))).status,
    (await ask('GET', '/session', wall)).status,
  ]).toEqual([true, 200, 200])
  const sockets = await Promise.all([connect(bearer(api)), connect(wall)])
  const gone = Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('disconnect', resolve))))
  now += 120_000
  await within(gone)
  expect([
    await deliver(),
    (await ask('GET', '/regions', bearer(api))).status,
    (await ask('GET', '/session', wall)).status,
    (await ask('POST', '/session/wall', {}, { code: unopened })).status,
  ]).toEqual([401, 401, 401, 401])
  expect(await audit('ended feed')).toEqual(['报送令牌“两天”到期'])
})

test.each(['2026-12-02', '2026-02-30', 'morgen', '2026-11-21T00:00:00Z'])('a term of %s is refused', async (endsOn) => {
  expect((await ask('PATCH', '/admin/people/helper', local(), { endsOn })).status).toBeGreaterThanOrEqual(400)
})

test('a program whose token has ended is told so and when, one whose token was taken back or is none that it is not valid', async () => {
  now = noon('2026-12-24')
  const made = async (days: number) =>
    (
      await ask<{ token: { id: string }; secret: string }>('POST', '/admin/tokens', local(), {
        kind: 'api',
        name: '报表',
        days,
        grants: [grant('t1', ['aggregate'])],
      })
    ).body
  const [short, revoked] = [await made(1), await made(90)]
  const bearer = (secret: string): Headers => ({ authorization: `Bearer ${secret}` })
  expect(await places(bearer(short.secret))).toEqual(['t1'])
  expect((await ask('DELETE', `/admin/tokens/${revoked.token.id}`, local())).status).toBe(204)
  now = noon('2026-12-25')
  const told = async (secret: string) => (await ask<Problem>('GET', '/regions', bearer(secret))).body
  expect(await told(short.secret)).toMatchObject({
    type: '/problems/token-ended',
    status: 401,
    title: '令牌已于 2026-12-25 12:30 到期',
  })
  for (const secret of [revoked.secret, 'no-such'])
    expect(await told(secret)).toMatchObject({ type: '/problems/unknown-token', status: 401 })
  expect((await ask<Problem>('GET', '/regions', {})).body.type).toBe('/problems/not-signed-in')
})
