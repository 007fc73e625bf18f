import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { JobInfo } from '../server/contract/index.ts'
import { codesOf, openCase, push, startServer, type Door, type Server } from './world/index.ts'

const WANTED = {
  indicators: ['governance.new_cases'],
  format: 'csv',
  query: { children: 'village', grain: 'hour', from: '2026-10-01', to: '2026-10-06' },
}

const ask = async <T>({ url, token }: Door, path: string, body?: object): Promise<T> => {
  const reply = await fetch(`${url}/api/v1${path}`, {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  })
  if (!reply.ok) throw new Error(`${path}: ${await reply.text()}`)
  return (await reply.json()) as T
}

/** Looks at a job until `enough`. */
const watch = async (door: Door, id: string, enough: (job: JobInfo) => boolean): Promise<JobInfo> => {
  for (;;) {
    const job = await ask<JobInfo>(door, `/jobs/${id}`)
    if (enough(job)) return job
    expect(['queued', 'running']).toContain(job.state)
    await wait(20)
  }
}

/** The rows of a finished job, without the columns that say when it was asked for and of which state of the data. */
const rowsOf = async ({ url, token }: Door, { file }: JobInfo): Promise<string[]> => {
  const text = await (await fetch(url + file!.url, { headers: { authorization: `Bearer ${token}` } })).text()
  const lines = text.split('\r\n').map((line) => line.split(','))
  const told = ['数据截至', '版本号', '导出'].map((name) => lines[0]!.indexOf(name))
  return lines.map((line) => line.filter((_, at) => !told.includes(at)).join(','))
}

let data: string
let running: Server[]
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'yiping-export-killed-'))
  running = []
})
afterEach(async () => {
  for (const server of running) await server.stop()
  rmSync(data, { recursive: true, force: true })
})
const start = async (): Promise<Server> => {
  const server = await startServer({ data, environment: { YIPING_DEMO: '0' } })
  running.push(server)
  return server
}

test('an export broken off by kill -9 goes on where it was, and holds what it would have held', async () => {
  const first = await start()
  const villages = (await codesOf(first, 'village')).slice(0, 40)
  const casesOf = (name: string) =>
    villages.map((village, at) =>
      openCase(`${name}-${at}`, village, {
        reported_at: `2026-10-${String(1 + (at % 6)).padStart(2, '0')}T09:30:00+08:00`,
        updated_at: '2026-10-30T09:30:00+08:00',
      }),
    )
  await push(first, 'governance.case', casesOf('before'))
  const whole = await rowsOf(
    first,
    await watch(first, (await ask<JobInfo>(first, '/exports', WANTED)).id, ({ state }) => state === 'done'),
  )
  expect(whole.filter((line) => line.includes(',1,')).length).toBeGreaterThan(0)

  const { id } = await ask<JobInfo>(first, '/exports', WANTED)
  const reached = await watch(first, id, ({ progress }) => progress > 0.4)
  expect(reached.state).toBe('running')
  await first.stop('SIGKILL')
  const pages = readdirSync(join(data, 'files', 'jobs', `${id}.pages`)).filter((name) => /^\d+\.gz$/.test(name)).length
  expect(pages).toBeGreaterThan(2)

  const second = await start()
  const found = await ask<JobInfo>(second, `/jobs/${id}`)
  expect(found.restarted).toBe(true)
  expect(found.progress).toBeGreaterThan(0.1)
  await push(second, 'governance.case', casesOf('after'))
  let last = found.progress
  const done = await watch(second, id, ({ state, progress }) => {
    expect(progress).toBeGreaterThanOrEqual(last)
    last = progress
    return state === 'done'
  })
  expect(await rowsOf(second, done)).toEqual(whole)
  expect(readdirSync(join(data, 'files', 'jobs')).filter((name) => name.endsWith('.pages'))).toEqual([])
}, 240_000)
