import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createProbe, type Probe } from '../store/index.ts'
import { INDICATORS, SOUND } from './fixture.ts'
import { loadCatalog } from './load.ts'
import type { Catalog } from './model/index.ts'
import { watchCatalog, type CatalogWatch } from './watch.ts'

let probe: Probe
let home: string
let folder: string
let watch: CatalogWatch
let waiting: { until: (catalog: Catalog) => boolean; done: (catalog: Catalog) => void } | null

const write = (file: string, text: string) => writeFile(path.join(folder, file), text)

/** Resolves with the first catalogue told that fits; the test's own time limit is the only clock. */
const told = (until: (catalog: Catalog) => boolean): Promise<Catalog> =>
  new Promise((done) => {
    waiting = { until, done }
  })

beforeAll(async () => {
  probe = await createProbe()
})
afterAll(() => probe.close())
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'yiping-metrics-'))
  folder = path.join(home, 'metrics')
  for (const [file, text] of Object.entries(SOUND)) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true })
    await write(file, text)
  }
  waiting = null
  const current = await loadCatalog({ folder, probe })
  watch = watchCatalog({
    folder,
    probe,
    current,
    settleMs: 20,
    lookMs: 250,
    onChange: (catalog) => {
      if (waiting?.until(catalog)) waiting.done(catalog)
    },
  })
})
afterEach(async () => {
  await watch.close()
  await rm(home, { recursive: true, force: true })
})

const titleIs = (title: string) => (catalog: Catalog) => catalog.indicators.get('work.cases')?.title === title

test('a changed file is in force without a restart', async () => {
  const change = told(titleIs('事件件数'))
  await write('work/indicators.yaml', INDICATORS.replace('title: 事件数', 'title: 事件件数'))
  expect((await change).problems).toEqual([])
  expect(watch.catalog().indicators.get('work.cases')!.title).toBe('事件件数')
})

test('a file in a folder that is new is found', async () => {
  const change = told((catalog) => catalog.indicators.has('work.more'))
  await mkdir(path.join(folder, 'deep', 'er'), { recursive: true })
  await write(
    'deep/er/more.yaml',
    'indicators:\n  - { id: work.more, title: 更多, meaning: 更多, from: work.case, value: { count: all }, grains: [day] }\n',
  )
  expect((await change).indicators.size).toBe(4)
})

test('a file half written keeps what it held, and the rest of it comes when it is whole', async () => {
  const text = INDICATORS.replace('title: 事件数', 'title: 事件件数')
  const half = told(({ problems }) => problems.length > 0)
  await write('work/indicators.yaml', text.slice(0, text.indexOf('work.closed_rate') + 30))
  expect([...(await half).indicators.keys()].sort()).toEqual(['work.cases', 'work.closed_rate', 'work.load'])
  const whole = told(({ problems }) => problems.length === 0)
  await write('work/indicators.yaml', text)
  expect((await whole).indicators.get('work.cases')!.title).toBe('事件件数')
})

test('a folder that goes away is said and costs nothing, and one put in its place is read', async () => {
  const gone = told(({ problems }) => problems.length > 0)
  await rename(folder, path.join(home, 'aside'))
  const catalog = await gone
  expect(catalog.indicators.size).toBe(3)
  expect(catalog.problems[0]!.message).toContain('目前沿用上一次有效的定义')

  await cp(path.join(home, 'aside'), path.join(home, 'other'), { recursive: true })
  await writeFile(
    path.join(home, 'other', 'work/indicators.yaml'),
    INDICATORS.replace('title: 事件数', 'title: 另一处'),
  )
  const back = told(titleIs('另一处'))
  await rename(path.join(home, 'other'), folder)
  expect((await back).problems).toEqual([])
})

test('files that only look different change nothing', async () => {
  const seen: Catalog[] = []
  const other = watchCatalog({
    folder,
    probe,
    current: watch.catalog(),
    settleMs: 5,
    lookMs: 20,
    onChange: (catalog) => seen.push(catalog),
  })
  await write('notes.txt', 'x')
  const change = told(titleIs('事件件数'))
  await write('work/indicators.yaml', INDICATORS.replace('title: 事件数', 'title: 事件件数'))
  await change
  await other.close()
  expect(seen.length).toBeLessThanOrEqual(1)
})

test('after close nothing is told any more', async () => {
  await watch.close()
  let calls = 0
  const closed = watchCatalog({
    folder,
    probe,
    current: watch.catalog(),
    settleMs: 5,
    onChange: () => {
      calls += 1
    },
  })
  await write('work/indicators.yaml', INDICATORS.replace('title: 事件数', 'title: 之后'))
  await closed.close()
  expect(calls).toBe(0)
})
