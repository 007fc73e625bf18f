import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Catalog } from '../catalog/index.ts'
import type { Action, Person, Scope } from '../contract/index.ts'
import { createCity, loadDefinitions, local, smallTree, type City } from '../indicators/testing/city.ts'
import { createLedger, type Ledger } from '../store/index.ts'
import { createReports, loadOutlets } from './index.ts'
import type { Reports } from './reports.ts'

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

export const person = (id: string, ...actions: Action[]): Person => ({
  id,
  name: `${id}同志`,
  post: '分析员',
  grants: [{ role: 'analyst', region: 'd', themes: 'all', actions }],
})
export const scopeFor = ({ grants }: Person): Scope => ({
  reaches: grants
    .filter(({ actions }) => actions.includes('export'))
    .map(({ region, actions }) => ({
      roots: [region],
      themes: 'all' as const,
      class: 'internal' as const,
      rows: actions.includes('rows'),
    })),
})
/** A row of either dataset. */
export const row = (id: string, when: string, region = 'v11') => ({
  id,
  at: `${when}:00`,
  updated_at: `${when}:00`,
  region,
})

const writeDefinitions = (root: string, share: string): string => {
  const metrics = join(root, 'metrics')
  mkdirSync(join(metrics, 'reports'), { recursive: true })
  writeFileSync(join(metrics, 'm.yaml'), METRICS)
  writeFileSync(join(metrics, 'reports', 'day.md'), REPORT)
  writeFileSync(join(metrics, 'reports', 'visits.md'), VISITS)
  writeFileSync(
    join(root, 'channels.yaml'),
    `outlets: [{ id: share, title: 共享文件夹, kind: folder, path: ${share} }]\n`,
  )
  return metrics
}
const staff = (): Map<string, Person> =>
  new Map(
    [
      person('anna', 'aggregate', 'export'),
      person('chief', 'aggregate', 'export', 'configure'),
      person('reader', 'aggregate'),
    ].map((one) => [one.id, one]),
  )

/**
 * Plans and exports with everything below them real: facts, ledger, folder. `settle` and `leave` once, `open` and
 * `close` around each test.
 */
export const createReportsWorld = () => {
  const root = mkdtempSync(join(tmpdir(), 'yiping-reports-'))
  const share = join(root, 'share')
  let metrics: string
  let catalog: Catalog
  let city: City
  let ledger: Ledger
  let reports: Reports
  const world = {
    /** The folder an outlet writes to. */
    share,
    now: 0,
    people: staff(),
    /** What was written down in the audit. */
    noted: [] as string[],
    get reports(): Reports {
      return reports
    },
    settle: async (): Promise<void> => {
      metrics = writeDefinitions(root, share)
      catalog = await loadDefinitions(metrics)
      if (catalog.problems.length > 0) throw new Error(JSON.stringify(catalog.problems))
    },
    leave: (): void => rmSync(root, { recursive: true }),
    open: async (): Promise<void> => {
      Object.assign(world, { now: local('2026-09-30 07:00'), noted: [], people: staff() })
      city = await createCity(catalog, smallTree(), () => world.now)
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
            world.noted.push(entry.what)
            return Promise.resolve({} as never)
          },
        },
        scopeFor,
        rightTo: scopeFor,
        people: () => [...world.people.values()],
        personNow: (id) => world.people.get(id) ?? null,
        failed: (error) => {
          throw error
        },
      })
      await reports.ready()
    },
    close: async (): Promise<void> => {
      await reports.close()
      await ledger.close()
      await city.close()
      rmSync(share, { recursive: true, force: true })
    },
    /** It is this moment in the city, and plans look at the clock. */
    at: async (text: string): Promise<void> => {
      world.now = local(text)
      await reports.plans.tick()
    },
    deliver: async (dataset: string, rows: ReturnType<typeof row>[]): Promise<void> => {
      await city.deliver(dataset, rows)
    },
    someone: (id: string): Person => world.people.get(id)!,
  }
  return world
}
