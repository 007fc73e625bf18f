import { readFileSync } from 'node:fs'
import Excel from 'exceljs'
import JSZip from 'jszip'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { png } from './cases/evidence/image.fixture.ts'
import type {
  AlertInfo,
  AlertsAnswer,
  AuditPage,
  CaseDetail,
  CaseEvidence,
  Grant,
  IssueInfo,
  JobInfo,
  Problem,
  ReportsAnswer,
} from './contract/index.ts'
import { createWorld, grant, type Headers } from './testing/index.fixture.ts'

/** The shipped 专报 of an alert and its case, through the running server. */

const METRICS = `
city: { title: 试验区 }
themes: [{ id: t, title: 试验 }, { id: u, title: 其他 }]
worktimes: [{ id: always_open, title: 昼夜, hours: ["00:00-23:59"], years: {} }]
units:
  - { id: water, title: 水利局 }
case_types:
  - { id: t.flood, title: 汛情处置, by_hand: true, starts: dispatched, level: town, limits: { sign: 15m, handle: 6h }, whole: 24h }
  - { id: u.noise, title: 噪声扰民, by_hand: true, starts: dispatched, level: town, limits: { sign: 15m, handle: 6h }, whole: 24h }
datasets:
  - id: t.gauge
    title: 水位
    owner: 试验单位
    kind: reading
    key: [id, at]
    time: at
    region: region
    freshness: 2h
    columns: { id: { type: text, required: true }, at: { type: time, required: true }, region: { type: region, required: true }, level: { type: number, required: true } }
indicators:
  - { id: t.level, title: 水位, meaning: 最近读数, unit: 米, decimals: 1, better: lower, from: t.gauge, value: { latest: { of: level, per: id, across: max } }, grains: [hour, day], grain: day }
  - { id: t.readings, title: 读数条数, meaning: 条数, unit: 条, from: t.gauge, value: { count: true }, grains: [hour, day] }
alerts:
  - { id: t.high, title: 水位高, on: t.level, level: town, advice: 转移人员。, bands: { orange: { enter: ">= 40", exit: "< 35" } }, tells: { orange: [town] }, opens: { case: t.flood } }
`
const DAILY =
  '---\nid: daily\ntitle: 水情日报\ngrain: day\n---\n# {地区}水情日报\n\n水位{t.level}。\n\n@事件 待办事件：待办 2\n'
const TREE =
  'code,parent,level,name,kind\nd,,district,测试区,place\nt1,d,town,甲镇,place\nt2,d,town,乙镇,place\nv11,t1,village,子村,place\nv12,t1,village,丑村,place\n'
const SPECIAL = readFileSync(new URL('../metrics/reports/special.md', import.meta.url), 'utf8')
const world = createWorld({
  tree: TREE,
  definitions: { 'm.yaml': METRICS, 'reports/special.md': SPECIAL, 'reports/daily.md': DAILY },
  shared: false,
})
const { ask, bytesOf, local } = world

let alert: AlertInfo
let evidence: CaseEvidence

const hire = (username: string, name: string, more: Partial<Grant>): Promise<Headers> =>
  world.hire(username, [{ ...grant('t1', ['aggregate', 'rows', 'handle', 'export']), ...more }], { name, unit: null })
let serial = 0
const measured = async (level: number): Promise<void> =>
  expect(
    (
      await ask('POST', '/datasets/t.gauge/rows', local(), [
        { id: 'g', at: new Date(Date.now() - 5_000 + (serial += 1)).toISOString(), region: 'v11', level },
      ])
    ).status,
  ).toBe(201) as undefined
const act = async (who: Headers, body: object): Promise<CaseDetail> => {
  const { body: one } = await ask<CaseDetail>('GET', `/cases/${alert.case!}`, who)
  const done = await ask<CaseDetail>('POST', `/cases/${one.id}/actions`, who, { seen: one.seen, ...body })
  expect([body, done.status]).toEqual([body, 200])
  return done.body
}

interface Made {
  issue: IssueInfo
  bytes: Buffer
  words: string
  zip: JSZip
}
const made = async (who: Headers, body: object, template = 'special'): Promise<Made> => {
  const { status, body: job } = await ask<JobInfo>('POST', `/reports/${template}/runs`, who, {
    format: 'docx',
    ...body,
  })
  expect(status).toBe(202)
  const done = await world.done(job.id, who)
  const bytes = await bytesOf(done.file!.url, who)
  const zip = await JSZip.loadAsync(bytes)
  const words = (await zip.file('word/document.xml')!.async('string'))
    .replace(/<\/w:(p|tc)>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"')
  const {
    body: { issues },
  } = await ask<{ issues: IssueInfo[] }>('GET', '/reports/issues', who)
  return { issue: issues.find(({ id }) => id === done.issue)!, bytes, words, zip }
}

let officer: Headers
beforeAll(async () => {
  await world.open()
  officer = await hire('wang', '王敏', {})
  await measured(50)
  alert = await vi.waitFor(async () => {
    const [one] = (await ask<AlertsAnswer>('GET', '/alerts', officer)).body.alerts
    expect(one?.case).toEqual(expect.any(String))
    return one!
  }, 5_000)
  await ask('POST', `/alerts/${alert.id}/acknowledge`, officer)
  await act(officer, { action: 'sign' })
  evidence = (await (
    await fetch(`${world.url()}/api/v1/evidence`, {
      method: 'POST',
      headers: { ...officer, 'content-type': 'image/png' },
      body: new Uint8Array(png([])),
    })
  ).json()) as CaseEvidence
  await act(officer, { action: 'feedback', words: '已转移三户', evidence: [evidence.id] })
})
afterAll(world.close)

test('is offered as what it is, and is not for a period', async () => {
  const { body } = await ask<ReportsAnswer>('GET', '/reports', officer)
  expect(body).toMatchObject({
    reports: [
      { id: 'daily', subject: 'period' },
      { id: 'special', subject: 'alert' },
    ],
    problems: [],
  })
  expect((await ask<Problem>('POST', '/reports/special/runs', officer, { region: 't1' })).body).toMatchObject({
    status: 400,
    type: '/problems/no-subject',
  })
})

test('tells the whole course in its order, who was told, the steps of the loop, and lists the evidence', async () => {
  const { words, issue } = await made(officer, { alert: alert.id })
  expect(issue.title).toMatch(/^甲镇“水位高”处置专报（\d{4}年\d+月\d+日）$/)
  for (const part of [
    'Ⅱ级（橙色）预警，水位为50.0米；Ⅱ级（橙色）的预警线为不低于40.0米',
    '转移人员。',
    alert.case!,
    '汛情处置',
    '八步闭环办理情况',
    evidence.sha256.slice(0, 12),
  ])
    expect(words).toContain(part)
  const chain = words.slice(words.indexOf('从发生到目前的全部环节'), words.indexOf('通知、阅看与处置时间'))
  const placeOf = (step: string): number => chain.search(new RegExp(`\n${step}\n`))
  for (const course of [
    ['预警触发', '通知', '预警签收'],
    ['预警触发', '派遣', '签收', '反馈'],
  ]) {
    const found = course.map(placeOf)
    expect(found[0]).toBeGreaterThan(0)
    expect(found).toEqual([...found].sort((a, b) => a - b))
  }
  expect(chain).toContain('已转移三户；照片1张')
  expect(words.slice(words.indexOf('通知、阅看与处置时间'))).toContain('王敏')
})

test('carries the photo itself, the same bytes that were brought; the archived issue is the same file', async () => {
  const { zip, bytes, issue } = await made(officer, { case: alert.case! })
  const stored = await bytesOf(evidence.url, officer)
  const media = await Promise.all(
    Object.values(zip.files)
      .filter(({ name }) => name.startsWith('word/media/') && name.endsWith('.png'))
      .map((file) => file.async('nodebuffer')),
  )
  expect(media.some((one) => one.equals(stored))).toBe(true)
  expect((await bytesOf(issue.urls.docx, officer)).equals(bytes)).toBe(true)
  const page = (await bytesOf(issue.urls.html, officer)).toString()
  expect(page).toContain(stored.toString('base64'))
  expect((await bytesOf(issue.urls.pdf, officer)).subarray(0, 5).toString()).toBe('%PDF-')
})

test('keeps the numbers of the moment it began, beside those of now, whatever came in since', async () => {
  const table = ({ words }: Made): string[] =>
    words
      .slice(words.indexOf('触发时与编制时的数据'))
      .split('\n')
      .map((one) => one.trim())
      .filter(Boolean)
  const row = (made: Made, title: string): string[] => {
    const all = table(made)
    return all.slice(all.indexOf(title), all.indexOf(title) + 5)
  }
  const before = await made(officer, { alert: alert.id })
  expect(row(before, '水位')).toEqual(['水位', '50.0米', '—', '—', '50.0米'])
  await measured(61.25)
  const after = await made(officer, { alert: alert.id })
  expect(row(after, '水位')).toEqual(['水位', '50.0米', '—', '—', '61.3米'])
  expect([row(after, '读数条数')[1], row(after, '读数条数')[4]]).toEqual(['1条', '2条'])
  expect((await bytesOf(before.issue.urls.docx, officer)).equals(before.bytes)).toBe(true)
})

test('a case reported by hand has one too, without what it does not have', async () => {
  const { body: one } = await ask<CaseDetail>('POST', '/cases', officer, {
    type: 't.flood',
    title: '河堤渗水',
    region: 'v12',
  })
  const { words, issue } = await made(officer, { case: one.id })
  expect(issue.title).toContain('丑村“河堤渗水”处置专报')
  expect(words).toContain('一、事件办理')
  expect(words).not.toContain('预警情况')
  expect(words).toContain('没有照片等证据材料')
})

test('a report of a period lists the cases of its place and themes, what is due first in front, masked, and says how many there are', async () => {
  const report = async (body: object): Promise<CaseDetail> =>
    (await ask<CaseDetail>('POST', '/cases', officer, { type: 't.flood', region: 'v12', ...body })).body
  const first = await report({ title: '联系13812345678堵漏', due: new Date(Date.now() + 60_000).toISOString() })
  await report({ title: '低洼积水' })
  const other = await report({ type: 'u.noise', title: '夜间施工', due: new Date(Date.now() + 30_000).toISOString() })
  const { words, issue } = await made(officer, { region: 't1', period: new Date().toISOString().slice(0, 10) }, 'daily')
  const table = words.slice(words.indexOf('待办事件'), words.indexOf('附录'))
  expect(table).toMatch(/待办事件（共\d件，列前2件）/)
  const lines = table
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  expect(lines.slice(lines.indexOf(first.number) + 1, lines.indexOf(first.number) + 5)).toEqual([
    '联系138****5678堵漏',
    '丑村',
    '甲镇',
    expect.any(String),
  ])
  expect(lines.filter((line) => /-\d{8}-\d+$/.test(line))).toHaveLength(2)
  expect(words).not.toContain(other.number)
  expect((await bytesOf(issue.urls.html, officer)).toString()).toContain(first.number)
  const workbook = new Excel.Workbook()
  await workbook.xlsx.load((await bytesOf(issue.urls.xlsx!, officer)) as never)
  const sheet = workbook.getWorksheet('表1 待办事件')!
  const cells = (row: number): string[] => [1, 2, 3, 4].map((column) => sheet.getRow(row).getCell(column).text)
  expect([cells(1), cells(2), sheet.rowCount]).toEqual([
    ['编号', '事件', '区域', '承办'],
    [first.number, '联系138****5678堵漏', '丑村', '甲镇'],
    4,
  ])
  expect(cells(4)[0]).toMatch(/^待办事件（共\d件，列前2件）$/)
})

test('is for nobody who may not take out what it speaks of; holding the case is not enough', async () => {
  const strangers = {
    other: await hire('other', '旁人', { region: 't2' }),
    looker: await hire('looker', '看客', { actions: ['aggregate', 'rows', 'handle'] }),
  }
  const absent = (await ask<Problem>('POST', '/reports/special/runs', strangers.other, { alert: 'nobody' })).body
  for (const [name, who] of Object.entries(strangers)) {
    for (const body of [{ alert: alert.id }, { case: alert.case! }]) {
      const { status, body: problem } = await ask<Problem>('POST', '/reports/special/runs', who, body)
      expect([name, status]).toEqual([name, 404])
      if ('alert' in body) expect({ ...problem, title: '' }).toEqual({ ...absent, title: '' })
    }
  }
  const { issue } = await made(officer, { alert: alert.id })
  expect((await ask('GET', `/reports/issues/${issue.id}/file.html`, strangers.other)).status).toBe(404)
})

test('making, looking at and taking away are written down in words', async () => {
  const { issue } = await made(officer, { alert: alert.id })
  await bytesOf(issue.urls.pdf, officer)
  await bytesOf(`/api/v1/reports/special/preview?alert=${alert.id}`, officer)
  const {
    body: { entries },
  } = await ask<AuditPage>('GET', '/audit?limit=500', local())
  const said = entries.filter(({ who }) => who === 'wang').map(({ object }) => object)
  expect(said).toEqual(
    expect.arrayContaining([
      `生成报告“${issue.title}”`,
      `下载已生成的报告“${issue.title}”（PDF）`,
      `预览报告“${issue.title}”`,
      '下载任务生成的文件',
    ]),
  )
})
