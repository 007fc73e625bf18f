import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import JSZip from 'jszip'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createApp, type App } from './app.ts'
import {
  digitsOf,
  formatValue,
  type CatalogAnswer,
  type CellsAnswer,
  type IssueInfo,
  type JobInfo,
  type PivotAnswer,
  type Problem,
} from './contract/index.ts'
import { digitsIn, readDataSheet, writtenForms } from './reports/document/workbook.fixture.ts'
import { DIGITS } from './reports/export/read-back.fixture.ts'

/** Golden rule 5: the same indicator, region, bucket and version shows the same digits wherever it is read. */

const NOW = Date.parse('2026-11-21T04:30:20Z')
const folder = mkdtempSync(join(tmpdir(), 'yiping-one-'))
const TREE =
  'code,parent,level,name,kind\nd,,district,测试区,place\nt1,d,town,甲镇,place\nt2,d,town,=乙镇,place\nz1,d,town,园区,zone\nv11,t1,village,子村,place\nv21,t2,village,丑村,place\n'
const REPORT = `---
id: test
title: 测试日报
grain: day
---
# {地区}日报
@若 t.count > 0
{期间}受理{t.count}，{t.count 环比}；比率{t.ratio}，均值{t.average}，较多的是{t.count 前2}。
@否则
没有受理。
@完
@表 各镇情况：t.count 环比, t.ratio
@图 走势：t.count 7
`
let app: App
let url: string
let catalog: CatalogAnswer
const bearer = (): Record<string, string> => ({ authorization: `Bearer ${app.localToken}` })

beforeAll(async () => {
  const metrics = join(folder, 'metrics')
  cpSync(fileURLToPath(new URL('indicators/testing/metrics', import.meta.url)), metrics, { recursive: true })
  writeFileSync(join(folder, 'tree.csv'), TREE)
  mkdirSync(join(metrics, 'reports'))
  writeFileSync(join(metrics, 'reports', 'test.md'), REPORT)
  app = await createApp({
    port: 0,
    host: '127.0.0.1',
    database: ':memory:',
    ledger: ':memory:',
    metrics,
    regions: join(folder, 'tree.csv'),
    timeZone: 'Asia/Shanghai',
    demo: null,
    logLevel: 'silent',
    memoryLimit: '300MB',
    client: null,
    now: () => NOW,
  })
  url = await app.listen()
  const rows = Array.from({ length: 180 }, (_, at) => {
    const day = String(1 + (at % 21)).padStart(2, '0')
    return {
      id: `c${at}`,
      at: `2026-11-${day} 0${at % 10}:15:00`,
      updated_at: `2026-11-${day} 09:00:00`,
      region: at % 3 === 0 ? 'v21' : 'v11',
      kind: at % 2 === 0 ? 'a' : 'b',
      person: `p${at % 9}`,
      amount: ((at * 7919) % 997) / 8,
      closed_at: at % 4 === 0 ? null : '2026-11-21 09:30:00',
    }
  })
  const reply = await fetch(`${url}/api/v1/datasets/t.case/rows`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...bearer() },
    body: JSON.stringify(rows),
  })
  expect(reply.status).toBe(201)
  catalog = (await (await fetch(`${url}/api/v1/catalog`, { headers: bearer() })).json()) as CatalogAnswer
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

const bytesOf = async (path: string): Promise<Buffer> => {
  const response = await fetch(url + path, { headers: bearer() })
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return Buffer.from(await response.arrayBuffer())
}

/** Word and PDF, slower to make, are compared on the model city in e2e/one-number.test.ts. */
const { docx: _, ...TABLES } = DIGITS

const question = () =>
  fc.record({
    indicator: fc.constantFrom(...catalog.indicators),
    region: fc.constantFrom('d', 't1', 't2', 'v11'),
    children: fc.constantFrom('', 'true', 'village'),
    grain: fc.nat(),
    from: fc.integer({ min: 1, max: 20 }),
    compare: fc.constantFrom('', 'yoy', 'pop', 'yoy,pop'),
  })

describe('golden rule 5', () => {
  test('API and every kind of file show the same digits for a random question', async () => {
    await fc.assert(
      fc.asyncProperty(question(), async ({ indicator, region, children, grain, from, compare }) => {
        const query = new URLSearchParams({
          region,
          grain: indicator.grains[grain % indicator.grains.length]!,
          from: `2026-11-${String(from).padStart(2, '0')}`,
          to: '2026-11-21',
        })
        if (children !== '') query.set('children', children)
        if (compare !== '') query.set('compare', compare)
        const path = `/api/v1/indicators/${indicator.id}/cells`
        const answer = JSON.parse((await bytesOf(`${path}?${query}`)).toString()) as CellsAnswer
        const expected = answer.cells.map(({ value }) => (value === null ? '' : digitsOf(value, indicator.decimals)))
        for (const [format, read] of Object.entries(TABLES))
          expect(await read(await bytesOf(`${path}.${format}?${query}`), indicator.decimals), format).toEqual(expected)
      }),
      { numRuns: 25 },
    )
  })
})

describe('cells crossed by a category', () => {
  const DAY = '2026-11-20'
  const crossed = () =>
    fc.record({
      indicator: fc.constantFrom(...catalog.indicators.filter(({ dimensions = [] }) => dimensions.length > 0)),
      region: fc.constantFrom('d', 't1', 'v21'),
      children: fc.constantFrom('', 'town', 'village'),
      grain: fc.nat(),
    })

  test('golden rule 5: API and every kind of file show the digits of the pivot, the whole first, then each category', async () => {
    let told = 0
    await fc.assert(
      fc.asyncProperty(crossed(), async ({ indicator, region, children, grain: at }) => {
        const grain = indicator.grains[at % indicator.grains.length]!
        const query = new URLSearchParams({
          region,
          grain,
          from: DAY,
          to: DAY,
          by: 'kind',
          compare: 'pop',
          ...(children === '' ? {} : { children }),
        })
        const path = `/api/v1/indicators/${indicator.id}/cells`
        const { cells } = JSON.parse((await bytesOf(`${path}?${query}`)).toString()) as CellsAnswer
        const expected = cells.map(({ value }) => (value === null ? '' : digitsOf(value, indicator.decimals)))
        for (const [format, read] of Object.entries(TABLES))
          expect(await read(await bytesOf(`${path}.${format}?${query}`), indicator.decimals), format).toEqual(expected)
        const reply = await fetch(`${url}/api/v1/pivot`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...bearer() },
          body: JSON.stringify({
            indicators: [indicator.id],
            region,
            ...(children === '' ? {} : { level: children }),
            grain,
            from: DAY,
            to: DAY,
            rows: 'region',
            columns: 'by:kind',
            measures: ['value', 'pop'],
          }),
        })
        const pivot = (await reply.json()) as PivotAnswer
        const keys = pivot.columns.heads.map(({ key }) => key)
        expect(keys.slice(0, 3)).toEqual(['*', 'a', 'b'])
        const share = indicator.unit === '%'
        const found = cells
          .filter((cell) => keys.includes(cell.by!['kind'] ?? '*'))
          .map(({ value, compare }) => [
            value,
            share ? compare!.pop!.difference : compare!.pop!.ratio === null ? null : compare!.pop!.ratio * 100,
          ])
        expect(found).toEqual(pivot.cells.flat().map(({ values }) => values))
        told += found.filter(([value]) => value !== null).length
        // What the pivot leaves out is a category that no row is of.
        expect(
          cells
            .filter((cell) => !keys.includes(cell.by!['kind'] ?? '*'))
            .every(({ by, rows }) => by!['kind'] === '' && rows === 0),
        ).toBe(true)
      }),
      { numRuns: 15 },
    )
    expect(told).toBeGreaterThan(20)
  })

  test('a file names each category in a column of its own', async () => {
    const rows = parse(await bytesOf(`/api/v1/indicators/t.average/cells.csv?region=d&grain=month&by=kind`), {
      bom: true,
      columns: true,
    }) as Record<string, string>[]
    expect(rows.map((row) => row['kind'])).toEqual(['合计', 'a', 'b', '未填'])
    expect(Object.keys(rows[0]!).slice(0, 5)).toEqual(['区域', '指标', '时段', 'kind', '单位'])
    expect(rows.map((row) => row['明细行数'])).toEqual(['180', '90', '90', '0'])
  })

  test.each([
    ['by=colour', 'unknown-dimension'],
    ['by=kind,kind', 'bad-parameter'],
    ['by=kind&from=1900-01-01&children=village', 'too-many-cells'],
  ])('%s is refused', async (asked, type) => {
    const response = await fetch(`${url}/api/v1/indicators/t.count/cells?region=d&grain=day&${asked}`, {
      headers: bearer(),
    })
    expect([response.status, ((await response.json()) as Problem).type]).toEqual([400, `/problems/${type}`])
  })
})

describe('a file of cells', () => {
  test('carries as-of time, version, definition and who took it out; names of places cannot become formulas', async () => {
    const [first] = parse(
      await bytesOf('/api/v1/indicators/t.count/cells.csv?region=d&children=true&grain=day&compare=yoy'),
      { bom: true, columns: true },
    ) as Record<string, string>[]
    expect(first).toMatchObject({
      区域: '甲镇',
      上级区域: '测试区',
      数据截至: '2026-11-21T12:30:20+08:00',
      版本号: '1',
    })
    expect(first!['导出']).toContain('本机')
    expect(first!['口径']).not.toBe('')
    expect((await bytesOf('/api/v1/indicators/t.count/cells.csv?region=d&children=true&grain=day')).toString()).toMatch(
      /^'=乙镇,/m,
    )
  })

  test.each([
    ['/api/v1/indicators/none/cells.csv', 404],
    ['/api/v1/indicators/t.count/cells.xlsx?region=elsewhere', 404],
    ['/api/v1/indicators/t.count/cells.docm', 404],
    ['/api/v1/indicators/t.count/cells.csv?from=x', 400],
    ['/api/v1/indicators/t.count/cells.csv?grain=hour&from=1600-01-01', 400],
  ])('%s is refused in words before a byte of the file is sent', async (path, status) => {
    const response = await fetch(url + path, { headers: bearer() })
    expect([response.status, response.headers.get('content-type')]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ])
    expect(((await response.json()) as Problem).title).not.toBe('')
  })
})

const definitionFile = (): string => {
  const metrics = join(folder, 'metrics')
  return join(
    metrics,
    readdirSync(metrics).find(
      (name) => name.endsWith('.yaml') && readFileSync(join(metrics, name), 'utf8').includes('t.count'),
    )!,
  )
}

const made = async (body: object): Promise<{ job: JobInfo; bytes: Buffer }> => {
  const reply = await fetch(`${url}/api/v1/reports/test/runs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...bearer() },
    body: JSON.stringify(body),
  })
  expect(reply.status).toBe(202)
  const { id } = (await reply.json()) as JobInfo
  const job = await vi.waitFor(
    async () => {
      const now = JSON.parse((await bytesOf(`/api/v1/jobs/${id}`)).toString()) as JobInfo
      expect(now.state).toBe('done')
      return now
    },
    { timeout: 30_000, interval: 100 },
  )
  return { job, bytes: await bytesOf(job.file!.url) }
}

const wordsOf = async (docx: Buffer): Promise<string> =>
  (await (await JSZip.loadAsync(docx)).file('word/document.xml')!.async('string'))
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '')

describe('a written report', () => {
  const numbers = async (): Promise<string[]> => {
    const texts: string[] = []
    for (const id of ['t.count', 't.ratio', 't.average']) {
      const info = catalog.indicators.find((one) => one.id === id)!
      for (const children of id === 't.average' ? [''] : ['', '&children=true']) {
        const answer = JSON.parse(
          (
            await bytesOf(`/api/v1/indicators/${id}/cells?region=d&grain=day&from=2026-11-20&to=2026-11-20${children}`)
          ).toString(),
        ) as CellsAnswer
        for (const { value, region } of answer.cells)
          if (value !== null && region !== 'z1') texts.push(formatValue(value, info).text)
      }
    }
    return texts
  }

  test('golden rule 5: shows the digits of the API in Word and on its page', async () => {
    const { bytes } = await made({ region: 'd', period: '2026-11-20', format: 'docx' })
    const page = (await bytesOf('/api/v1/reports/test/preview?region=d&period=2026-11-20'))
      .toString()
      .replace(/<[^>]+>/g, ' ')
    const words = await wordsOf(bytes)
    expect(words).toContain('测试区日报')
    expect(words).toContain('附录')
    const found = await numbers()
    expect(found.length).toBeGreaterThan(4)
    for (const text of found) for (const shown of [words, page]) expect(shown).toContain(text)
  })

  test('golden rule 5: every digit of its sentences, tables and drawings is in the workbook of the same issue, with where it stands', async () => {
    const { job, bytes } = await made({ region: 'd', period: '2026-11-20', format: 'docx' })
    const { urls, version } = (
      JSON.parse((await bytesOf('/api/v1/reports/issues')).toString()) as { issues: IssueInfo[] }
    ).issues.find(({ id }) => id === job.issue)!
    const { sheets, rows } = await readDataSheet(await bytesOf(urls.xlsx!))
    expect(sheets).toEqual(['数据', '口径', '质量'])
    const forms = writtenForms(rows)
    const [said] = (await wordsOf(bytes)).split('附录')
    const drawn = [...(await bytesOf(urls.html)).toString().matchAll(/<text[^>]*>([\d,.]+)<\/text>/g)].map(
      ([, text]) => text!,
    )
    const told = digitsIn(said!)
    expect(told.length).toBeGreaterThan(6)
    expect(told.filter((digits) => !forms.has(digits))).toEqual([])
    const course = rows
      .filter((row) => String(row['出处']!.value).includes('图1'))
      .map((row) => formatValue(row['指标值']!.value as number, { unit: '', decimals: 0 }).text)
    expect(course).toHaveLength(7)
    expect(course.filter((digits) => !drawn.includes(digits))).toEqual([])
    expect(rows.map((row) => row['出处']!.value)).toContain('行文条件、正文、表1、图1')
    expect(rows.every((row) => row['数据版本']!.value === version)).toBe(true)
  })

  test.each(['docx', 'pdf', 'html', 'xlsx'] as const)(
    'an issue is made again from the archive byte for byte as %s, whatever came in since',
    async (format) => {
      const { job, bytes } = await made({ region: 'd', period: '2026-11-20', format })
      const reply = await fetch(`${url}/api/v1/datasets/t.case/rows`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...bearer() },
        body: JSON.stringify([
          {
            id: `late-${format}`,
            at: '2026-11-20 08:00:00',
            updated_at: '2026-11-20 08:00:00',
            region: 'v11',
            kind: 'a',
            person: 'p',
            amount: 5,
            closed_at: null,
          },
        ]),
      })
      expect(reply.status).toBe(201)
      const { issues } = JSON.parse((await bytesOf('/api/v1/reports/issues')).toString()) as { issues: IssueInfo[] }
      const issue = issues.find(({ id }) => id === job.issue)!
      expect(issue).toMatchObject({
        title: '测试区测试日报（2026年11月20日）',
        region: 'd',
        madeBy: expect.any(String),
      })
      expect((await bytesOf(issue.urls[format]!)).equals(bytes)).toBe(true)
      const fresh = await made({ region: 'd', period: '2026-11-20', format })
      expect(fresh.bytes.equals(bytes)).toBe(false)
    },
  )

  test.each([
    ['none', {}, 404],
    ['test', { region: 'elsewhere' }, 404],
    ['test', { period: '2027-01-01' }, 400],
    ['test', { format: 'doc' }, 400],
  ])('%s with %o is refused at once', async (template, body, status) => {
    const reply = await fetch(`${url}/api/v1/reports/${template}/runs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...bearer() },
      body: JSON.stringify(body),
    })
    expect(reply.status).toBe(status)
  })
})

test('several indicators are taken out as a job', async () => {
  const reply = await fetch(`${url}/api/v1/exports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...bearer() },
    body: JSON.stringify({
      indicators: ['t.count', 't.ratio'],
      format: 'csv',
      query: { region: 'd', children: 'true', grain: 'day', compare: 'pop' },
    }),
  })
  expect(reply.status).toBe(202)
  const { id } = (await reply.json()) as JobInfo
  await vi.waitFor(
    async () => expect((JSON.parse((await bytesOf(`/api/v1/jobs/${id}`)).toString()) as JobInfo).state).toBe('done'),
    { timeout: 20_000, interval: 50 },
  )
  const rows = parse(await bytesOf(`/api/v1/jobs/${id}/file`), { bom: true, columns: true }) as Record<string, string>[]
  expect(rows.map((row) => row['指标编码'])).toEqual(['t.count', 't.count', 't.count', 't.ratio', 't.ratio', 't.ratio'])
})

test('an issue stays what it was when a definition changes; the next one speaks by the new one', async () => {
  const { job, bytes } = await made({ region: 'd', period: '2026-11-20', format: 'docx' })
  const { issues } = JSON.parse((await bytesOf('/api/v1/reports/issues')).toString()) as { issues: IssueInfo[] }
  const issue = issues.find(({ id }) => id === job.issue)!
  const file = definitionFile()
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace(catalog.indicators.find(({ id }) => id === 't.count')!.title, '改过的名称'),
  )
  const page = async (): Promise<string> =>
    (await bytesOf('/api/v1/reports/test/preview?region=d&period=2026-11-20')).toString()
  await vi.waitFor(async () => expect(await page()).toContain('改过的名称'), { timeout: 10_000, interval: 200 })
  expect((await bytesOf(issue.urls.docx)).equals(bytes)).toBe(true)
  expect(await wordsOf(await bytesOf(issue.urls.docx))).not.toContain('改过的名称')
})
