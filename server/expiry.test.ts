import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { QUICK } from './access/accounts/quick.fixture.ts'
import { createApp, type App } from './app.ts'
import type { JobInfo, Problem } from './contract/index.ts'

/** Made files go after their time, through the running server and its own clock. */

const folder = mkdtempSync(join(tmpdir(), 'yiping-expiry-'))
const METRICS = `
city: { title: 试验区 }
themes: [{ id: t, title: 试验 }]
datasets:
  - { id: t.case, title: 事项, owner: 试验单位, kind: record, key: [id], time: at, region: region, columns: { id: { type: text, required: true }, at: { type: time, required: true }, region: { type: region, required: true } } }
indicators:
  - { id: t.cases, title: 事项数, meaning: 件数, unit: 件, from: t.case, value: { count: true }, grains: [day] }
`
const KEPT_MS = 2_000
let app: App
let url: string

const send = (path: string, body?: object): Promise<Response> =>
  fetch(`${url}/api/v1${path}`, {
    headers: { authorization: `Bearer ${app.localToken}`, 'content-type': 'application/json' },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  })
const ask = async <T>(path: string, body?: object): Promise<T> => (await (await send(path, body)).json()) as T

beforeAll(async () => {
  writeFileSync(join(folder, 'metrics.yaml'), METRICS)
  writeFileSync(
    join(folder, 'tree.csv'),
    'code,parent,level,name,kind\nd,,district,测试区,place\nt1,d,town,甲镇,place\n',
  )
  app = await createApp({
    port: 0,
    host: '127.0.0.1',
    database: ':memory:',
    ledger: join(folder, 'ledger.duckdb'),
    metrics: folder,
    regions: join(folder, 'tree.csv'),
    timeZone: 'Asia/Shanghai',
    demo: null,
    logLevel: 'silent',
    memoryLimit: '300MB',
    client: null,
    passwordWork: QUICK,
    filesKeptMs: KEPT_MS,
  })
  url = await app.listen()
}, 60_000)
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

test('a file can be fetched until its time is over; then it is deleted, and job and address say when that was and what to do', async () => {
  const { id } = await ask<JobInfo>('/exports', { indicators: ['t.cases'], format: 'csv', query: { region: 'd' } })
  await vi.waitFor(async () => expect((await ask<JobInfo>(`/jobs/${id}`)).state).toBe('done'), {
    timeout: 10_000,
    interval: 20,
  })
  const { file, expiresAt } = await ask<JobInfo>(`/jobs/${id}`)
  const path = join(folder, 'files', 'jobs', id)
  expect([
    (await fetch(url + file!.url, { headers: { authorization: `Bearer ${app.localToken}` } })).status,
    existsSync(path),
  ]).toEqual([200, true])

  await vi.waitFor(() => expect(existsSync(path)).toBe(false), { timeout: 3 * KEPT_MS, interval: 50 })
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(expiresAt!))
  expect(await ask<JobInfo>(`/jobs/${id}`)).toMatchObject({ state: 'expired', file: null, expiresAt })
  expect(await ask<Problem>(`/jobs/${id}/file`)).toMatchObject({
    status: 410,
    title: `文件已于 ${expiresAt!.slice(0, 16).replace('T', ' ')} 到期删除`,
    hint: '如仍需要，请重新导出',
  })
}, 30_000)
