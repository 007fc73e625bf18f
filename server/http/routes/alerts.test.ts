import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type {
  AlertInfo,
  AlertsAnswer,
  AuditPage,
  MadeToken,
  PersonInfo,
  Problem,
  RuleReplay,
  RulesAnswer,
  SilencesAnswer,
  View,
} from '../../contract/index.ts'
import { createWorld, grant, type Reply } from '../../testing/index.fixture.ts'

const METRICS = `
city: { title: 试验区 }
themes: [{ id: t, title: 试验 }]
datasets:
  - id: t.gauge
    title: 水位
    owner: 试验单位
    kind: reading
    key: [id, at]
    time: at
    region: region
    freshness: 2h
    columns: { id: { type: text, required: true }, at: { type: time, required: true }, region: { type: region, required: true }, level: { type: number, required: true } }
indicators:
  - { id: t.level, title: 水位, meaning: 最近读数, unit: 米, better: lower, from: t.gauge, value: { latest: { of: level, per: id, across: max } }, grains: [hour, day], grain: day }
alerts:
  - { id: t.high, title: 水位高, on: t.level, level: town, advice: 转移人员。, plan: t.flood, bands: { orange: { enter: ">= 40", exit: "< 35" }, red: { enter: ">= 60", exit: "< 50" } }, tells: { orange: [town], red: [leader] } }
plans:
  - { id: t.flood, title: 防汛响应, basis: 防汛预案, steps: [{ who: 镇街, does: 值班到岗。, within: 15m }, { who: 区领导, does: 坐镇指挥。, within: 30m, from: red }] }
screens:
  - { id: main, title: 主屏, level: [district, town], centre: { panel: map, fill: t.level }, right: [{ panel: alerts }], bottom: { panel: ticker } }
`
const MINUTE = 60_000
const started = Date.now()
const world = createWorld({ definitions: { 'm.yaml': METRICS }, shared: false })

beforeAll(() => world.open())
afterAll(world.close)

const call = <T>(path: string, body?: object): Promise<Reply<T>> =>
  world.ask<T>(body ? 'POST' : 'GET', path, world.local(), body)
let serial = 0
const gauge = (region: string, level: number) =>
  call('/datasets/t.gauge/rows', [{ id: region, at: new Date(started + (serial += 1)).toISOString(), region, level }])
const open = async (query = ''): Promise<AlertInfo[]> => (await call<AlertsAnswer>(`/alerts${query}`)).body.alerts

test('a rule is replayed over the past for whoever may read its theme; bad spans and unknown rules are said', async () => {
  expect((await call<RuleReplay>('/alerts/rules/t.high/replay?days=30')).body).toMatchObject({
    rule: 't.high',
    days: 30,
    buckets: 30,
    places: 2,
    fired: 0,
    hitShare: null,
    alerts: [],
  })
  expect((await call<Problem>('/alerts/rules/t.high/replay?days=0')).status).toBe(400)
  expect((await call<Problem>('/alerts/rules/t.none/replay')).body.type).toBe('/problems/unknown-rule')
  expect((await call<Problem>('/alerts/letters/none/send', {})).body.type).toBe('/problems/unknown-letter')
})

test('a delivered value becomes an alert within five seconds, on the list, on the socket and on the screen', async () => {
  const socket = await world.connect(world.local())
  socket.emit('alerts:watch')
  const told = new Promise<string[]>((resolve) =>
    socket.once('alert:changed', ({ alerts }) =>
      resolve(alerts.map(({ region, band, state }) => `${region} ${band} ${state}`)),
    ),
  )
  const at = performance.now()
  await gauge('t1', 45)
  expect(await told).toEqual(['t1 orange firing'])
  expect(performance.now() - at).toBeLessThan(5_000)
  socket.close()
  expect(await open()).toMatchObject([
    {
      rule: 't.high',
      region: 't1',
      regionName: '甲镇',
      band: 'orange',
      state: 'firing',
      value: 45,
      read: null,
      case: null,
      caseEnded: null,
      advice: '转移人员。',
      plan: {
        id: 't.flood',
        title: '防汛响应',
        basis: '防汛预案',
        steps: [
          { who: '镇街', does: '值班到岗。', withinSeconds: 900, from: null, asked: true },
          { who: '区领导', does: '坐镇指挥。', withinSeconds: 1800, from: 'red', asked: false },
        ],
      },
    },
  ])
  const { body } = await call<{ view: View }>('/screens/main/view?region=d')
  expect(body.view.tally).toEqual({ red: 0, orange: 1, yellow: 0, blue: 0 })
  expect(body.view.panels['right.0']).toMatchObject({
    kind: 'alerts',
    total: 1,
    rows: [{ region: 't1', band: 'orange' }],
  })
})

test('signing for it takes it out of the unsigned, and stepping up asks for a signature again', async () => {
  const [alert] = await open()
  const { status, body } = await call<AlertInfo>(`/alerts/${alert!.id}/acknowledge`, {})
  expect([status, body.state, body.owner]).toEqual([200, 'acknowledged', '本机'])
  expect((await call<AlertInfo>(`/alerts/${alert!.id}/acknowledge`, {})).body.acknowledged).toEqual(body.acknowledged)
  await gauge('t1', 70)
  await vi.waitFor(
    async () =>
      expect(await open()).toMatchObject([
        { id: alert!.id, band: 'red', state: 'firing', acknowledged: null, course: 'worse' },
      ]),
    { timeout: 3_000 },
  )
  expect((await call<AlertInfo>(`/alerts/${alert!.id}`)).body.plan?.steps.map(({ asked }) => asked)).toEqual([
    true,
    true,
  ])
})

test('lists are narrowed by state, place and rule', async () => {
  await gauge('t2', 45)
  await vi.waitFor(async () => expect(await open()).toHaveLength(2), { timeout: 3_000 })
  expect((await open('?region=t2')).map(({ region }) => region)).toEqual(['t2'])
  expect(await open('?rule=t.other')).toEqual([])
  expect(await open('?state=acknowledged')).toEqual([])
  await gauge('t2', 5)
  await vi.waitFor(
    async () =>
      expect((await open('?state=resolved')).map(({ region, state }) => `${region} ${state}`)).toEqual(['t2 resolved']),
    { timeout: 3_000 },
  )
})

test('a planned silence needs a reason and an end, mutes what it covers, and can be ended', async () => {
  const wish = { region: 't1', until: new Date(Date.now() + 60 * MINUTE).toISOString() }
  expect((await call<Problem>('/alerts/silences', { ...wish, reason: '' })).status).toBe(400)
  expect((await call<Problem>('/alerts/silences', { ...wish, until: '2020-01-01', reason: '检修' })).body.type).toBe(
    '/problems/empty-span',
  )
  expect((await call<Problem>('/alerts/silences', { ...wish, rule: 't.none', reason: '检修' })).body.type).toBe(
    '/problems/unknown-rule',
  )
  const { status, body } = await call<SilencesAnswer>('/alerts/silences', { ...wish, reason: '闸门检修' })
  expect([status, body.silences[0]]).toMatchObject([
    201,
    { region: 't1', regionName: '甲镇', reason: '闸门检修', state: 'active', mutes: 1, author: { name: '本机' } },
  ])
  const { entries } = (await call<AuditPage>('/audit?deed=rule')).body
  expect(entries[0]!.object).toContain(`至 ${body.silences[0]!.until.slice(0, 16).replace('T', ' ')}`)
  await vi.waitFor(
    async () => expect((await open())[0]!.muted).toMatchObject({ by: 'silence', words: '计划静默：闸门检修（本机）' }),
    { timeout: 3_000 },
  )
  // One that is to come later does not stand above what is in force now.
  const later = await call<SilencesAnswer>('/alerts/silences', {
    region: 't2',
    from: new Date(Date.now() + 30 * MINUTE).toISOString(),
    until: wish.until,
    reason: '之后检修',
  })
  expect(later.body.silences.map(({ state }) => state)).toEqual(['active', 'planned'])
  const ended = await call<SilencesAnswer>(`/alerts/silences/${body.silences[0]!.id}/end`, {})
  expect(ended.body.silences.map(({ reason, state }) => `${reason} ${state}`)).toEqual([
    '之后检修 planned',
    '闸门检修 ended',
  ])
  await vi.waitFor(async () => expect((await open())[0]!.muted).toBeNull(), { timeout: 3_000 })
})

test('a rule is switched off and on for a reason; what it watched is said to be untold, and the trail names who and why', async () => {
  const way = '/alerts/rules/t.high/switch'
  expect((await call<Problem>(way, { on: false, reason: '' })).status).toBe(400)
  expect((await call<Problem>('/alerts/rules/t.none/switch', { on: false, reason: '检修' })).body.type).toBe(
    '/problems/unknown-rule',
  )
  const { body } = await call<RulesAnswer>(way, { on: false, reason: '水尺改造' })
  expect(body.rules[0]).toMatchObject({
    enabled: false,
    open: 0,
    switched: { on: false, reason: '水尺改造', by: { name: '本机' } },
  })
  expect((await call<AlertsAnswer>('/alerts')).body).toMatchObject({
    alerts: [],
    off: [{ rule: 't.high', title: '水位高', reason: '水尺改造' }],
  })
  const again = await call<Problem>(way, { on: false, reason: '再停' })
  expect([again.status, again.body.type, again.body.detail]).toEqual([
    409,
    '/problems/already-switched',
    expect.stringMatching(/^本机 已于 .* 操作：水尺改造$/),
  ])
  await call(way, { on: true, reason: '改造完成' })
  await vi.waitFor(async () => expect((await open())[0]).toMatchObject({ region: 't1' }), { timeout: 3_000 })
  const { entries } = (await call<AuditPage>('/audit?deed=rule')).body
  expect(entries.filter(({ object }) => /启用|停用/.test(object)).map(({ object, why }) => `${object} ${why}`)).toEqual(
    ['启用规则“水位高” 改造完成', '停用规则“水位高” 水尺改造'],
  )
})

test('rules tell what they do and how they did', async () => {
  const { body } = await call<RulesAnswer>('/alerts/rules')
  expect(body.rules).toMatchObject([
    { id: 't.high', title: '水位高', enabled: true, open: 1, fired: 3, withCase: null },
  ])
  expect(body.rules[0]!.versions).toMatchObject([
    { version: body.rules[0]!.version, yaml: expect.stringContaining('id: t.high') as string },
  ])
  expect(body.rules[0]!.words.join('')).toContain('橙：进入 ≥ 40（立即），退出 < 35')
})

test.each([
  ['/alerts?state=angry', 400, 'bad-parameter'],
  ['/alerts?region=nowhere', 404, 'unknown-region'],
  ['/alerts/none', 404, 'unknown-alert'],
])('%s is refused', async (path, status, type) => {
  const answer = await call<Problem>(path)
  expect([answer.status, answer.body.type]).toEqual([status, `/problems/${type}`])
})

test('whoever watched a place and may see it no longer hears of its alerts no more, and a wall never does', async () => {
  const watcher = await world.connect(
    await world.hire('watcher', [grant('t1', ['aggregate']), grant('t2', ['aggregate'])]),
  )
  const { body: wall } = await world.ask<MadeToken>('POST', '/admin/tokens', world.local(), {
    kind: 'wall',
    name: '大厅',
    region: 't2',
    screens: ['main'],
  })
  const { cookie } = await world.ask('POST', '/session/wall', {}, { code: wall.secret })
  const [hall, desk] = [await world.connect({ cookie }), await world.connect(world.local())]
  const heard: Record<string, number> = { watcher: 0, hall: 0, desk: 0 }
  for (const [name, socket] of Object.entries({ watcher, hall, desk })) {
    socket.on('alert:changed', () => (heard[name]! += 1))
    socket.emit('alerts:watch')
  }
  await gauge('t2', 45)
  await vi.waitFor(() => expect(heard).toEqual({ watcher: 1, hall: 0, desk: 1 }), 5_000)
  const { body: people } = await call<PersonInfo[]>('/admin/people')
  const { grants } = people.find(({ username }) => username === 'watcher')!
  const changed = new Promise((resolve) => watcher.once('rights:changed', () => resolve(null)))
  const taken = grants.find(({ region }) => region === 't2')!
  await world.ask('DELETE', `/admin/people/watcher/grants/${taken.id}`, world.local())
  await changed
  await gauge('t2', 75)
  await vi.waitFor(() => expect(heard['desk']).toBeGreaterThan(1), 5_000)
  expect(heard).toMatchObject({ watcher: 1, hall: 0 })
  for (const socket of [watcher, hall, desk]) socket.close()
})

test('a wall shows an alert as it comes, and that somebody signed for it, but not who', async () => {
  const signer = await world.hire('signer', [grant('t1', ['aggregate', 'handle'])])
  const { body: wall } = await world.ask<MadeToken>('POST', '/admin/tokens', world.local(), {
    kind: 'wall',
    name: '门厅',
    region: 't1',
    screens: ['main'],
  })
  const { cookie } = await world.ask('POST', '/session/wall', {}, { code: wall.secret })
  await gauge('t1', 10)
  await vi.waitFor(async () => expect(await open('?region=t1')).toEqual([]), 5_000)
  const ownersOn = async (headers: Record<string, string>): Promise<(string | null)[]> => {
    const { body } = await world.ask<{ view: View }>('GET', '/screens/main/view?region=t1', headers)
    return Object.values(body.view.panels).flatMap((panel) =>
      panel.kind === 'alerts' ? panel.rows.map(({ owner }) => owner) : [],
    )
  }
  const hall = await world.connect({ cookie })
  const steps: string[] = []
  hall.on('view:changed', (delta) => steps.push(JSON.stringify(delta)))
  const first = await hall.emitWithAck('view:open', { screen: 'main', region: 't1' })
  expect([JSON.stringify(first).includes('水位高'), await ownersOn({ cookie })]).toEqual([false, []])
  await gauge('t1', 45)
  await vi.waitFor(() => expect(steps.join()).toContain('水位高'), 5_000)
  const [{ id }] = (await open('?region=t1')) as [AlertInfo]
  await world.ask('POST', `/alerts/${id}/acknowledge`, signer)
  await vi.waitFor(() => expect(steps.join()).toContain('值班人员'), 5_000)
  const [{ name }] = (await call<PersonInfo[]>('/admin/people')).body.filter(
    ({ username }) => username === 'signer',
  ) as [PersonInfo]
  expect([await ownersOn(signer), await ownersOn({ cookie })]).toEqual([[name], ['值班人员']])
  expect(steps.join()).not.toContain(name)
  hall.close()
})
