import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { QUICK } from '../../access/accounts/quick.fixture.ts'
import { createApp, type App } from '../../app.ts'
import type { AlertsAnswer, CaseDetail, CasesAnswer, SignInAnswer } from '../../contract/index.ts'
import { createZone } from '../../lib/index.ts'
import { loadRegions } from '../../regions/index.ts'
import { createDuty, dutyPeople, type Duty } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'yiping-duty-'))
const METRICS = `
city: { title: 试验区 }
themes: [{ id: governance, title: 治理 }]
case_types:
  - { id: governance.event, title: 治理事件, starts: dispatched, level: town, limits: { sign: 2h, handle: 48h }, whole: 5d, evidence: { feedback: 2 } }
datasets:
  - id: governance.gauge
    title: 水位
    owner: 试验单位
    kind: reading
    key: [id, at]
    time: at
    region: region
    freshness: 200h
    columns: { id: { type: text, required: true }, at: { type: time, required: true }, region: { type: region, required: true }, level: { type: number, required: true } }
indicators:
  - { id: governance.level, title: 水位, meaning: 最近读数, unit: 米, better: lower, from: governance.gauge, value: { latest: { of: level, per: id, across: max } }, grains: [hour, day], grain: day }
alerts:
  - { id: governance.high, title: 水位高, on: governance.level, level: town, bands: { red: { enter: ">= 40", exit: "< 35" } }, tells: { red: [town] } }
`
const TREE =
  'code,parent,level,name,kind\n330109,,district,试验区,place\n330109105,330109,town,甲镇,place\n330109105201,330109105,village,子村,place\n'
const PASSWORD = 'Own-pass-phrase-1'
const MINUTE = 60_000
let clock = Date.parse('2026-11-25T09:00:00+08:00')
let app: App
let url: string
let duty: Duty

const ask = async <T>(
  path: string,
  body?: object,
  headers: Record<string, string> = { authorization: `Bearer ${app.localToken}` },
  method = body ? 'POST' : 'GET',
): Promise<{ body: T; cookie: string }> => {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  expect(response.ok, `${path} ${text}`).toBe(true)
  return { body: JSON.parse(text) as T, cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
}

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
    now: () => clock,
    session: { idleMs: 100 * 3_600_000, longestMs: 200 * 3_600_000 },
  })
  url = await app.listen()
  const regions = loadRegions(join(folder, 'tree.csv'), () => '2026-11-25')
  for (const { username, name, grants } of dutyPeople(regions)) {
    const { body } = await ask<{ password: string }>('/admin/people', { username, name, unit: null, grants })
    const { cookie } = await ask('/session', { username, password: body.password })
    await ask('/session/password', { current: body.password, next: PASSWORD }, { cookie }, 'PUT')
  }
  duty = createDuty({
    url,
    password: PASSWORD,
    seed: 11,
    speed: 1,
    regions,
    now: () => clock,
    logger: { warn: () => undefined },
  })
})
afterAll(async () => {
  await duty.stop()
  await app.close()
  rmSync(folder, { recursive: true })
})

test('an alert lies unsigned at first, then somebody who was told reads it, then signs for it', async () => {
  await ask('/datasets/governance.gauge/rows', [
    {
      id: 'g',
      at: createZone('Asia/Shanghai').format(createZone('Asia/Shanghai').toLocal(clock)),
      region: '330109105',
      level: 50,
    },
  ])
  const alert = async () => (await ask<AlertsAnswer>('/alerts')).body.alerts[0]
  await vi.waitFor(async () => expect((await alert())?.reach.told).toBeGreaterThan(0), 5_000)
  await duty.round()
  expect(await alert()).toMatchObject({ state: 'firing', owner: null, read: null })
  const seen: string[] = []
  for (let minute = 0; minute < 12; minute++) {
    clock += MINUTE
    await duty.round()
    const { state, read } = (await alert())!
    seen.push(state === 'acknowledged' ? 'signed' : read === null ? 'waits' : 'read')
  }
  expect([...new Set(seen)].slice(-2)).toEqual(['read', 'signed'])
  const { told, owner } = (await alert())!
  expect(told.find(({ acted }) => acted !== null)?.person?.name).toBe(owner)
})

test('what is reported goes through all hands to the archive, with photos, and not by the same one twice where two are needed', async () => {
  const { body: reported } = await ask<CaseDetail>('/cases', {
    type: 'governance.event',
    title: '子村桥头路灯不亮',
    region: '330109105201',
  })
  const read = async () => (await ask<CaseDetail>(`/cases/${reported.id}`)).body
  const days = 10
  for (let hours = 0; hours < days * 24 && (await read()).state.id !== 'archived'; hours += 2) {
    clock += 120 * MINUTE
    await duty.round()
  }
  const { state, entries, loop, evidence } = await read()
  expect([state.id, loop.every((step) => step.state === 'done')]).toEqual(['archived', true])
  expect(evidence).toHaveLength(2)
  expect(new Set(evidence.map(({ sha256 }) => sha256)).size).toBe(2)
  const by = (action: string): string => entries.findLast((entry) => entry.action.id === action)!.by.id
  expect([by('feedback'), by('verify')]).toEqual(['demo-330109105-3', 'demo-330109105'])
  expect(entries.find(({ action }) => action.id === 'feedback')?.words).toMatch(/^更换灯头 \d+ 只/)
})

test('people out in the villages come across things themselves, and the door never offers their accounts', async () => {
  const { cases } = (await ask<CasesAnswer>('/cases?queue=all')).body
  expect(cases.length).toBeGreaterThan(2)
  expect(cases.filter(({ title, region }) => !title.includes('子村') || region.id !== '330109105201')).toEqual([])
  expect((await ask<SignInAnswer>('/sign-in')).body.demo).toBeNull()
})
