import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MadeToken, PersonInfo, Problem, SessionInfo, TokenInfo } from './contract/index.ts'
import { createWorld, grant, openView, PASSWORD, within, type Headers } from './testing/index.fixture.ts'
import { knock, TRANSPORTS } from './stream/knock.fixture.ts'

const TREE =
  'code,parent,level,name,kind\nd,,district,测试区,place\nt1,d,town,甲镇,place\nt2,d,town,乙镇,place\nv11,t1,village,子村,place\n'
const SCREEN = (id: string): string =>
  `  - { id: ${id}, title: ${id}, level: [district, town, village], left: [{ panel: headline, of: [t.count] }], centre: { panel: map, fill: t.count }, right: [{ panel: ranking, of: t.count }] }\n`
const world = createWorld({
  tree: TREE,
  definitions: { 'screen.yaml': `city: { title: 测试城市 }\nscreens:\n${SCREEN('main')}${SCREEN('other')}` },
})
const { ask, connect, enter, hire, local } = world

beforeAll(() => world.open())
afterAll(world.close)

const bearer = (secret: string): Headers => ({ authorization: `Bearer ${secret}` })
const regions = async (headers: Headers): Promise<string[]> =>
  (await ask<{ regions?: { code: string }[] }>('GET', '/regions', headers)).body.regions?.map(({ code }) => code) ?? []
const ROW = [
  {
    id: 'x1',
    at: '2026-01-01 09:00:00',
    updated_at: '2026-01-01 09:00:00',
    region: 'v11',
    kind: 'a',
    person: null,
    amount: 2,
    closed_at: null,
  },
]

describe('people', () => {
  test('an officer sees her town and nothing above it; the password she was given must be changed first', async () => {
    const officer = await hire('officer', [grant('t1', ['aggregate'])])
    expect(await regions(officer)).toEqual(['t1', 'v11'])
    const { status, body } = await ask('GET', '/regions?root=t2', officer)
    expect([status, body]).toEqual(
      [404, (await ask('GET', '/regions?root=nowhere', officer)).body].map((one, at) =>
        at === 0 ? 404 : { ...(one as Problem), title: '没有区域 t2' },
      ),
    )
  })

  test('a town that manages itself makes accounts within its grant, and neither sees nor touches what lies beyond', async () => {
    const town = await hire('t1-admin', [grant('t1', ['aggregate', 'rows', 'configure'])])
    await hire('t2-officer', [grant('t2', ['aggregate'])])
    expect((await hire('t1-helper', [grant('v11', ['aggregate'])], { by: town }))['cookie']).not.toBe('')
    const { body: seen } = await ask<PersonInfo[]>('GET', '/admin/people', town)
    expect(seen.map(({ username }) => username)).toEqual(expect.arrayContaining(['officer', 't1-helper']))
    expect(seen.map(({ username }) => username)).not.toEqual(expect.arrayContaining(['t2-officer']))
    for (const beyond of [
      grant('t2', ['aggregate']),
      grant('d', ['aggregate']),
      grant('t1', ['unmask']),
      { ...grant('t1', ['aggregate']), role: 'admin' as const },
    ]) {
      expect(
        (await ask('POST', '/admin/people', town, { username: 'greedy', name: 'x', grants: [beyond] })).status,
      ).toBe(403)
      expect((await ask('POST', '/admin/people/t1-helper/grants', town, beyond)).status).toBe(403)
    }
    for (const name of ['t2-officer', 'admin', 't1-admin', 'nobody']) {
      expect([name, (await ask('PATCH', `/admin/people/${name}`, town, { disabled: true })).status]).toEqual([
        name,
        404,
      ])
      expect([name, (await ask('POST', `/admin/people/${name}/password`, town)).status]).toEqual([name, 404])
    }
  })

  test('whoever may not configure has no office', async () => {
    const officer = await enter('officer')
    for (const path of ['/admin/people', '/admin/tokens', '/admin/sessions'])
      expect((await ask('GET', path, officer)).status).toBe(403)
  })

  test('one sees and ends one’s own sessions, and nobody else’s', async () => {
    const [mine, other] = [await enter('officer'), await enter('officer')]
    const { body } = await ask<SessionInfo[]>('GET', '/sessions', mine)
    expect(body.filter(({ current }) => current)).toHaveLength(1)
    const { body: theirs } = await ask<SessionInfo[]>('GET', '/sessions', other)
    const id = theirs.find(({ current }) => current)!.id
    expect((await ask('DELETE', `/sessions/${id}`, await enter('t2-officer'))).status).toBe(404)
    expect((await ask('DELETE', `/sessions/${id}`, mine)).status).toBe(204)
    expect((await ask('GET', '/session', other)).status).toBe(401)
  })
})

describe('what is taken away is gone within a second', () => {
  test('a grant that is taken: the socket is told, its room is left, and the view cannot be opened again', async () => {
    const headers = await hire('short-term', [grant('t1', ['aggregate']), grant('t2', ['aggregate'])])
    const socket = await connect(headers)
    expect(await openView(socket, 't2')).toHaveProperty('snapshot')
    const { body } = await ask<PersonInfo[]>('GET', '/admin/people', local())
    const taken = body.find(({ username }) => username === 'short-term')!.grants.find(({ region }) => region === 't2')!
    let heard = 0
    socket.on('view:changed', () => void (heard += 1))
    const told = new Promise<void>((resolve) => socket.on('rights:changed', resolve))
    expect((await ask('DELETE', `/admin/people/short-term/grants/${taken.id}`, local())).status).toBe(200)
    await within(told)
    expect(await openView(socket, 't2')).toMatchObject({ problem: { status: 404 } })
    expect(await openView(socket, 't1')).toHaveProperty('snapshot')
    expect(heard).toBe(0)
    socket.close()
  })

  test.each(['disable', 'reset'])('an account: %s ends its sessions and sockets', async (what) => {
    const headers = await hire(`leaver-${what}`, [grant('t1', ['aggregate'])])
    const socket = await connect(headers)
    const gone = new Promise((resolve) => socket.on('disconnect', resolve))
    if (what === 'disable') await ask('PATCH', `/admin/people/leaver-${what}`, local(), { disabled: true })
    else await ask('POST', `/admin/people/leaver-${what}/password`, local())
    await within(gone)
    expect((await ask('GET', '/catalog', headers)).status).toBe(401)
    expect((await ask('POST', '/session', {}, { username: `leaver-${what}`, password: PASSWORD })).status).toBe(401)
  })
})

describe('tokens', () => {
  const make = async (wanted: object, by: Headers = local()): Promise<MadeToken> => {
    const { status, body } = await ask<MadeToken>('POST', '/admin/tokens', by, wanted)
    expect([status, JSON.stringify(body)]).toEqual([201, expect.any(String) as string])
    return body
  }

  test('a feed delivers its one dataset and does nothing else; its secret is kept nowhere', async () => {
    const { token, secret } = await make({ kind: 'feed', name: '政法委', dataset: 't.case' })
    const feed = bearer(secret)
    expect((await ask('POST', '/datasets/t.case/rows', feed, ROW)).status).toBe(201)
    for (const [method, path] of [
      ['POST', '/datasets/t.reading/rows'],
      ['GET', '/datasets/t.case/rows'],
      ['GET', '/catalog'],
      ['GET', '/regions'],
      ['POST', '/datasets/t.case/unmask'],
      ['GET', '/admin/tokens'],
      ['DELETE', `/admin/tokens/${token.id}`],
    ] as const) {
      expect([path, (await ask(method, path, feed, method === 'POST' ? ROW : undefined)).status]).toEqual([path, 403])
    }
    expect(JSON.stringify((await ask<TokenInfo[]>('GET', '/admin/tokens', local())).body)).not.toContain(secret)
    expect((await ask('DELETE', `/admin/tokens/${token.id}`, local())).status).toBe(204)
    expect((await ask('POST', '/datasets/t.case/rows', feed, ROW)).status).toBe(401)
  })

  test('a steward sees a department’s key and takes it back, but has none to give and delivers nothing; an operator gives it', async () => {
    const configure = (role: 'steward' | 'operator') => ({
      ...grant('d', role === 'steward' ? ['aggregate', 'rows', 'export', 'configure'] : ['configure']),
      role,
    })
    const steward = await hire('steward-a', [configure('steward')])
    const operator = await hire('operator-a', [configure('operator')])
    const wanted = { kind: 'feed', name: '每日报送', dataset: 't.case' }
    const refused = await ask<Problem>('POST', '/admin/tokens', steward, wanted)
    expect([refused.status, refused.body.title]).toEqual([403, '报送令牌由系统管理员或运维人员发放'])
    for (const who of [steward, operator])
      expect((await ask('POST', '/datasets/t.case/rows', who, ROW)).status).toBeGreaterThan(400)
    const { token, secret } = await make(wanted, operator)
    expect((await ask('POST', '/datasets/t.case/rows', bearer(secret), ROW)).status).toBeLessThan(300)
    expect((await ask<TokenInfo[]>('GET', '/admin/tokens', steward)).body.map(({ id }) => id)).toContain(token.id)
    expect((await ask('DELETE', `/admin/tokens/${token.id}`, steward)).status).toBe(204)
    expect((await ask('POST', '/datasets/t.case/rows', bearer(secret), ROW)).status).toBe(401)
    // Nor through somebody made for it, or whose password is made up anew.
    for (const { username } of (await ask<PersonInfo[]>('GET', '/admin/people', steward)).body)
      expect(username).not.toBe('operator-a')
    expect((await ask('POST', '/admin/people/operator-a/password', steward)).status).toBe(404)
    expect((await ask('POST', '/admin/people/steward-a/grants', operator, configure('operator'))).status).toBe(404)
  })

  test('a line to listen on is given to a person, a wall and a script, and not to a feed', async () => {
    const wall = await make({ kind: 'wall', name: '大厅', region: 't1', screens: ['main'] })
    const opened = await ask('POST', '/session/wall', {}, { code: wall.secret })
    const holders: Record<string, Headers> = {
      person: await enter('officer'),
      wall: { cookie: opened.cookie },
      api: bearer((await make({ kind: 'api', name: '程序', grants: [grant('t1', ['aggregate'])] })).secret),
      feed: bearer((await make({ kind: 'feed', name: '政法委', dataset: 't.case' })).secret),
    }
    for (const transport of TRANSPORTS) {
      const told = await Promise.all(Object.values(holders).map((headers) => knock(world.url(), headers, transport)))
      expect(told.map(({ problem }) => problem && [problem.status, problem.type])).toEqual([
        null,
        null,
        null,
        [403, '/problems/wrong-key'],
      ])
    }
  })

  test('somebody with rights to look only cannot deliver', async () => {
    const officer = await enter('officer')
    expect((await ask('POST', '/datasets/t.case/rows', officer, ROW)).status).toBe(403)
    expect((await ask('POST', '/datasets/t.nothing/rows', officer, ROW)).status).toBe(404)
  })

  test('a wall is opened once by its code, shows its screens and no rows, and goes dark when its key is revoked', async () => {
    const { token, secret } = await make({ kind: 'wall', name: '指挥大厅', region: 't1', screens: ['main'] })
    expect((await ask('GET', '/catalog', bearer(secret))).status).toBe(401)
    const opened = await ask('POST', '/session/wall', {}, { code: secret })
    expect(opened.status).toBe(201)
    expect((await ask('POST', '/session/wall', {}, { code: secret })).status).toBe(401)
    const wall = { cookie: opened.cookie }
    expect(
      (await ask<{ screens: { id: string }[] }>('GET', '/catalog', wall)).body.screens.map(({ id }) => id),
    ).toEqual(['main'])
    expect((await ask('GET', '/screens/main/view?region=t1', wall)).status).toBe(200)
    expect((await ask('GET', '/screens/other/view?region=t1', wall)).body).toEqual({
      ...(await ask('GET', '/screens/none/view?region=t1', wall)).body,
      title: '没有驾驶舱“other”',
    })
    expect((await ask('GET', '/screens/main/view?region=t2', wall)).status).toBe(404)
    // What it may read it may only read, by whatever method there will be one day.
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      for (const path of ['/catalog', '/notices', '/screens/main/view?region=t1'])
        expect([method, path, (await ask<Problem>(method, path, wall, {})).body.type]).toEqual([
          method,
          path,
          '/problems/wrong-key',
        ])
    expect((await ask('GET', '/datasets/t.case/rows?region=t1', wall)).status).toBe(403)
    expect((await ask('POST', '/datasets/t.case/rows', wall, ROW)).status).toBe(403)
    // It shows screens; the right to see numbers opens lists to people, not to whoever takes a wall's cookie along.
    for (const path of [
      '/cases',
      '/cases/x',
      '/evidence/x',
      '/usage',
      '/alerts',
      '/alerts?state=resolved',
      '/alerts/rules',
      '/alerts/x',
      '/indicators/t.count/cells?region=t1&grain=day',
      '/indicators/t.count/correlation',
      '/jobs',
      '/reports',
      '/saved-views',
      '/annotations',
      '/row-exports',
      '/admin/people',
      '/audit',
      '/catalog/',
      '/CASES',
    ]) {
      expect([path, (await ask<{ type: string }>('GET', path, wall)).body.type]).toEqual([path, '/problems/wrong-key'])
    }
    for (const path of [
      '/session',
      '/notices',
      '/regions',
      '/outlines?region=t1',
      '/indicators/t.count/explain?region=t1&grain=day',
      '/indicators/t.count/forecast?region=t1&grain=day',
    ])
      expect([path, (await ask('GET', path, wall)).status]).toEqual([path, 200])
    const { body: definitions } = await ask<{ indicators: { id: string }[] }>('GET', '/catalog', wall)
    expect(definitions.indicators.map(({ id }) => id)).toEqual(['t.count'])
    // No screen of it shows these: there are none, whatever is asked of them, and of a missing place they say no more.
    for (const query of [
      '?region=t1',
      '?region=t1&grain=day',
      '?region=t1&grain=year',
      '?region=t1&bucket=2026-01',
      '?region=t1&grain=hour&bucket=x',
      '?region=t2',
      '?region=zz',
      '?grain=none',
      '',
    ]) {
      for (const way of ['explain', 'forecast']) {
        const [hidden, missing] = [
          await ask('GET', `/indicators/t.sum/${way}${query}`, wall),
          await ask('GET', `/indicators/t.non/${way}${query}`, wall),
        ]
        expect([way, query, hidden.status, JSON.stringify(hidden.body)]).toEqual([
          way,
          query,
          missing.status,
          JSON.stringify(missing.body).replaceAll('t.non', 't.sum'),
        ])
        expect([way, query, hidden.status]).not.toEqual([way, query, 200])
      }
    }
    for (const way of ['explain', 'forecast'])
      expect((await ask('GET', `/indicators/t.sum/${way}?region=t1&grain=day`, local())).status).toBe(200)
    const socket = await connect(wall)
    expect(await openView(socket, 't1')).toHaveProperty('snapshot')
    expect(await openView(socket, 't1', 'other')).toMatchObject({ problem: { type: '/problems/unknown-screen' } })
    const gone = new Promise((resolve) => socket.on('disconnect', resolve))
    await ask('DELETE', `/admin/tokens/${token.id}`, local())
    await within(gone)
  })

  test('a script has the rights it was given, and nobody gives a script more than their own', async () => {
    const { secret } = await make({ kind: 'api', name: '脚本', grants: [grant('t1', ['aggregate'])], days: 1 })
    expect(await regions(bearer(secret))).toEqual(['t1', 'v11'])
    const town = await enter('t1-admin')
    for (const wanted of [
      { kind: 'api', name: 'x', grants: [grant('d', ['aggregate'])] },
      { kind: 'wall', name: 'x', region: 'd', screens: ['main'] },
      { kind: 'feed', name: 'x', dataset: 't.case' },
    ]) {
      expect((await ask('POST', '/admin/tokens', town, wanted)).status).toBe(403)
    }
  })
})
