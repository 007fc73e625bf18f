import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Person } from '../../contract/index.ts'
import { problem, Refused } from '../../indicators/index.ts'
import { createClock, createZone } from '../../lib/index.ts'
import { createLedger, type Ledger } from '../../store/index.ts'
import { push } from '../export/sink.ts'
import { createJobs, type Jobs, type JobsDeps } from './create.ts'

const person = (id: string): Person => ({ id, name: id, post: '分析员', grants: [] })
const [anna, ben] = [person('anna'), person('ben')]
let folder: string
let ledger: Ledger
let now: number
let open: Jobs[] = []
let people: Map<string, Person>

const start = async (make: JobsDeps['make']): Promise<Jobs> => {
  const jobs = createJobs({
    ledger,
    folder,
    personNow: (id) => people.get(id) ?? null,
    clock: createClock(createZone('Asia/Shanghai'), () => now),
    make,
    failed: () => undefined,
  })
  await jobs.ready()
  open.push(jobs)
  return jobs
}
const table = (title: string) => ({
  kind: 'export' as const,
  title,
  request: {},
  makes: { format: 'csv' as const, rows: 2 },
})
const state = (jobs: Jobs, id: string, wanted: string) =>
  vi.waitFor(() => expect(jobs.get(anna, id)?.state).toBe(wanted))
const writes =
  (text: string): JobsDeps['make'] =>
  async (_, { sink }) => {
    await push(sink, text)
    return { name: 'a.csv', mime: 'text/csv', issue: null }
  }
/** Goes on until somebody takes its sink away. */
const endless: JobsDeps['make'] = async (_, { sink, progress }) => {
  for (let at = 0; ; at += 1) {
    progress(0.4)
    await push(sink, 'x')
    await new Promise(setImmediate)
  }
}

const may = (...regions: string[]): Person => ({
  ...anna,
  grants: regions.map((region) => ({ role: 'analyst', region, themes: 'all', actions: ['export'] })),
})

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yiping-jobs-'))
  ledger = await createLedger({ path: ':memory:', threads: 1, memoryLimit: '100MB' })
  now = Date.parse('2026-11-21T04:30:00Z')
  open = []
  people = new Map([
    [anna.id, anna],
    [ben.id, ben],
  ])
})
afterEach(async () => {
  for (const jobs of open) await jobs.close()
  await ledger.close()
  rmSync(folder, { recursive: true })
})

test('a job is queued, made, and its file is there for whoever asked, and for nobody else', async () => {
  const jobs = await start(writes('一,二'))
  const { id, state: first } = await jobs.start(anna, table('表'))
  expect(first).toBe('queued')
  await state(jobs, id, 'done')
  expect(jobs.get(anna, id)).toMatchObject({
    format: 'csv',
    rows: 2,
    progress: 1,
    expiresAt: '2026-11-28T12:30:00+08:00',
    file: { name: 'a.csv', bytes: 7, url: `/api/v1/jobs/${id}/file` },
  })
  expect(readFileSync(jobs.done(anna, id)!.path, 'utf8')).toBe('一,二')
  expect([jobs.get(ben, id), jobs.done(ben, id), jobs.list(ben), await jobs.cancel(ben, id)]).toEqual([
    null,
    null,
    [],
    null,
  ])
})

test('a job under way can be watched and cancelled; nothing of it stays', async () => {
  const jobs = await start(endless)
  const { id } = await jobs.start(anna, table('表'))
  await vi.waitFor(() => expect(jobs.get(anna, id)).toMatchObject({ state: 'running', progress: 0.4 }))
  const second = await jobs.start(ben, table('二'))
  await vi.waitFor(() => expect(jobs.get(ben, second.id)).toMatchObject({ state: 'running' }))
  const waiting = await jobs.start(anna, table('后'))
  expect(waiting.state).toBe('queued')
  expect((await jobs.cancel(anna, waiting.id))!.state).toBe('cancelled')
  expect((await jobs.cancel(anna, id))!.state).toBe('cancelled')
  expect(existsSync(join(folder, id))).toBe(false)
})

test('where the folder of files is gone a job has failed, and does not stand as under way for ever', async () => {
  const jobs = await start(writes('一'))
  rmSync(folder, { recursive: true })
  writeFileSync(folder, '')
  const { id } = await jobs.start(anna, table('表'))
  await state(jobs, id, 'failed')
  expect(jobs.get(anna, id)!.problem).toMatch(/^服务器内部出错，请稍后再试/)
})

test('what was under way when the program ended begins again at the next start, with what was asked', async () => {
  const before = await start(endless)
  const { id } = await before.start(anna, {
    kind: 'report',
    title: '月报',
    request: { template: 'x' },
    makes: { format: 'docx', rows: null },
  })
  await state(before, id, 'running')
  await before.close()
  const seen: unknown[] = []
  const after = await start(async (job, making) => {
    seen.push([job.request, job.person])
    return writes('第二次')(job, making)
  })
  await state(after, id, 'done')
  expect(seen).toEqual([[{ template: 'x' }, anna]])
  expect(readFileSync(after.done(anna, id)!.path, 'utf8')).toBe('第二次')
  expect([before.get(anna, id)!.restarted, after.get(anna, id)!.restarted]).toEqual([undefined, true])
})

/** Reads page after page, as often as it is asked to; waits before page `holds`. */
const paged =
  (read: number[], holds: number): JobsDeps['make'] =>
  async (job, { sink, progress, spool }) => {
    await spool.begin(JSON.stringify(job.person.grants), null)
    for (let at = 0; at < 4; at += 1) {
      if (at === holds) await endless(job, { sink, progress: () => undefined, spool })
      await push(
        sink,
        await spool.page(at, () => {
          read.push(at)
          return Promise.resolve(`${at};`)
        }),
      )
      progress((at + 1) / 4)
    }
    return { name: 'a.csv', mime: 'text/csv', issue: null }
  }

test('what a job has read when it is broken off is not read again, and its progress does not go back', async () => {
  const read: number[] = []
  const before = await start(paged(read, 2))
  const { id } = await before.start(anna, table('表'))
  await vi.waitFor(() => expect(before.get(anna, id)!.progress).toBe(0.5))
  await before.close()
  const waits = await start(endless)
  expect(waits.get(anna, id)).toMatchObject({ progress: 0.5, restarted: true })
  await waits.close()
  const after = await start(paged(read, -1))
  await state(after, id, 'done')
  expect(readFileSync(after.done(anna, id)!.path, 'utf8')).toBe('0;1;2;3;')
  expect([read, existsSync(join(folder, `${id}.pages`))]).toEqual([[0, 1, 2, 3], false])
})

test('what was read with other rights is thrown away, and all of it when the job is cancelled', async () => {
  people.set(anna.id, may('d'))
  const read: number[] = []
  const before = await start(paged(read, 2))
  const { id } = await before.start(people.get(anna.id)!, table('表'))
  await vi.waitFor(() => expect(before.get(anna, id)!.progress).toBe(0.5))
  await before.close()
  people.set(anna.id, may('t1'))
  const after = await start(paged(read, 1))
  await vi.waitFor(() => expect([read, after.get(anna, id)!.progress]).toEqual([[0, 1, 0], 0.25]))
  await after.cancel(anna, id)
  expect([after.get(anna, id)!.progress, existsSync(join(folder, `${id}.pages`))]).toEqual([0, false])
})

test('a refusal is told in its words, a fault without its innards; the next job goes on', async () => {
  let calls = 0
  const jobs = await start((job, making) => {
    calls += 1
    if (calls === 1) throw new Refused(problem(400, 'x', '统计期还没有开始', { hint: '换一个' }))
    if (calls === 2) throw new Error('secret')
    return writes('好')(job, making)
  })
  const ids = [
    await jobs.start(anna, table('一')),
    await jobs.start(anna, table('二')),
    await jobs.start(anna, table('三')),
  ].map(({ id }) => id)
  await state(jobs, ids[2]!, 'done')
  expect(ids.map((id) => jobs.get(anna, id)!.problem)).toEqual([
    '统计期还没有开始；换一个',
    '服务器内部出错，请稍后再试；若持续出现，请联系系统管理员',
    null,
  ])
})

test('a file goes after its week, and the job says so, at once and before it has been taken away', async () => {
  const jobs = await start(writes('x'))
  const { id } = await jobs.start(anna, table('表'))
  await state(jobs, id, 'done')
  now += 7 * 86_400_000
  expect([
    jobs.get(anna, id)!.state,
    jobs.get(anna, id)!.file,
    jobs.done(anna, id),
    existsSync(join(folder, id)),
  ]).toEqual(['expired', null, null, true])
  await jobs.sweep()
  expect([jobs.get(anna, id)!.state, jobs.done(anna, id), existsSync(join(folder, id))]).toEqual([
    'expired',
    null,
    false,
  ])
})

test('two are made at once, a third waits its turn', async () => {
  const open: (() => void)[] = []
  const jobs = await start(async (job, making) => {
    await new Promise<void>((resolve) => open.push(resolve))
    return writes('x')(job, making)
  })
  const ids = [
    await jobs.start(anna, table('一')),
    await jobs.start(ben, table('二')),
    await jobs.start(anna, table('三')),
  ].map(({ id }) => id)
  await vi.waitFor(() => expect(open).toHaveLength(2))
  expect(jobs.get(anna, ids[2]!)!.state).toBe('queued')
  open[0]!()
  await vi.waitFor(() => expect(open).toHaveLength(3))
  for (const one of open) one()
  await state(jobs, ids[2]!, 'done')
})

test('a job that begins again is made with the rights of then, not with those it was asked with', async () => {
  people.set(anna.id, may('d'))
  const before = await start(endless)
  const { id } = await before.start(people.get(anna.id)!, table('表'))
  await state(before, id, 'running')
  await before.close()
  people.set(anna.id, may('t1'))
  const after = await start((job, making) => {
    if (job.person.grants.every(({ region }) => region !== 'd'))
      throw new Refused(problem(404, 'unknown-region', '没有区域 d'))
    return writes('x')(job, making)
  })
  await state(after, id, 'failed')
  expect(after.get(anna, id)!.problem).toBe('没有区域 d')
})

test('rights taken away while a job is under way stop it; an account that is gone, too', async () => {
  people.set(anna.id, may('d'))
  const jobs = await start((job, making) => {
    if (job.person.grants.length === 0) throw new Refused(problem(404, 'unknown-region', '没有区域 d'))
    return endless(job, making)
  })
  const first = await jobs.start(people.get(anna.id)!, table('表'))
  await state(jobs, first.id, 'running')
  jobs.recheck()
  expect(jobs.get(anna, first.id)!.state).toBe('running')
  people.set(anna.id, may())
  jobs.recheck()
  await state(jobs, first.id, 'failed')
  expect(jobs.get(anna, first.id)!.problem).toBe('没有区域 d')
  people.delete(anna.id)
  const second = await jobs.start(anna, table('表'))
  await state(jobs, second.id, 'failed')
  expect([jobs.get(anna, second.id)!.problem, existsSync(join(folder, second.id))]).toEqual([
    '账号已停用，任务没有继续',
    false,
  ])
})
