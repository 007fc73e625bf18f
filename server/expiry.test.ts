import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { JobInfo } from './contract/index.ts'
import { createWorld } from './testing/index.fixture.ts'

/** Made files go after their time, through the running server and its own clock. */

const METRICS = `
city: { title: 试验区 }
themes: [{ id: t, title: 试验 }]
datasets:
  - { id: t.case, title: 事项, owner: 试验单位, kind: record, key: [id], time: at, region: region, columns: { id: { type: text, required: true }, at: { type: time, required: true }, region: { type: region, required: true } } }
indicators:
  - { id: t.cases, title: 事项数, meaning: 件数, unit: 件, from: t.case, value: { count: true }, grains: [day] }
`
const KEPT_MS = 2_000
const WISH = { indicators: ['t.cases'], format: 'csv', query: { region: 'd' } }
const world = createWorld({
  definitions: { 'metrics.yaml': METRICS },
  shared: false,
  lasting: 'ledger',
  filesKeptMs: KEPT_MS,
})
const { ask, local } = world

beforeAll(() => world.open())
afterAll(world.close)

test('a file can be fetched until its time is over; then it is deleted, and job and address say when that was and what to do', async () => {
  const { id } = (await ask<JobInfo>('POST', '/exports', local(), WISH)).body
  const { file, expiresAt } = await world.done(id)
  const path = join(world.folder, 'files', 'jobs', id)
  expect([(await fetch(world.url() + file!.url, { headers: local() })).status, existsSync(path)]).toEqual([200, true])

  await vi.waitFor(() => expect(existsSync(path)).toBe(false), { timeout: 3 * KEPT_MS, interval: 50 })
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(expiresAt!))
  expect((await ask<JobInfo>('GET', `/jobs/${id}`, local())).body).toMatchObject({
    state: 'expired',
    file: null,
    expiresAt,
  })
  expect((await ask('GET', `/jobs/${id}/file`, local())).body).toMatchObject({
    status: 410,
    title: `文件已于 ${expiresAt!.slice(0, 16).replace('T', ' ')} 到期删除`,
    hint: '如仍需要，请重新导出',
  })
}, 30_000)
