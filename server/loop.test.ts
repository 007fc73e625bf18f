import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { QUICK } from './access/accounts/quick.fixture.ts'
import { createApp, type App } from './app.ts'
import type {
  AlertInfo,
  AlertsAnswer,
  CaseDetail,
  CasesAnswer,
  CellsAnswer,
  Grant,
  PersonInfo,
  Problem,
} from './contract/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'yiping-loop-'))
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
const PASSWORD = 'Own-pass-phrase-1'
let app: App
let url: string

beforeAll(async () => {
  writeFileSync(join(folder, 'm.yaml'), METRICS)
  writeFileSync(join(folder, 'tree.csv'), TREE)
  app = await createApp({
    port: 0,
    host: '127.0.0.1',
    database: ':memory:',
    ledger: ':memory:',
    metrics: folder,
    regions: join(folder, 'tree.csv'),
    timeZone: 'Asia/Shanghai',
    demo: null,
    logLevel: 'silent',
    memoryLimit: '300MB',
    client: null,
    passwordWork: QUICK,
  })
  url = await app.listen()
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

type Headers = Record<string, string>
const local = (): Headers => ({ authorization: `Bearer ${app.localToken}` })
const ask = async <T>(
  headers: Headers,
  method: string,
  path: string,
  body?: object,
): Promise<{ status: number; body: T; cookie: string }> => {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body && { body: JSON.stringify(body) }),
  })
  return {
    status: response.status,
    body: (response.status === 204 ? null : await response.json()) as T,
    cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '',
  }
}
const enter = async (username: string, password: string): Promise<Headers> => ({
  cookie: (await ask({}, 'POST', '/session', { username, password })).cookie,
})
const hire = async (username: string, grant: Partial<Grant>, unit: string | null = null): Promise<Headers> => {
  const grants: Grant[] = [
    { role: 'town', region: 't1', themes: 'all', actions: ['aggregate', 'rows', 'handle'], ...grant },
  ]
  const { status, body } = await ask<{ password: string }>(local(), 'POST', '/admin/people', {
    username,
    name: username,
    unit,
    grants,
  })
  expect(status).toBe(201)
  await ask(await enter(username, body.password), 'PUT', '/session/password', {
    current: body.password,
    next: PASSWORD,
  })
  return enter(username, PASSWORD)
}
const alertOf = async (who: Headers): Promise<AlertInfo | undefined> =>
  (await ask<AlertsAnswer>(who, 'GET', '/alerts')).body.alerts[0]

test('whoever was told and does something about the case has acted on the alert, and nobody else', async () => {
  const officer = await hire('officer', {})
  const worker = await hire('worker', { role: 'village', region: 'v11' })
  await ask(local(), 'POST', '/datasets/t.gauge/rows', [
    { id: 'g', at: new Date().toISOString(), region: 'v11', level: 50 },
  ])
  const alert = await vi.waitFor(async () => {
    const one = await alertOf(officer)
    expect(one?.case).toEqual(expect.any(String))
    return one!
  }, 5_000)
  const { body: one } = await ask<CaseDetail>(officer, 'GET', `/cases/${alert.case!}`)
  expect(one).toMatchObject({ title: '子村水位高', owner: { id: 't1' }, origin: { alert: alert.id } })
  expect((await ask(officer, 'POST', `/cases/${one.id}/actions`, { action: 'sign', seen: one.seen })).status).toBe(200)
  const told = await vi.waitFor(async () => {
    const { told: all } = (await alertOf(officer))!
    expect(all.find(({ person }) => person?.id === 'officer')?.acted).toEqual(expect.any(String))
    return all
  }, 5_000)
  const mine = told.find(({ person }) => person?.id === 'officer')!
  for (const at of [mine.delivered!, mine.read!, mine.acted!])
    expect(Date.parse(at)).toBeGreaterThanOrEqual(Date.parse(mine.at))
  expect(told.find(({ person }) => person?.id === 'worker')).toMatchObject({ read: null, acted: null })
  expect((await ask<CasesAnswer>(worker, 'GET', '/cases')).body.total).toBe(1)
})

test('the alert itself is counted, and nobody outside can send what the program counts', async () => {
  const { body } = await ask<CellsAnswer>(local(), 'GET', '/indicators/t.alerts/cells?region=v11&grain=day')
  expect(body.cells.at(-1)?.value).toBe(1)
  const sent = await ask<Problem>(local(), 'POST', '/datasets/t.alert/rows', [
    { alert_id: 'made-up', region_code: 'v11', started_at: new Date().toISOString(), counted: true },
  ])
  expect(sent.body).toMatchObject({ status: 409, type: '/problems/own-dataset', title: '该数据资源由系统自动写入' })
})

test('a case given to a department is mine for its people; a unit that is not there, or beyond the giver, is refused', async () => {
  const {
    body: {
      cases: [one],
    },
  } = await ask<CasesAnswer>(local(), 'GET', '/cases')
  const water = await hire('water-clerk', { role: 'department', region: 'd', themes: ['none'] }, 'water')
  expect((await ask<CasesAnswer>(water, 'GET', '/cases?queue=mine')).body.total).toBe(0)
  expect(
    (
      await ask<CaseDetail>(local(), 'POST', `/cases/${one!.id}/actions`, {
        action: 'cohandle',
        to: 'water',
        seen: one!.seen,
      })
    ).status,
  ).toBe(200)
  expect((await ask<CasesAnswer>(water, 'GET', '/cases?queue=mine')).body.cases.map(({ id }) => id)).toEqual([one!.id])
  const people = (await ask<PersonInfo[]>(local(), 'GET', '/admin/people')).body
  expect(people.find(({ username }) => username === 'water-clerk')?.unit).toEqual({ id: 'water', title: '水利局' })
  const wish = {
    username: 'x1',
    name: 'x1',
    grants: [{ role: 'town', region: 't1', themes: 'all', actions: ['handle'] }],
  }
  expect((await ask<Problem>(local(), 'POST', '/admin/people', { ...wish, unit: 'nowhere' })).body).toMatchObject({
    status: 422,
    field: 'unit',
  })
  const clerk = await hire('t1-admin', { actions: ['handle', 'configure'] })
  expect((await ask<Problem>(clerk, 'POST', '/admin/people', { ...wish, unit: 'water' })).status).toBe(422)
  expect((await ask<Problem>(clerk, 'POST', '/admin/people', { ...wish, unit: 'v11' })).status).toBe(201)
  expect((await ask<PersonInfo>(local(), 'PATCH', '/admin/people/water-clerk', { unit: null })).body.unit).toBeNull()
  expect((await ask<CasesAnswer>(water, 'GET', '/cases?queue=mine')).body.total).toBe(0)
})
