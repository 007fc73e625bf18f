import { randomUUID } from 'node:crypto'
import { bucketTitle, type IssueInfo, type Person, type ReportFormat, type Scope } from '../contract/index.ts'
import { bucketOf, mayRead, problem, Refused, regionOf } from '../indicators/index.ts'
import { shift, startOf } from '../lib/index.ts'
import type { Archive, IssueRecord } from './archive/index.ts'
import { DOCUMENT_FORMATS, type Document } from './document/index.ts'
import { parseTemplate, writeReport, type Template, type WriteDeps } from './template/index.ts'

/** What is to be written: a report for a place and a period. */
export interface RunRequest { template: string; region?: string | undefined; period?: string | undefined; format: ReportFormat }

export interface IssueDeps extends WriteDeps { archive: Archive; templates: () => Promise<{ templates: Template[] }> }

const unknown = (id: string): Refused => new Refused(problem(404, 'unknown-report', `没有报告 ${id}`, { hint: '可用的报告见 GET /api/v1/reports' }))

const documentOf = (deps: WriteDeps, issue: IssueRecord, template: Template, scope: Scope): Promise<Document> =>
  writeReport(deps, {
    template, scope, region: issue.region, bucket: issue.bucket, pin: { version: issue.version, asOf: issue.asOf, at: issue.at }, made: issue.made, exporter: { name: issue.name, post: issue.post },
  })

/** Fixes what an issue is made of: place, the last period that is over unless one is named, and the state of the data now. */
export const planIssue = async (deps: IssueDeps, person: Person, scope: Scope, request: RunRequest): Promise<{ issue: IssueRecord; template: Template }> => {
  const template = (await deps.templates()).templates.find(({ id }) => id === request.template)
  if (!template) throw unknown(request.template)
  const { clock, regions, indicators } = deps
  const region = regionOf(regions, scope, request.region)
  const level = regions.get(region)?.level ?? ''
  if (template.levels.length > 0 && !template.levels.includes(level)) {
    const levels = template.levels.flatMap((id) => regions.levels.find((one) => one.id === id)?.title ?? []).join('、')
    throw new Refused(problem(400, 'wrong-level', `${template.title}不为这一级区域编写`, { field: 'region', hint: `可用层级：${levels}` }))
  }
  const local = clock.local()
  const bucket = request.period === undefined ? shift(template.grain, startOf(template.grain, local), -1) : bucketOf(clock, template.grain, request.period, 'period')
  if (bucket > local) throw new Refused(problem(400, 'future-period', '统计期还没有开始', { field: 'period' }))
  const { version, asOf } = await indicators.reading(scope, (reading) => Promise.resolve(reading))
  const name = regions.get(region)?.name ?? region
  return {
    template,
    issue: {
      id: randomUUID(), template: template.id, text: template.text, file: template.file, title: `${name}${template.title}（${bucketTitle(clock.zone.format(bucket), template.grain)}）`,
      region, grain: template.grain, bucket, at: Math.floor(local / 60_000) * 60_000 + 59_999, version, asOf, made: clock.zone.format(local), name: person.name, post: person.post,
    },
  }
}

/** Writes an issue; the same issue gives the same bytes, however often and whenever it is written. */
export const renderIssue = async (deps: WriteDeps, issue: IssueRecord, format: ReportFormat, scope: Scope): Promise<Buffer> => {
  const { template } = parseTemplate(issue.file, issue.text)
  if (!template || !mayRead(deps.regions, scope, issue.region)) throw unknown(issue.id)
  return DOCUMENT_FORMATS[format].render(await documentOf(deps, issue, template, scope))
}

/** An issue as the archive shows it. */
export const issueInfo = ({ regions, clock }: Pick<WriteDeps, 'regions' | 'clock'>, issue: IssueRecord): IssueInfo => ({
  id: issue.id, template: issue.template, title: issue.title, region: issue.region, regionName: regions.get(issue.region)?.name ?? issue.region, grain: issue.grain,
  period: bucketTitle(clock.zone.format(issue.bucket), issue.grain), version: issue.version, asOf: issue.asOf, madeAt: issue.made, madeBy: `${issue.name}（${issue.post}）`,
  urls: { docx: `/api/v1/reports/issues/${issue.id}/file.docx`, pdf: `/api/v1/reports/issues/${issue.id}/file.pdf`, html: `/api/v1/reports/issues/${issue.id}/file.html` },
})
