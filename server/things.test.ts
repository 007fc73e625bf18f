import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { digitsOf, type AuditPage, type CellsAnswer, type PivotAnswer } from './contract/index.ts'
import { TABLES } from './one-number.fixture.ts'
import { createWorld, grant, type Headers } from './testing/index.fixture.ts'

/** Numbers told firm by firm, through the running server. */

const DEFINITIONS = `themes: [{ id: e, title: 经济 }, { id: f, title: 税务 }]
datasets:
  - id: e.firm
    title: 企业名录
    owner: 经信局
    kind: record
    key: [firm]
    time: listed_at
    region: region
    columns:
      firm: { type: text, required: true }
      name: { type: text, required: true }
      industry: { type: text, values: [化纤, 装备] }
      region: { type: region, required: true }
      listed_at: { type: time, required: true }
  - id: e.month
    title: 企业月报
    owner: 统计局
    kind: snapshot
    period: month
    key: [firm]
    time: month
    region: region
    dimensions:
      - { id: industry, title: 行业, lookup: e.firm, by: firm, take: industry }
      - { id: firm, title: 企业, lookup: e.firm, by: firm, take: name, each: true }
    columns:
      month: { type: date, required: true }
      firm: { type: text, required: true }
      region: { type: region, required: true }
      output: { type: number, required: true }
      staff: { type: integer, required: true }
  - id: f.tax
    title: 企业税收
    owner: 税务局
    kind: snapshot
    period: month
    key: [firm]
    time: month
    region: region
    dimensions:
      - { id: firm, title: 企业, lookup: e.firm, by: firm, take: name, each: true }
    columns:
      month: { type: date, required: true }
      firm: { type: text, required: true }
      region: { type: region, required: true }
      paid: { type: number, required: true }
indicators:
  - { id: f.paid, title: 税收, meaning: 数, from: f.tax, value: { sum: paid }, grains: [month] }
  - { id: e.output, title: 产值, meaning: 数, from: e.month, unit: 万元, decimals: 2, value: { sum: output }, grains: [month] }
  - { id: e.staff, title: 用工, meaning: 数, from: e.month, value: { sum: staff }, grains: [month] }
  - { id: e.per, title: 人均, meaning: 数, decimals: 3, value: { formula: "a / b", a: e.output, b: e.staff }, grains: [month] }
`
const TREE =
  'code,parent,level,name,kind\nd,,district,测试区,place\nt1,d,town,甲镇,place\nt2,d,town,乙镇,place\nv11,t1,village,子村,place\nv21,t2,village,丑村,place\n'
const world = createWorld({
  tree: TREE,
  definitions: { 'e/definitions.yaml': DEFINITIONS },
  now: () => Date.parse('2026-11-21T04:30:20Z'),
})
const { ask, bytesOf, local } = world

const MANY = 60
const FIRMS = [
  ...Array.from({ length: MANY }, (_, at) => ({ firm: `f${at}`, name: `萧山${at % 2 ? '电缆' : '钢构'}${at}厂` })),
  { firm: 'twin1', name: '同名公司' },
  { firm: 'twin2', name: '同名公司' },
].map((one, at) => ({
  ...one,
  industry: at % 3 === 0 ? '化纤' : '装备',
  region: at % 2 ? 'v11' : 'v21',
  listed_at: '2020-01-01 00:00:00',
}))
/** One of them no register knows, and one delivers from a village it is not registered in. */
const rowsOf = (month: string, factor: number) =>
  [...FIRMS, { firm: 'stray', region: 'v11' }].map(({ firm, region }, at) => ({
    month,
    firm,
    region: firm === 'f4' ? 'v11' : region,
    output: ((at * 7919) % 997) * factor,
    staff: 1 + (at % 7),
  }))

const people: Record<'reader' | 'analyst' | 'town', Headers> = { reader: {}, analyst: {}, town: {} }
beforeAll(async () => {
  await world.open()
  for (const [dataset, rows] of [
    ['e.firm', FIRMS],
    ['e.month', [...rowsOf('2026-09-01', 1), ...rowsOf('2026-10-01', 1.25)]],
  ] as const)
    expect((await ask('POST', `/datasets/${dataset}/rows`, local(), rows)).status).toBe(201)
  people.reader = await world.hire('reader', [grant('d', ['aggregate', 'export'])])
  people.analyst = await world.hire('analyst', [grant('d', ['aggregate', 'rows', 'export'])])
  people.town = await world.hire('townman', [grant('t1', ['aggregate', 'rows', 'export'])])
}, 60_000)
afterAll(world.close)

const SPAN = { grain: 'month', from: '2026-09-01', to: '2026-10-01' }
const pivot = async (more: object, who = people.analyst) =>
  ask<PivotAnswer>('POST', '/pivot', who, {
    indicators: ['e.output'],
    ...SPAN,
    rows: 'by:firm',
    columns: 'time',
    ...more,
  })
const cells = async (query: string, who = people.analyst) =>
  ask<CellsAnswer>('GET', `/indicators/e.output/cells?${new URLSearchParams(SPAN)}&by=firm&${query}`, who)

describe('the table', () => {
  test('lists firms the largest of the newest month first, a page at a time, each once, under the whole', async () => {
    const { body: first } = await pivot({ limit: 40 })
    const { body: second } = await pivot({ limit: 40, offset: 40 })
    expect([first.rows.total, first.rows.heads.length, second.rows.heads.length]).toEqual([MANY + 4, 40, 24])
    const heads = [...first.rows.heads, ...second.rows.heads].map(({ key }) => key)
    expect(heads[0]).toBe('*')
    expect(new Set(heads)).toEqual(
      new Set(['*', ...FIRMS.slice(0, MANY).map(({ name }) => name), '同名公司（twin1）', '同名公司（twin2）', '']),
    )
    const values = [...first.cells, ...second.cells].map((row) => row.map((cell) => cell.values[0]!))
    const october = values.slice(1).map(([, value]) => value!)
    expect(october).toEqual([...october].sort((a, b) => b - a))
    expect(october.reduce((sum, value) => sum + value, 0)).toBeCloseTo(values[0]![1]!, 6)
    expect(first.notes.join('')).toContain('企业')
    // A month that nobody has delivered yet orders nothing.
    const { body: later } = await pivot({ to: '2026-11-01', limit: 40 })
    expect(later.rows.heads).toEqual(first.rows.heads)
  })

  test('is looked through by name, without a whole that would be of others; nothing found is no row', async () => {
    const { body } = await pivot({ find: '电缆1' })
    expect(body.rows.heads.every(({ title }) => title.includes('电缆1'))).toBe(true)
    expect(body.rows.total).toBe(6)
    const { body: none } = await pivot({ find: '没有这家' })
    expect([none.rows.total, none.nothing]).toEqual([0, undefined])
  })

  test('crosses firms with industries and places; a firm is where it delivered from', async () => {
    const { body: industries } = await pivot({ columns: 'by:industry', find: '钢构4厂' })
    expect(industries.columns.heads.map(({ key }) => key)).toEqual(['*', '化纤', '装备', ''])
    expect(industries.cells[0]!.map(({ values }) => values[0])).toEqual([
      ((4 * 7919) % 997) * 1.25,
      0,
      ((4 * 7919) % 997) * 1.25,
      0,
    ])
    const { body: places } = await pivot({ columns: 'region', level: 'village', find: '钢构4厂' })
    expect(places.columns.heads.map(({ key }, at) => [key, places.cells[0]![at]!.values[0]])).toEqual([
      ['v11', ((4 * 7919) % 997) * 1.25],
      ['v21', 0],
    ])
  })

  test('refuses firms as columns', async () => {
    const { status, body } = await ask('POST', '/pivot', people.analyst, {
      indicators: ['e.output'],
      ...SPAN,
      rows: 'time',
      columns: 'by:firm',
    })
    expect([status, body.type]).toEqual([400, '/problems/things-as-columns'])
  })
})

describe('who may see firms', () => {
  test('is who may see their rows of all places asked for; the number of all of them is told to everybody', async () => {
    for (const { status, body } of [await pivot({}, people.reader), await cells('', people.reader)])
      expect([status, (body as { type?: string }).type]).toEqual([403, '/problems/not-allowed'])
    expect((await bytesStatus(`/indicators/e.output/cells.csv?by=firm&${new URLSearchParams(SPAN)}`)).status).toBe(403)
    expect((await pivot({ rows: 'by:industry' }, people.reader)).status).toBe(200)
    expect((await pivot({ region: 'd' }, people.town)).status).toBe(404)
    const { body } = await pivot({ region: 't1', limit: 200 }, people.town)
    expect(body.rows.heads.map(({ key }) => key)).not.toContain('萧山钢构0厂')
    expect(body.rows.heads.map(({ key }) => key)).toContain('萧山钢构4厂')
  })

  test('is not who may see the rows of some of the places, or of the register without the numbers, or the other way round', async () => {
    const seesAll = grant('d', ['aggregate'])
    const seesRows = (region: string, theme: 'e' | 'f') => ({
      ...grant(region, ['aggregate', 'rows']),
      themes: [theme],
    })
    const [here, register, numbers, both] = [
      await world.hire('here', [seesAll, seesRows('t1', 'e')]),
      await world.hire('register', [seesAll, seesRows('d', 'e')]),
      await world.hire('numbers', [seesAll, seesRows('d', 'f')]),
      await world.hire('both', [seesRows('d', 'e'), seesRows('d', 'f')]),
    ]
    const status = async (path: string, who: Headers): Promise<number> =>
      (await ask('GET', `/indicators/${path}&${new URLSearchParams(SPAN)}&by=firm`, who)).status
    expect(await status('e.output/cells?region=t1&children=village', here)).toBe(200)
    expect(await status('e.output/cells?region=d&children=village', here)).toBe(403)
    expect(await Promise.all([register, numbers, both].map((who) => status('f.paid/cells?region=d', who)))).toEqual([
      403, 403, 200,
    ])
  })

  const bytesStatus = (path: string) => fetch(`${world.url()}/api/v1${path}`, { headers: people.reader })

  test('and that they were looked at is in the audit', async () => {
    await pivot({ region: 't2', find: '同名公司' })
    await cells('region=v21')
    const { body } = await ask<AuditPage>('GET', '/audit?deed=rows&limit=50', local())
    const words = body.entries.map(({ what }) => what)
    expect(words.some((what) => what.startsWith('/api/v1/pivot?region=t2&by=firm&indicators=e.output 1 rows'))).toBe(
      true,
    )
    expect(words.some((what) => what.includes('/indicators/e.output/cells?region=v21&by=firm'))).toBe(true)
  })
})

test.each(['e.output', 'e.per'])(
  'golden rule 5: cells, the table and every kind of file show the same digits of %s, firm by firm',
  async (indicator) => {
    const query = new URLSearchParams({
      ...SPAN,
      region: 'd',
      children: 'village',
      by: 'firm,industry',
      compare: 'pop',
    })
    const path = `/api/v1/indicators/${indicator}/cells`
    const answer = JSON.parse((await bytesOf(`${path}?${query}`, people.analyst)).toString()) as CellsAnswer
    const decimals = indicator === 'e.per' ? 3 : 2
    const expected = answer.cells.map(({ value }) => (value === null ? '' : digitsOf(value, decimals)))
    for (const [format, read] of Object.entries(TABLES))
      expect(await read(await bytesOf(`${path}.${format}?${query}`, people.analyst), decimals), format).toEqual(
        expected,
      )
    const { body: table } = await pivot({ indicators: [indicator], region: 'v11', limit: 200 })
    const found = answer.cells.filter(
      ({ region, by, bucket }) => region === 'v11' && bucket.startsWith('2026-10') && by!['industry'] === undefined,
    )
    expect(found.length).toBeGreaterThan(20)
    for (const cell of found) {
      const row = table.rows.heads.findIndex(({ key }) => key === (cell.by!['firm'] ?? '*'))
      expect(table.cells[row]![1]!.values[0], cell.by!['firm']).toBe(cell.value)
    }
  },
)

test('a file lists each firm by name where it has rows, and says how many rows it has', async () => {
  const query = `${new URLSearchParams({ ...SPAN, from: SPAN.to })}&region=d&children=village&by=firm`
  const bytes = await bytesOf(`/api/v1/indicators/e.output/cells.csv?${query}`, people.analyst)
  const rows = parse(bytes, { bom: true, columns: true }) as Record<string, string>[]
  expect(rows.length).toBe(2 + FIRMS.length + 1)
  expect(rows.filter((row) => row['企业'] === '萧山钢构4厂').map((row) => row['区域'])).toEqual(['子村'])
  expect(rows.at(-1)!['企业']).not.toBe('未填')
  const { body } = await ask<AuditPage>('GET', '/audit?deed=export&limit=5', local())
  expect(body.entries.some(({ what }) => what.includes(`rows:${rows.length} `))).toBe(true)
})

test('among more things than an answer holds, those sought are read, listed and taken out, and a page of all is shown', async () => {
  const registered = Array.from({ length: 20_000 }, (_, at) => ({
    firm: `big${at}`,
    name: `大厂${at}'号`,
    industry: '装备',
    region: 'v11',
    listed_at: '2020-01-01 00:00:00',
  }))
  expect((await ask('POST', '/datasets/e.firm/rows', local(), registered)).status).toBe(201)
  const delivered = [7, 8].map((at) => ({ month: '2026-10-01', firm: `big${at}`, region: 'v11', output: at, staff: 1 }))
  expect((await ask('POST', '/datasets/e.month/rows', local(), delivered)).status).toBe(201)
  const year = { from: '2025-11-01', to: '2026-10-01' }
  const { body: one } = await pivot({ ...year, find: "大厂7'号、大厂8'" })
  expect(one.rows.heads.map(({ key }) => key)).toEqual(["大厂8'号", "大厂7'号"])
  expect(one.cells.map((row) => row.at(-1)!.values[0])).toEqual([8, 7])
  const { status, body: all } = await pivot({ ...year, limit: 20 })
  expect([status, all.rows.heads.length, all.rows.heads[0]!.key]).toEqual([200, 20, '*'])
  const query = new URLSearchParams({ grain: 'month', ...year, by: 'firm' })
  expect((await ask('GET', `/indicators/e.output/cells?${query}`, people.analyst)).status).toBe(400)
  query.set('find', "大厂7'")
  const bytes = await bytesOf(`/api/v1/indicators/e.output/cells.csv?${query}`, people.analyst)
  const rows = parse(bytes, { bom: true, columns: true }) as Record<string, string>[]
  expect(rows.map((row) => row['企业'])).toEqual(["大厂7'号"])
  query.set('by', 'industry')
  const refused = await ask('GET', `/indicators/e.output/cells?${query}`, people.analyst)
  expect([refused.status, (refused.body as unknown as { field: string }).field]).toEqual([400, 'find'])
}, 60_000)
