import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, parse, resolve } from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type {
  AlertsAnswer,
  CaseDetail,
  CaseEvidence,
  IssueInfo,
  JobInfo,
  ReportsAnswer,
} from '../server/contract/index.ts'
import { city } from './lane.ts'
import { photo, printInOffice, readPaper } from './world/index.ts'

/**
 * Every kind of file that leaves the house, opened as its reader opens it. The pages stay in artifacts/office to be
 * looked at.
 */
const FOLDER = resolve(import.meta.dirname, '../artifacts/office')
const REPORTS = readdirSync(resolve(import.meta.dirname, '../metrics/reports')).map((name) => parse(name).name)
const TABLES = ['xlsx', 'docx', 'pdf'] as const
const { url } = city
const headers = { authorization: `Bearer ${city.token}`, 'content-type': 'application/json' }
const pageOf: Record<string, string> = {}

const bytesOf = async (path: string): Promise<Buffer> => {
  const response = await fetch(url + path, { headers })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return Buffer.from(await response.arrayBuffer())
}
const asked = async <Answer>(path: string): Promise<Answer> => JSON.parse((await bytesOf(path)).toString()) as Answer

const made = async (path: string, body: object): Promise<JobInfo> => {
  const reply = await fetch(`${url}/api/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  const { id } = (await reply.json()) as JobInfo
  return vi.waitFor(
    async () => {
      const job = await asked<JobInfo>(`/api/v1/jobs/${id}`)
      expect(job.state).toBe('done')
      return job
    },
    { timeout: 60_000, interval: 100 },
  )
}

const keep = (name: string, bytes: Buffer): void => writeFileSync(join(FOLDER, name), bytes)

/** An alert whose case has a photo: what a special report is about. */
const alertWithEvidence = async (): Promise<string> => {
  const { alerts } = await asked<AlertsAnswer>('/api/v1/alerts?state=all')
  const { id, case: number } = alerts.find((one) => one.case !== null && one.indicator !== null)!
  const shot = await fetch(`${url}/api/v1/evidence`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'image/png' },
    body: new Uint8Array(photo(160).buffer),
  })
  const { id: evidence } = (await shot.json()) as CaseEvidence
  const { seen } = await asked<CaseDetail>(`/api/v1/cases/${number}`)
  const done = await fetch(`${url}/api/v1/cases/${number}/actions`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ action: 'remark', words: '现场照片', evidence: [evidence], seen }),
  })
  expect(done.status).toBe(200)
  return id
}

const takeReport = async (template: string): Promise<void> => {
  const { reports } = await asked<ReportsAnswer>('/api/v1/reports')
  const isSpecial = reports.find(({ id }) => id === template)!.subject === 'alert'
  const job = await made(`reports/${template}/runs`, {
    format: 'docx',
    ...(isSpecial ? { alert: await alertWithEvidence() } : {}),
  })
  const { issues } = await asked<{ issues: IssueInfo[] }>('/api/v1/reports/issues')
  const { urls } = issues.find(({ id }) => id === job.issue)!
  keep(`${template}.docx`, await bytesOf(urls.docx))
  keep(`${template}.pdf`, await bytesOf(urls.pdf))
  pageOf[template] = (await bytesOf(urls.html)).toString()
}

const takeTable = async (format: (typeof TABLES)[number]): Promise<void> => {
  const { file } = await made('exports', {
    indicators: ['governance.new_cases', 'governance.handled_rate', 'economy.output'],
    format,
    query: { children: 'true', grain: 'month', compare: 'yoy,pop' },
  })
  keep(`table.${format}`, await bytesOf(file!.url))
}

const paperOf = (name: string) => {
  const { ext } = parse(name)
  const pdf = ext === '.pdf' ? join(FOLDER, name) : join(FOLDER, ext.slice(1), `${basename(name, ext)}.pdf`)
  return readPaper(pdf, join(FOLDER, 'pages', ext.slice(1)))
}

beforeAll(async () => {
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  for (const template of REPORTS) await takeReport(template)
  for (const format of TABLES) await takeTable(format)
  await printInOffice(
    readdirSync(FOLDER)
      .filter((name) => /\.(docx|xlsx)$/.test(name))
      .map((name) => join(FOLDER, name)),
    FOLDER,
  )
})

/** Numbers of the body of a report's page, as they are shown. */
const numbersOf = (page: string): string[] => {
  const body = page
    .slice(page.indexOf('<main'))
    .replace(/<svg[\s\S]*?<\/svg>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
  return [...new Set(body.match(/\d[\d,]*(\.\d+)?%?/g) ?? [])]
}

describe.each(REPORTS)('the report %s', (template) => {
  test.each(['docx', 'pdf'])('opens as %s without a complaint and shows every number of its page', async (format) => {
    const { pages, words, byPage, pictures, about } = await paperOf(`${template}.${format}`)
    expect(pages).toBeGreaterThan(0)
    for (const page of byPage)
      for (const word of ['数据截至', '版本', '口径见附录', '本机（服务器本机的命令）']) expect(page).toContain(word)
    expect(about).toContain('本机（服务器本机的命令）')
    expect(pictures).toHaveLength(Math.min(pages, 4))
    const numbers = numbersOf(pageOf[template]!)
    expect(numbers.length).toBeGreaterThan(10)
    expect(numbers.filter((one) => !words.includes(one))).toEqual([])
  })
})

test.each(TABLES)('a table of several indicators opens as %s, nothing too wide for its column', async (format) => {
  const { pages, words } = await paperOf(`table.${format}`)
  expect(pages).toBeGreaterThan(0)
  if (format === 'xlsx') expect(pages).toBeGreaterThan(1)
  for (const word of ['指标值', '同比', '数据截至', '瓜沥镇']) expect(words).toContain(word)
  expect(words).not.toContain('###')
})

test('a file that is broken is complained about: the tools do notice', async () => {
  const broken = join(FOLDER, 'broken.pdf')
  writeFileSync(broken, readFileSync(join(FOLDER, 'table.pdf')).subarray(0, 3_000))
  await expect(readPaper(broken, FOLDER)).rejects.toThrow()
  rmSync(broken)
})
