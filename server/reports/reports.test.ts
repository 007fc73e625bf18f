import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Catalog } from '../catalog/index.ts'
import {
  cellsQuerySchema,
  planBodySchema,
  type Action,
  type Person,
  type Scope,
  type TableFormat,
} from '../contract/index.ts'
import { createCity, loadDefinitions, local, smallTree, type City } from '../indicators/testing/city.ts'
import { createLedger, type Ledger } from '../store/index.ts'
import { DIGITS } from './export/read-back.fixture.ts'
import { createReports, loadOutlets } from './index.ts'
import type { Reports } from './reports.ts'

/** Plans and exports with everything below them real: facts, ledger, folder. */

const root = mkdtempSync(join(tmpdir(), 'yiping-reports-'))
const metrics = join(root, 'metrics')
const share = join(root, 'share')
const METRICS = `
city: { title: 试验区 }
themes: [{ id: t, title: 试验 }]
worktimes: [{ id: office, title: 工作日, hours: ["08:30-17:30"], years: { 2026: { off: ["10-01", "10-02"], on: [] } } }]
datasets:
  - id: t.visit
    title: 走访
    owner: 试验单位
    class: personal
    kind: record
    key: [id]
    time: at
    region: region
    columns: { id: { type: text, required: true }, at: { type: time, required: true }, updated_at: { type: time }, region: { type: region, required: true } }
  - id: t.case
    title: 事项
    owner: 试验单位
    kind: record
    key: [id]
    time: at
    region: region
    columns: { id: { type: text, required: true }, at: { type: time, required: true }, updated_at: { type: time }, region: { type: region, required: true } }
indicators:
  - { id: t.visits, title: 走访人次, meaning: 人次, unit: 人次, from: t.visit, value: { count: true }, grains: [day, month] }
  - { id: t.cases, title: 事项数, meaning: 件数, unit: 件, from: t.case, value: { count: true }, grains: [hour, day, month] }
`
const REPORT =
  '---\nid: day\ntitle: 日报\ngrain: day\nschedule: 每个工作日 08:00\n---\n# {地区}日报\n\n{期间}受理{t.cases}，{t.cases 环比}。\n'
const VISITS = '---\nid: visits\ntitle: 走访日报\ngrain: day\n---\n# {地区}走访日报\n\n{期间}走访{t.visits}。\n'
const person = (id: string, ...actions: Action[]): Person => ({
  id,
  name: `${id}同志`,
  post: '分析员',
  grants: [{ role: 'analyst', region: 'd', themes: 'all', actions }],
})
const scopeFor = ({ grants }: Person): Scope => ({
  reaches: grants
    .filter(({ actions }) => actions.includes('export'))
    .map(({ region, actions }) => ({
      roots: [region],
      themes: 'all' as const,
      class: 'internal' as const,
      rows: actions.includes('rows'),
    })),
})

let catalog: Catalog
let city: City
let ledger: Ledger
let now: number
let people: Map<string, Person>
let noted: string[]
let reports: Reports

beforeAll(async () => {
  mkdirSync(join(metrics, 'reports'), { recursive: true })
  writeFileSync(join(metrics, 'm.yaml'), METRICS)
  writeFileSync(join(metrics, 'reports', 'day.md'), REPORT)
  writeFileSync(join(metrics, 'reports', 'visits.md'), VISITS)
  writeFileSync(
    join(root, 'channels.yaml'),
    `outlets: [{ id: share, title: 共享文件夹, kind: folder, path: ${share} }]\n`,
  )
  catalog = await loadDefinitions(metrics)
  expect(catalog.problems).toEqual([])
})
beforeEach(async () => {
  now = local('2026-09-30 07:00')
  noted = []
  people = new Map(
    [
      person('anna', 'aggregate', 'export'),
      person('chief', 'aggregate', 'export', 'configure'),
      person('reader', 'aggregate'),
    ].map((one) => [one.id, one]),
  )
  city = await createCity(catalog, smallTree(), () => now)
  ledger = await createLedger({ path: ':memory:', threads: 1, memoryLimit: '100MB' })
  const nobody = { find: () => Promise.resolve(null), history: () => Promise.resolve([]) }
  reports = createReports({
    indicators: city.indicators,
    catalog: () => catalog,
    regions: smallTree(),
    clock: city.clock,
    ledger,
    metrics,
    files: join(root, 'files'),
    outlets: loadOutlets(join(root, 'channels.yaml')),
    alerts: nobody,
    cases: {
      read: () => Promise.reject(new Error('no cases here')),
      photo: () => Promise.reject(new Error('no photos here')),
      tasks: () => Promise.resolve({ rows: [], total: 0, overdue: 0 }),
    },
    audit: {
      append: (entry) => {
        noted.push(entry.what)
        return Promise.resolve({} as never)
      },
    },
    scopeFor,
    rightTo: scopeFor,
    people: () => [...people.values()],
    personNow: (id) => people.get(id) ?? null,
    failed: (error) => {
      throw error
    },
  })
  await reports.ready()
})
afterEach(async () => {
  await reports.close()
  await ledger.close()
  await city.close()
  rmSync(share, { recursive: true, force: true })
})
afterAll(() => rmSync(root, { recursive: true }))

const at = async (text: string): Promise<void> => {
  now = local(text)
  await reports.plans.tick()
}
const row = (id: string, when: string, region = 'v11') => ({ id, at: `${when}:00`, updated_at: `${when}:00`, region })

describe('a plan', () => {
  const plan = async () =>
    reports.plans.create(
      people.get('chief')!,
      planBodySchema.parse({
        template: 'day',
        region: 'd',
        when: '每个工作日 08:00',
        audience: 'everybody',
        outlets: ['share'],
        data: true,
      }),
    )
  const mine = async () =>
    (await reports.plans.list(people.get('chief')!)).plans.find(({ owner }) => owner.startsWith('chief'))!

  test('makes the issue of the day before, puts it into archive, inboxes and folder, and writes down what leaves the house; holidays are left out', async () => {
    await city.deliver('t.case', [
      row('a', '2026-09-29 10:00'),
      row('b', '2026-09-29 11:00'),
      row('c', '2026-09-28 11:00'),
    ])
    await plan()
    await at('2026-09-30 08:00')
    const [run] = (await mine()).runs
    expect(run).toMatchObject({
      state: 'done',
      at: '2026-09-30T08:00:00+08:00',
      deliveries: [{ title: '共享文件夹', state: 'done' }],
    })
    const [file, table] = readdirSync(share).sort()
    expect(table).toBe(file!.replace(/docx$/, 'xlsx'))
    expect(file).toMatch(/^d日报（2026年9月29日）_20260930080000.*\.docx$/)
    const archived = await reports.issue(people.get('anna')!, run!.issue!, 'docx')
    expect(readFileSync(join(share, file!)).equals(archived!.bytes)).toBe(true)
    expect(
      readFileSync(join(share, table!)).equals((await reports.issue(people.get('anna')!, run!.issue!, 'xlsx'))!.bytes),
    ).toBe(true)
    expect((await reports.issue(people.get('anna')!, run!.issue!, 'html'))!.bytes.toString()).toContain(
      '2026年9月29日受理2件，环比增长100.0%。',
    )
    expect((await reports.issues(people.get('chief')!)).find(({ id }) => id === run!.issue)).toMatchObject({
      automatic: true,
      fresh: true,
    })
    expect(noted).toEqual([
      expect.stringMatching(new RegExp(`^report issue:${run!.issue} docx\\+xlsx to folder:share plan:`)),
    ])
    await at('2026-10-01 08:00')
    await at('2026-10-02 12:00')
    expect((await mine()).runs).toHaveLength(1)
    expect((await mine()).next).toBe('2026-10-05T08:00:00+08:00')
  })

  test('whose folder cannot be written says so, tries again by itself, and the issue is made once', async () => {
    await plan()
    writeFileSync(share, 'a file where the folder should be')
    await at('2026-09-30 08:00')
    const [run] = (await mine()).runs
    expect(run).toMatchObject({
      state: 'done',
      deliveries: [
        {
          state: 'waiting',
          attempts: 1,
          problem: expect.stringContaining('没有写入文件夹'),
          next: '2026-09-30T08:01:00+08:00',
        },
      ],
    })
    rmSync(share)
    await at('2026-09-30 08:01')
    expect((await mine()).runs[0]!.deliveries).toMatchObject([{ state: 'done', attempts: 2 }])
    expect(readdirSync(share)).toHaveLength(2)
    expect(await reports.issues(people.get('chief')!)).toHaveLength(2)
  })

  test.each([
    ['everybody', '走访少于5', true],
    ['owner', '走访2人次', false],
  ] as const)(
    'made for %s tells %s of people few in number: for everybody it tells no more than everybody may read, whoever ordered it',
    async (audience, words, opens) => {
      await city.deliver('t.visit', [row('a', '2026-09-29 10:00'), row('b', '2026-09-29 11:00')])
      people.set('chief', person('chief', 'aggregate', 'export', 'configure', 'rows'))
      await reports.plans.create(
        people.get('chief')!,
        planBodySchema.parse({ template: 'visits', region: 'd', when: '每个工作日 08:00', audience }),
      )
      await at('2026-09-30 08:00')
      const issue = (await mine()).runs[0]!.issue!
      expect((await reports.issue(people.get('chief')!, issue, 'html'))!.bytes.toString()).toContain(words)
      expect((await reports.issues(people.get('anna')!)).some(({ id, fresh }) => id === issue && fresh)).toBe(opens)
    },
  )

  test('stops, and says so, when whoever it belongs to may take nothing out any more', async () => {
    await plan()
    people.set('chief', person('chief', 'aggregate', 'configure'))
    await at('2026-09-30 08:00')
    expect(
      (await reports.plans.list(people.get('chief')!)).plans.find(({ owner }) => owner.startsWith('chief')),
    ).toMatchObject({
      state: 'paused',
      paused: { by: '系统' },
      runs: [{ state: 'failed', problem: expect.stringContaining('没有导出权限') }],
    })
  })
})

test('an issue that tells small numbers about people, because its writer may see their rows, opens to nobody who may not', async () => {
  await city.deliver('t.visit', [row('a', '2026-09-29 10:00'), row('b', '2026-09-29 11:00')])
  const [sees, seesNot] = [person('sees', 'aggregate', 'export', 'rows'), person('sees-not', 'aggregate', 'export')]
  for (const one of [sees, seesNot]) people.set(one.id, one)
  await reports.startReport(sees, { template: 'visits', region: 'd', period: '2026-09-29', format: 'html' })
  const issue = await vi.waitFor(async () => {
    const made = (await reports.issues(sees)).find(({ template }) => template === 'visits')
    if (made === undefined) throw new Error('not made yet')
    return made.id
  }, 20_000)
  expect((await reports.issue(sees, issue, 'html'))!.bytes.toString()).toContain('走访2人次')
  expect((await reports.issues(seesNot)).some(({ id }) => id === issue)).toBe(false)
  expect(await reports.issue(seesNot, issue, 'html')).toBeNull()
})

describe('an export', () => {
  const taken = async (who: Person, indicator: string, format: TableFormat, query: object = {}): Promise<Buffer> => {
    const table = await reports.prepare({
      person: who,
      scope: scopeFor(who),
      indicators: [indicator],
      parameters: cellsQuerySchema.parse({ region: 'd', children: 'true', grain: 'day', ...query }),
      format,
    })
    const sink = new PassThrough()
    const bytes = buffer(sink)
    await reports.write(table, format, sink)
    sink.end()
    return bytes
  }

  test.each(['csv', 'xlsx', 'parquet', 'docx'] as const)(
    'as %s hides small numbers about people from whoever may not see the rows, and what they are made of',
    async (format) => {
      await city.deliver('t.visit', [
        ...Array.from({ length: 12 }, (_, n) => row(`big${n}`, '2026-09-30 05:00', 'v11')),
        ...Array.from({ length: 2 }, (_, n) => row(`small${n}`, '2026-09-30 06:00', 'v21')),
      ])
      const trusted = person('trusted', 'export', 'rows')
      expect((await DIGITS[format](await taken(trusted, 't.visits', format), 0)).filter((one) => one !== '')).toEqual([
        '12',
        '2',
      ])
      const shown = await DIGITS[format](await taken(people.get('anna')!, 't.visits', format), 0)
      expect(shown).not.toContain('2')
      if (format !== 'csv') return
      const csv = (await taken(people.get('anna')!, 't.visits', 'csv')).toString()
      const line = csv.split('\r\n').find((one) => one.startsWith('t2,'))!
      expect(line).toContain('少于5或连带')
      expect(line.split(',').slice(4, 11).join('')).toBe('')
    },
  )

  test('of places picked out holds these alone, and is refused when none of them is there', async () => {
    const lines = async (only: string): Promise<string[]> =>
      (await taken(people.get('anna')!, 't.cases', 'csv', { only }))
        .toString()
        .split('\r\n')
        .slice(1)
        .flatMap((line) => /^[tv]\d+/.exec(line)?.[0] ?? [])
    expect(await lines('t2,v11')).toEqual(['t2'])
    await expect(lines('v11')).rejects.toMatchObject({ problem: { status: 404, field: 'only' } })
  })

  test('to paper ends where nobody would read on, and is told what else there is; a table goes further', async () => {
    const wide = { grain: 'hour', from: '2026-01-01', to: '2026-09-30' }
    for (const format of ['docx', 'pdf'] as const) {
      await expect(taken(people.get('anna')!, 't.cases', format, wide)).rejects.toMatchObject({
        problem: {
          status: 400,
          title: expect.stringContaining('一次最多导出 3000 行'),
          hint: expect.stringContaining('CSV'),
        },
      })
    }
    await expect(
      taken(people.get('anna')!, 't.cases', 'csv', { grain: 'hour', from: '1600-01-01', to: '2026-09-30' }),
    ).rejects.toMatchObject({ problem: { status: 400 } })
  })

  test('that waits its turn is told, makes its file, and may be asked for by nobody else', async () => {
    const job = await reports.startExport(people.get('anna')!, {
      indicators: ['t.cases'],
      format: 'csv',
      query: cellsQuerySchema.parse({ region: 'd', grain: 'day' }),
    })
    await vi.waitFor(() =>
      expect(reports.jobs.get(people.get('anna')!, job.id)).toMatchObject({ state: 'done', progress: 1 }),
    )
    expect(await reports.file(people.get('chief')!, job.id)).toBeNull()
    people.set('anna', person('anna', 'aggregate'))
    await expect(reports.file(people.get('anna')!, job.id)).rejects.toMatchObject({ problem: { status: 404 } })
  })
})
