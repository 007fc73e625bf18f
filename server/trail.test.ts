import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Action, AuditPage, MadeToken, PersonInfo, ToldEntry } from './contract/index.ts'
import { createWorld, grant, openView, type Headers } from './testing/index.fixture.ts'

const AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0'
const CASE = `
  - { id: t.call, title: 来电, owner: 测试单位, kind: record, key: [id], time: at, region: region, columns: { id: { type: text, required: true }, at: { type: time, required: true }, region: { type: region, required: true }, phone: { type: text, title: 电话, class: personal, mask: phone } } }`
const world = createWorld({
  agent: AGENT,
  definitions: {
    'more.yaml': `city: { title: 测试城市 }\nscreens:\n  - { id: main, title: 总览, level: [district, town], left: [{ panel: headline, of: [t.count] }], centre: { panel: map, fill: t.count }, right: [{ panel: ranking, of: t.count }] }\nthemes: [{ id: u, title: 另一主题 }]\ndatasets:${CASE}\n`,
  },
})
const { ask, connect, local } = world
let chain: ToldEntry[]

beforeAll(async () => {
  await world.open()
  await live()
  chain = await read()
}, 60_000)
afterAll(world.close)

const hire = (username: string, name: string, region: string, actions: Action[]): Promise<Headers> =>
  world.hire(username, [grant(region, actions)], { name })
const read = async (): Promise<ToldEntry[]> => (await ask<AuditPage>('GET', '/audit?limit=500', local())).body.entries

/** All that can be written down, done once by somebody. */
const live = async (): Promise<void> => {
  const officer = await hire('shen', '沈晓岚', 't1', ['aggregate', 'rows', 'unmask', 'export'])
  await ask('POST', '/session', {}, { username: 'shen', password: 'wrong' })
  await ask('POST', '/datasets/t.call/rows', local(), [
    { id: 'a', at: '2026-11-20 09:00:00', region: 't1', phone: '13812345678' },
  ])
  const { body: rows } = await ask<{ handles: string[] }>(
    'GET',
    '/datasets/t.call/rows?region=t1&from=2026-11-01&to=2026-11-30',
    officer,
  )
  await ask('POST', '/datasets/t.call/unmask', officer, {
    row: rows.handles[0]!,
    columns: ['phone'],
    reason: '核实群众来电',
    minutes: 5,
  })
  await ask('GET', '/datasets/t.call/rows?region=t2', officer)
  await ask('GET', '/indicators/t.count/cells.csv?region=t1&grain=day', officer)
  await ask('GET', '/indicators/t.count/picture.png?region=t1&grain=day&width=320&height=240', officer)
  await ask('GET', '/screens/main/picture.png?region=t1&width=320&height=240', officer)
  const { body: note } = await ask<{ id: string }>('POST', '/annotations', officer, {
    region: 't1',
    indicator: 't.count',
    on: '2026-11-20',
    words: '清理',
  })
  await ask('PATCH', `/annotations/${note.id}`, officer, { words: '专项清理' })
  await ask('GET', '/admin/people', officer)
  const { body: people } = await ask<{ grants: { id: string }[] }>('POST', '/admin/people/shen/grants', local(), {
    role: 'analyst',
    region: 't2',
    themes: ['t'],
    actions: ['aggregate'],
  })
  await ask('DELETE', `/admin/people/shen/grants/${people.grants.at(-1)!.id}`, local())
  await ask('PATCH', '/admin/people/shen', local(), { post: '值班长' })
  const { body: wall } = await ask<MadeToken>('POST', '/admin/tokens', local(), {
    kind: 'wall',
    name: '指挥大厅',
    region: 't1',
    screens: ['main'],
  })
  await ask('POST', '/session/wall', {}, { code: wall.secret })
  await ask('DELETE', `/admin/tokens/${wall.token.id}`, local())
  await ask('POST', '/alerts/silences', local(), {
    rule: null,
    region: 't1',
    until: '2099-01-01T00:00:00+08:00',
    reason: '设备检修',
  })
  const socket = await connect(officer)
  await openView(socket, 't2')
  await openView(socket, 't2')
  socket.emit('audit:watch')
  await openView(socket, 't1')
  socket.close()
  await ask('GET', '/audit/verify', local())
  await ask('GET', '/audit/export?from=2026-11-01', local())
  await ask('GET', '/audit?deed=sign-in&who=shen', local())
  await ask('DELETE', '/session', officer)
}

test.each<[string, string, Partial<ToldEntry>]>([
  [
    'a new account',
    '新增账号 沈晓岚（shen）：镇街人员，甲镇，全部主题，看汇总、看明细、看个人信息、导出',
    { deed: 'grant' },
  ],
  ['a sign-in', '在 Windows Edge 上', { deed: 'sign-in', outcome: 'done', name: '沈晓岚' }],
  ['a wrong password', '用户名或密码不正确', { deed: 'sign-in', outcome: 'refused', who: 'shen' }],
  ['a changed password', '账号 沈晓岚（shen） 的密码', { deed: 'configure' }],
  ['rows that were read', '查看“来电”的明细（甲镇，2026-11-01 至 2026-11-30），共 1 行', { deed: 'rows' }],
  ['a field that was shown', '“来电”甲镇第 0.1 行的电话，显示 5 分钟', { deed: 'unmask', why: '核实群众来电' }],
  ['rows that were refused', '查看“来电”的明细（乙镇）', { deed: 'denied', outcome: 'refused' }],
  ['a page that was refused', '查看人员管理', { deed: 'denied' }],
  ['a file', 'CSV 文件：指标“计数”', { deed: 'export' }],
  ['a picture of a number', 'PNG 图片：指标“计数”，甲镇', { deed: 'export' }],
  ['a picture of a screen', 'PNG 图片：驾驶舱“总览”，甲镇', { deed: 'export' }],
  ['words on a date', '在 2026-11-20 写标注，甲镇', { deed: 'configure' }],
  ['other words on a date', '修改标注，甲镇', { deed: 'configure' }],
  ['a grant', '授予 沈晓岚（shen）：分析人员，乙镇，测试，看汇总', { deed: 'grant' }],
  ['a grant taken', '收回 沈晓岚（shen）：分析人员，乙镇，测试，看汇总', { deed: 'grant' }],
  ['a changed account', '账号 沈晓岚（shen）：职务改为“值班长”', { deed: 'configure' }],
  ['a token', '新建大屏令牌“指挥大厅”', { deed: 'token' }],
  ['a wall', '打开大屏，在 Windows Edge 上', { deed: 'sign-in', name: '指挥大厅' }],
  ['a token taken back', '收回大屏令牌“指挥大厅”', { deed: 'token' }],
  ['a silence', '静默全部规则，甲镇，至 2099-01-01 00:00', { deed: 'rule', why: '设备检修' }],
  ['a view the stream refused', '打开驾驶舱“总览”（乙镇）', { deed: 'denied', outcome: 'refused', name: '沈晓岚' }],
  ['a look at the audit the stream refused', '实时查看审计记录', { deed: 'denied' }],
  ['a proof', '完好', { deed: 'audit' }],
  ['an export of the audit', '审计记录，2026-11-01 至 现在', { deed: 'export' }],
  ['a reading of the audit', '查阅审计记录：人员“shen”，行为“登录”', { deed: 'audit' }],
  ['a sign-out', '本次登录', { deed: 'sign-out' }],
])('%s is written down, and read as %s', (_, words, entry) => {
  const found = chain.filter(({ object }) => object.includes(words))
  expect(found.length, chain.map(({ deed, object }) => `${deed} ${object}`).join('\n')).toBeGreaterThan(0)
  expect(found).toContainEqual(expect.objectContaining(entry))
})

test('nothing is left in the words of the machine', () => {
  expect(
    chain.filter(({ object }) => /[a-z]+:[\w.]+|^[a-z]|\{|\/api\//.test(object)).map(({ object }) => object),
  ).toEqual([])
})

test('what the desk shows of an entry is what is looked for in it, as well as what is written', async () => {
  const found = async (text: string): Promise<string[]> =>
    (await ask<AuditPage>('GET', `/audit?limit=500&text=${encodeURIComponent(text)}`, local())).body.entries
      .map(({ object }) => object)
      .filter((object) => !object.startsWith('查阅审计记录'))
  expect(await found('收回 沈晓岚（shen）：分析人员，乙镇')).toEqual([
    '收回 沈晓岚（shen）：分析人员，乙镇，测试，看汇总',
  ])
  expect(await found('take shen')).toEqual(['收回 沈晓岚（shen）：分析人员，乙镇，测试，看汇总'])
  expect(await found('没有这样的话')).toEqual([])
  const first = await ask<AuditPage>('GET', `/audit?limit=1&text=${encodeURIComponent('沈晓岚（shen）')}`, local())
  const [{ seq } = { seq: 0 }] = first.body.entries
  expect([first.body.entries.length, first.body.next]).toEqual([1, seq])
})

test('a page that keeps asking for what it is refused is written down once', () => {
  expect(chain.filter(({ object }) => object === '打开驾驶舱“总览”（乙镇）')).toHaveLength(1)
})

test('an auditor who watches hears of it within a second; nobody else does, and the watching is written down', async () => {
  const [auditor, officer] = [
    await connect(local()),
    await connect(await hire('li', '李', 'd', ['aggregate', 'rows', 'unmask', 'configure'])),
  ]
  const heard: ToldEntry[] = []
  let overheard = 0
  auditor.on('audit:appended', (entries) => heard.push(...entries))
  officer.on('audit:appended', () => (overheard += 1))
  auditor.emit('audit:watch')
  officer.emit('audit:watch')
  await expect.poll(() => heard.some(({ object }) => object === '实时查看审计记录')).toBe(true)
  const began = performance.now()
  await ask('GET', '/datasets/t.call/rows?region=t1&from=2026-11-01&to=2026-11-30', local())
  await expect.poll(() => heard.find(({ deed }) => deed === 'rows')?.object, { interval: 20 }).toContain('“来电”的明细')
  expect(performance.now() - began).toBeLessThan(1_000)
  expect(overheard).toBe(0)
  auditor.close()
  officer.close()
})

test('an auditor who is one no longer hears of nothing more', async () => {
  const auditor = await connect(
    await world.hire('zhou', [grant('d', ['aggregate']), { ...grant('d', ['audit']), role: 'auditor' }]),
  )
  const heard: ToldEntry[] = []
  auditor.on('audit:appended', (entries) => heard.push(...entries))
  auditor.emit('audit:watch')
  await expect.poll(() => heard.some(({ object }) => object === '实时查看审计记录')).toBe(true)
  const { body } = await ask<PersonInfo[]>('GET', '/admin/people', local())
  const { id } = body.find(({ username }) => username === 'zhou')!.grants.find(({ role }) => role === 'auditor')!
  const changed = new Promise((resolve) => auditor.once('rights:changed', () => resolve(null)))
  await ask('DELETE', `/admin/people/zhou/grants/${id}`, local())
  await changed
  const [other, told] = [await connect(local()), [] as ToldEntry[]]
  other.on('audit:appended', (entries) => told.push(...entries))
  other.emit('audit:watch')
  await expect.poll(() => told.length).toBeGreaterThan(0)
  heard.length = 0
  await ask('GET', '/datasets/t.call/rows?region=t1&from=2026-11-01&to=2026-11-30', local())
  await expect.poll(() => told.some(({ deed }) => deed === 'rows')).toBe(true)
  expect(heard).toEqual([])
  for (const socket of [auditor, other]) socket.close()
})
