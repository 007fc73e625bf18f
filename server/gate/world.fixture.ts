import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp, type App } from '../app.ts'
import { ACTIONS, type Action, type Grant, type Person } from '../contract/index.ts'

/** Two towns and a zone, two themes; every name is a mark that can be found in an answer. */
export const PARENT: Record<string, string | null> = { QD: null, QT1: 'QD', QT2: 'QD', QZ1: 'QD', QV11: 'QT1', QV12: 'QT1', QV21: 'QT2', QV22: 'QT2' }
export const REGIONS = Object.keys(PARENT)
export const THEMES = ['tt', 'uu'] as const
export const NOW = Date.parse('2026-11-21T04:30:20Z')

const levelOf = (code: string): string => (code === 'QD' ? 'district' : code.startsWith('QV') ? 'village' : 'town')
const TREE = ['code,parent,level,name,kind', ...REGIONS.map((code) => `${code},${PARENT[code] ?? ''},${levelOf(code)},名${code},${code === 'QZ1' ? 'zone' : 'place'}`)].join('\n')

const theme = (id: string): string => `
  - id: ${id}.case
    title: 事项${id}
    owner: 单位${id}
    kind: record
    key: [id]
    time: at
    region: region
    columns:
      id:     { type: text, required: true }
      at:     { type: time, required: true }
      region: { type: region, required: true }
      phone:  { type: text, title: 电话, class: personal, mask: phone }
      done:   { type: boolean }`

const METRICS = `
city: { title: 测试城市 }
themes: [{ id: tt, title: 领域tt }, { id: uu, title: 领域uu }]
datasets:${THEMES.map(theme).join('')}
indicators:
${THEMES.flatMap((id) => [
  `  - { id: ${id}.count, title: 计数${id}, meaning: 数, from: ${id}.case, value: { count: all }, grains: [hour, day, week, month], bands: { red: ">= 1" } }`,
  `  - { id: ${id}.ratio, title: 比率${id}, meaning: 数, from: ${id}.case, value: { ratio: { of: { count: done }, to: { count: all }, times: 100 } }, grains: [day, month] }`,
]).join('\n')}
  - { id: tt.mix, title: 合成, meaning: 数, value: { formula: "a + b", a: tt.count, b: uu.count }, grains: [day, month] }
simulations: [{ id: tt.queue, title: 排队tt, level: village, arrivals: tt.count, backlog: tt.count, hours: tt.ratio }]
screens:
  - id: main
    title: 总屏
    level: [district, town, village]
    left: [{ panel: headline, of: [tt.count, uu.count] }, { panel: trend, of: uu.count, grain: day, span: 5d }, { panel: feeds }]
    centre: { panel: map, fill: tt.count }
    right: [{ panel: ranking, of: uu.count }, { panel: table, of: [tt.count, uu.ratio] }, { panel: alerts }, { panel: ticker }]
  - id: only
    title: 屏uu
    theme: uu
    level: [district, town, village]
    left: [{ panel: headline, of: [uu.count] }]
    centre: { panel: map, fill: uu.count }
    right: [{ panel: ranking, of: tt.count }]
`

/** A fact of the world as the oracle keeps it. */
export interface Fact { id: string; theme: string; region: string; phone: string; done: boolean; day: string }

export interface World {
  app: App
  url: string
  facts: Fact[]
  batches: string[]
  /** Adds facts to the server and to the oracle. */
  deliver: (theme: string, region: string, count: number) => Promise<void>
  /** Headers by which a made-up person is let in. */
  as: (person: Person) => Record<string, string>
  close: () => Promise<void>
}

export const ADMIN: Person = { id: 'root', name: '管理', post: '管理员', grants: [{ role: 'admin', region: 'QD', themes: 'all', actions: ACTIONS }] }

/** Whether some grant allows it; written without the product's own rules. */
export const allowed = (person: Person, action: Action, { region, theme: of }: { region?: string; theme?: string } = {}): boolean => {
  const covers = (grant: Grant): boolean => {
    for (let here: string | null = region ?? grant.region; here !== null; here = PARENT[here] ?? null) if (here === grant.region) return true
    return false
  }
  return person.grants.some((grant) => grant.actions.includes(action) && covers(grant) && (of === undefined || grant.themes === 'all' || grant.themes.includes(of)))
}

/** A whole server over a small city, where anybody can be let in. */
export const createWorld = async (): Promise<World> => {
  const folder = mkdtempSync(join(tmpdir(), 'yiping-gate-'))
  const metrics = join(folder, 'metrics')
  mkdirSync(metrics)
  writeFileSync(join(metrics, 'world.yaml'), METRICS)
  writeFileSync(join(folder, 'tree.csv'), `${TREE}\n`)
  const people = new Map<string, Person>()
  const app = await createApp({
    port: 0, host: '127.0.0.1', database: ':memory:', ledger: ':memory:', metrics, regions: join(folder, 'tree.csv'), timeZone: 'Asia/Shanghai',
    demo: null, logLevel: 'silent', memoryLimit: '300MB', client: null, now: () => NOW,
    guests: ({ authorization }) => people.get(authorization ?? '') ?? null,
  })
  const url = await app.listen()
  const facts: Fact[] = []
  const batches: string[] = []
  const as = (person: Person): Record<string, string> => {
    const key = `Guest ${createHash('sha256').update(JSON.stringify(person)).digest('hex')}`
    people.set(key, person)
    return { authorization: key }
  }
  const deliver: World['deliver'] = async (of, region, count) => {
    const rows = Array.from({ length: count }, (_, index): Fact => {
      const number = facts.length + index
      return { id: `F-${of}-${region}-${number}`, theme: of, region, phone: `139${String(10_000_000 + number)}`, done: number % 3 === 0, day: `2026-11-${number % 2 === 0 ? '21' : '20'}` }
    })
    facts.push(...rows)
    const sent = [...rows.map(({ id, day, phone, done }) => ({ id, at: `${day} 09:00:00`, region, phone, done })), { id: `BAD-${of}-${region}`, at: 'never', region, phone: '13777777777', done: true }]
    const response = await fetch(`${url}/api/v1/datasets/${of}.case/rows`, { method: 'POST', headers: { ...as(ADMIN), 'content-type': 'application/json', 'x-file-name': `from-${of}-${region}.json` }, body: JSON.stringify(sent) })
    const receipt = await response.json() as { accepted: number; batch: string }
    if (receipt.accepted !== count) throw new Error(JSON.stringify(receipt))
    batches.push(receipt.batch)
  }
  const close = async (): Promise<void> => {
    await app.close()
    rmSync(folder, { recursive: true })
  }
  return { app, url, facts, batches, deliver, as, close }
}
