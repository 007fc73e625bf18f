import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import JSZip from 'jszip'
import { printInOffice, readPaper } from '../../e2e/world/index.ts'
import type { IssueInfo, JobInfo } from '../../server/contract/index.ts'
import { startDemo } from '../world/demo.ts'
import { say, timed, type Measure } from '../world/line.ts'

const CHARTS = 20
const PARTS = [
  'governance.new_cases',
  'governance.appeals',
  'governance.handled_rate',
  'governance.on_time_rate',
  'economy.output',
  'economy.power',
  'economy.retail',
  'economy.revenue',
  'market.entities',
  'market.new_entities',
]

/**
 * A report of a month of 20 charts, each another – equal ones are kept once in a document –, and a table of all towns
 * for each two. Half of the charts are of a year, half of two.
 */
const template = (): string => {
  const sections = Array.from({ length: CHARTS }, (_, at) => {
    const indicator = PARTS[at % PARTS.length]!
    const words = `{期间}，{地区}{${indicator}}，{${indicator} 同比}，{${indicator} 环比}；居前的是{${indicator} 前3}，靠后的是{${indicator} 后3}。`
    return `## {序}、第${at + 1}项\n\n${`${words}\n\n`.repeat(3)}@图 第${at + 1}项走势：${indicator} ${at < PARTS.length ? 12 : 24}\n${at % 2 === 0 ? `@表 第${at + 1}项分镇街情况：${indicator} 同比 环比\n` : ''}`
  })
  return `---\nid: bench\ntitle: 月报\ngrain: month\n---\n# {地区}月报\n\n${sections.join('\n')}`
}

/** How many pages LibreOffice makes of it; the budget is about thirty. */
const pagesOf = async (bytes: Buffer): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), 'yiping-docx-'))
  try {
    writeFileSync(join(folder, 'bench.docx'), bytes)
    await printInOffice([join(folder, 'bench.docx')], folder)
    return (await readPaper(join(folder, 'docx', 'bench.pdf'), folder)).pages
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * A report of thirty pages with twenty charts, from the order to the finished file, the first time anything is asked.
 */
export const docx: Measure = {
  name: `report of 30 pages with ${CHARTS} charts as DOCX`,
  bar: { at: 1, better: 'lower' },
  run: async () => {
    const metrics = mkdtempSync(join(tmpdir(), 'yiping-metrics-'))
    cpSync('metrics', metrics, { recursive: true })
    writeFileSync(join(metrics, 'reports', 'bench.md'), template())
    const server = await startDemo(0, { YIPING_METRICS: metrics })
    try {
      const headers = { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' }
      const ask = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
        const reply = await fetch(server.url + path, { headers, ...init })
        if (!reply.ok) throw new Error(`${path}: ${await reply.text()}`)
        return (await reply.json()) as T
      }
      let made: JobInfo | null = null
      const milliseconds = await timed(async () => {
        made = await ask<JobInfo>('/api/v1/reports/bench/runs', {
          method: 'POST',
          body: JSON.stringify({ format: 'docx' }),
        })
        while (made.state === 'queued' || made.state === 'running') {
          await new Promise((resolve) => setTimeout(resolve, 20))
          made = await ask<JobInfo>(`/api/v1/jobs/${made.id}`)
        }
      })
      const { issues } = await ask<{ issues: IssueInfo[] }>('/api/v1/reports/issues')
      const { urls } = issues.find(({ id }) => id === made!.issue)!
      const again = await timed(async () => (await fetch(server.url + urls.docx, { headers })).arrayBuffer())
      const bytes = Buffer.from(await (await fetch(server.url + urls.docx, { headers })).arrayBuffer())
      const charts =
        Object.keys((await JSZip.loadAsync(bytes)).files).filter((name) => name.startsWith('word/media/')).length - 1
      const pages = await pagesOf(bytes)
      say(`  ${pages} pages, ${charts} charts; made again from the archive in ${again.toFixed(0)} ms`)
      if (pages < 30 || charts < CHARTS) throw new Error('not the report the budget speaks of')
      return { value: milliseconds / 1000, limit: 10, unit: 's' }
    } finally {
      await server.stop()
      rmSync(metrics, { recursive: true, force: true })
    }
  },
}
