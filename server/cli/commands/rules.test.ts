import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createStore } from '../../store/index.ts'
import { replayHere } from './rules.ts'

let folder: string
const before = process.env['YIPING_DATA']
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'yiping-rules-'))
  process.env['YIPING_DATA'] = folder
})
afterEach(async () => {
  if (before === undefined) delete process.env['YIPING_DATA']
  else process.env['YIPING_DATA'] = before
  await rm(folder, { recursive: true, force: true })
})

test('a replay where there is no data yet says so, and makes none', async () => {
  await expect(replayHere('governance.backlog', 90)).rejects.toThrow(`没有数据文件 ${folder}/yiping.duckdb`)
  expect(await readdir(folder)).toEqual([])
})

test('a replay of data that knows nothing of a declared dataset names it', async () => {
  const file = path.join(folder, 'yiping.duckdb')
  await (await createStore({ path: file, threads: 1, memoryLimit: '100MB', readers: 1, readLimitMs: 1_000 })).close()
  await expect(replayHere('governance.backlog', 90)).rejects.toThrow(/还没有数据资源 .*governance\.case/)
})
