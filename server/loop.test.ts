import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type {
  AlertInfo,
  AlertsAnswer,
  CaseDetail,
  CaseEnd,
  CasesAnswer,
  CellsAnswer,
  Grant,
  PersonInfo,
  Problem,
  RulesAnswer,
} from './contract/index.ts'
import { createLedger } from './store/index.ts'
import { createWorld, grant, type Headers } from './testing/index.fixture.ts'

const METRICS = `
city: { title: 试验区 }
themes: [{ id: t, title: 试验 }]
worktimes: [{ id: always_open, title: 昼夜, hours: ["00:00-23:59"], years: {} }]
units:
  - { id: water, title: 水利局 }
case_types:
  - { id: t.flood, title: 汛情处置, starts: dispatched, level: town, limits: { sign: 15m, handle: 6h }, whole: 24h }
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
  - id: t.alert
    title: 预警经过
    owner: 系统
    kind: record
    fed_by: alerts
    key: [alert_id]
    time: started_at
    region: region_code
    columns:
${['alert_id', 'rule_id', 'title', 'theme', 'band', 'status', 'case_id'].map((name) => `      ${name}: { type: text }`).join('\n')}
      region_code: { type: region, required: true }
${['started_at', 'updated_at', 'told_at', 'read_at', 'acknowledged_at', 'acted_at', 'resolved_at'].map((name) => `      ${name}: { type: time }`).join('\n')}
      climbed: { type: integer }
      counted: { type: boolean }
indicators:
  - { id: t.alerts, title: 预警数, meaning: 预警条数, from: t.alert, where: counted, value: { count: true }, grains: [day] }
  - { id: t.level, title: 水位, meaning: 最近读数, unit: 米, better: lower, from: t.gauge, value: { latest: { of: level, per: id, across: max } }, grains: [hour, day], grain: day }
alerts:
  - { id: t.high, title: 水位高, on: t.level, level: village, advice: 转移人员。, bands: { orange: { enter: ">= 40", exit: "< 35" } }, tells: { orange: [village, town] }, opens: { case: t.flood } }
`
const TREE = 'code,parent,level,name,kind\nd,,district,测试区,place\nt1,d,town,甲镇,place\nv11,t1,village,子村,place\n'
const world = createWorld({ tree: TREE, definitions: { 'm.yaml': METRICS }, shared: false, lasting: 'everything' })
const { ask, local } = world

beforeAll(() => world.open())
afterAll(world.close)

const hire = (username: string, more: Partial<Grant>, unit: string | null = null): Promise<Headers> =>
  world.hire(username, [{ ...grant('t1', ['aggregate', 'rows', 'handle']), ...more }], { unit })
const alertOf = async (who: Headers): Promise<AlertInfo | undefined> =>
  (await ask<AlertsAnswer>('GET', '/alerts', who)).body.alerts[0]

test('whoever was told and does something about the case has acted on the alert, and nobody else', async () => {
  const officer = await hire('officer', {})
  const worker = await hire('worker', { role: 'village', region: 'v11' })
  await ask('POST', '/datasets/t.gauge/rows', local(), [
    { id: 'g', at: new Date().toISOString(), region: 'v11', level: 50 },
  ])
  const alert = await vi.waitFor(async () => {
    const one = await alertOf(officer)
    expect(one?.case).toEqual(expect.any(String))
    return one!
  }, 5_000)
  const { body: one } = await ask<CaseDetail>('GET', `/cases/${alert.case!}`, officer)
  expect(one).toMatchObject({ title: '子村水位高', owner: { id: 't1' }, origin: { alert: alert.id } })
  expect((await ask('POST', `/cases/${one.id}/actions`, officer, { action: 'sign', seen: one.seen })).status).toBe(200)
  const told = await vi.waitFor(async () => {
    const { told: all } = (await alertOf(officer))!
    expect(all.find(({ person }) => person?.id === 'officer')?.acted).toEqual(expect.any(String))
    return all
  }, 5_000)
  const mine = told.find(({ person }) => person?.id === 'officer')!
  for (const at of [mine.delivered!, mine.read!, mine.acted!])
    expect(Date.parse(at)).toBeGreaterThanOrEqual(Date.parse(mine.at))
  expect(told.find(({ person }) => person?.id === 'worker')).toMatchObject({ read: null, acted: null })
  expect((await ask<CasesAnswer>('GET', '/cases', worker)).body.total).toBe(1)
})

test('whoever is told of their own cases alone hears of an alert without its case, unless that is theirs', async () => {
  const sentOut: Partial<Grant> = { role: 'field', region: 'v11', actions: ['aggregate', 'handle'] }
  const [guard, patrol] = [await hire('guard', sentOut), await hire('patrol', sentOut, 't1')]
  const whole = (await alertOf(local()))!
  const seen = async (who: Headers): Promise<unknown[]> => {
    const one = (await ask<AlertInfo>('GET', `/alerts/${whole.id}`, who)).body
    const listed = (await alertOf(who))!
    expect([listed.case, listed.caseEnded]).toEqual([one.case, one.caseEnded])
    return [one.id, one.case, one.caseEnded, one.caseUntold, (await ask('GET', `/cases/${whole.case!}`, who)).status]
  }
  expect(await seen(guard)).toEqual([whole.id, null, null, true, 404])
  expect(await seen(patrol)).toEqual([whole.id, whole.case, null, undefined, 200])
})

test('nor do counts tell them: how many alerts of a rule became cases, and what followed them in the past', async () => {
  const post = await hire('post', { role: 'field', region: 'v11', actions: ['aggregate', 'handle'] })
  const both = await world.hire('both', [
    { ...grant('v11', ['aggregate', 'handle']), role: 'field' },
    grant('t1', ['aggregate']),
  ])
  const rule = async (who: Headers) => (await ask<RulesAnswer>('GET', '/alerts/rules', who)).body.rules[0]!
  const replay = async (who: Headers) => (await ask('GET', '/alerts/rules/t.high/replay?days=7', who)).status
  expect([await rule(both), await replay(both)]).toMatchObject([{ fired: 1, withCase: 1 }, 200])
  expect([await rule(post), await replay(post)]).toMatchObject([{ fired: 1, withCase: null }, 404])
})

test('whoever held a case that goes into other hands, out of their sight, is told so, and no more than which', async () => {
  const line = await world.connect(await world.enter('patrol'))
  const said: unknown[][] = []
  line.onAny((event: string, ...rest: unknown[]) => void (event.startsWith('case:') && said.push([event, ...rest])))
  const { body: one } = await ask<CaseDetail>('GET', `/cases/${(await alertOf(local()))!.case!}`, local())
  const wish = { action: 'handover', to: 'water', seen: one.seen, words: '由水利局办理' }
  expect(await ask('POST', `/cases/${one.id}/actions`, local(), wish)).toMatchObject({ status: 200 })
  await vi.waitFor(() => expect(said).toEqual([['case:left', one.id]]), 5_000)
  expect((await ask('GET', `/cases/${one.id}`, await world.enter('patrol'))).status).toBe(404)
  line.close()
})

test('an alert whose case ends before it does says that nobody is on it, until the case is taken up again; also after a fall and a merge', async () => {
  const officer = await world.enter('officer')
  const number = (await alertOf(local()))!.case!
  const does = async (action: string, id = number, more: object = {}): Promise<void> => {
    const { body: one } = await ask<CaseDetail>('GET', `/cases/${id}`, local())
    const wish = { action, seen: one.seen, words: '核实有误', ...more }
    expect(await ask('POST', `/cases/${id}/actions`, local(), wish)).toMatchObject({ status: 200 })
  }
  const hasEnded = (wanted: CaseEnd | null) =>
    vi.waitFor(async () => expect((await alertOf(officer))!.caseEnded).toBe(wanted), 5_000)
  await hasEnded(null)
  await does('void')
  await hasEnded('void')
  await world.restart(async () => {
    const ledger = await createLedger({ path: join(world.folder, 'ledger.duckdb'), threads: 1, memoryLimit: '100MB' })
    await ledger.write((sql) => sql.query(`update alert set body = replace(body, ',"caseEnded":"void"', '')`))
    await ledger.close()
  })
  await hasEnded('void')
  await does('reopen')
  await hasEnded(null)
  const report = { type: 't.flood', title: '子村水位高', words: '同一处', region: 'v11', key: 'the-same-place-again' }
  const { body: other } = await ask<CaseDetail>('POST', '/cases', local(), report)
  await does('merge', number, { to: other.id })
  await does('void', other.id)
  await hasEnded('void')
  await does('reopen', other.id)
  await hasEnded(null)
  await does('unmerge')
})

test('the alert itself is counted, and nobody outside can send what the program counts', async () => {
  const { body } = await ask<CellsAnswer>('GET', '/indicators/t.alerts/cells?region=v11&grain=day', local())
  expect(body.cells.at(-1)?.value).toBe(1)
  const sent = await ask<Problem>('POST', '/datasets/t.alert/rows', local(), [
    { alert_id: 'made-up', region_code: 'v11', started_at: new Date().toISOString(), counted: true },
  ])
  expect(sent.body).toMatchObject({ status: 409, type: '/problems/own-dataset', title: '该数据资源由系统自动写入' })
})

test('a case given to a department is mine for its people; a unit that is not there, or beyond the giver, is refused', async () => {
  const {
    body: {
      cases: [one],
    },
  } = await ask<CasesAnswer>('GET', '/cases', local())
  const water = await hire('water-clerk', { role: 'department', region: 'd', themes: ['none'] }, 'water')
  expect((await ask<CasesAnswer>('GET', '/cases?queue=mine', water)).body.total).toBe(0)
  expect(
    (
      await ask<CaseDetail>('POST', `/cases/${one!.id}/actions`, local(), {
        action: 'cohandle',
        to: 'water',
        seen: one!.seen,
      })
    ).status,
  ).toBe(200)
  expect((await ask<CasesAnswer>('GET', '/cases?queue=mine', water)).body.cases.map(({ id }) => id)).toEqual([one!.id])
  const people = (await ask<PersonInfo[]>('GET', '/admin/people', local())).body
  expect(people.find(({ username }) => username === 'water-clerk')?.unit).toEqual({ id: 'water', title: '水利局' })
  const wish = {
    username: 'x1',
    name: 'x1',
    grants: [{ role: 'town', region: 't1', themes: 'all', actions: ['handle'] }],
  }
  expect((await ask<Problem>('POST', '/admin/people', local(), { ...wish, unit: 'nowhere' })).body).toMatchObject({
    status: 422,
    field: 'unit',
  })
  const clerk = await hire('t1-admin', { actions: ['handle', 'configure'] })
  expect((await ask<Problem>('POST', '/admin/people', clerk, { ...wish, unit: 'water' })).status).toBe(422)
  expect((await ask<Problem>('POST', '/admin/people', clerk, { ...wish, unit: 'v11' })).status).toBe(201)
  expect((await ask<PersonInfo>('PATCH', '/admin/people/water-clerk', local(), { unit: null })).body.unit).toBeNull()
  expect((await ask<CasesAnswer>('GET', '/cases?queue=mine', water)).body.total).toBe(0)
})
