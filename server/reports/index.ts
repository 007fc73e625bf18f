import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { TABLE_FORMATS, type IssueInfo, type JobInfo, type Person, type ReportFormat, type ReportsAnswer, type Scope, type TableFormat, type exportBodySchema } from '../contract/index.ts'
import { mayRead, problem, Refused } from '../indicators/index.ts'
import type { Ledger } from '../store/index.ts'
import type { z } from 'zod'
import { createArchive } from './archive/index.ts'
import { DOCUMENT_FORMATS } from './document/index.ts'
import { EXPORTERS, SinkClosed } from './export/index.ts'
import { push } from './export/sink.ts'
import { issueInfo, planIssue, renderIssue, type IssueDeps, type RunRequest } from './issues.ts'
import { createJobs, type JobRecord, type Jobs, type Made, type Making } from './jobs/index.ts'
import { prepareTable, type PreparedTable, type TableDeps, type TableRequest } from './table/index.ts'
import { loadTemplates } from './template/index.ts'
import { writeTable } from './write-table.ts'

export { DOCUMENT_FORMATS, EXPORTERS, SinkClosed }
export { loadTemplates }
export type { PreparedTable, RunRequest, TableRequest }
export type ExportRequest = z.output<typeof exportBodySchema>

/** What leaves the house: tables in any format, written reports, and the jobs that make them. */
export interface Reports {
  ready: () => Promise<void>
  /** Admits a table and says what it comes to. Throws `Refused` before a byte is sent. */
  prepare: (request: TableRequest) => Promise<PreparedTable>
  /** Writes it; throws `SinkClosed` when the reader goes away. */
  write: (table: PreparedTable, format: TableFormat, sink: Writable) => Promise<void>
  jobs: Pick<Jobs, 'get' | 'list' | 'cancel' | 'path' | 'sweep'>
  /** Begins a table too large or too slow for one request; what may not be read is refused at once. */
  startExport: (person: Person, request: ExportRequest) => Promise<JobInfo>
  /** Begins a written report. */
  startReport: (person: Person, request: RunRequest) => Promise<JobInfo>
  /** The report as a page, without a place in the archive. */
  preview: (person: Person, request: RunRequest) => Promise<Buffer>
  templates: () => Promise<ReportsAnswer>
  /** Archived issues of places this person may see. */
  issues: (person: Person) => Promise<IssueInfo[]>
  /** An archived issue, made again as it was; `null` = none such for them. */
  issue: (person: Person, id: string, format: ReportFormat) => Promise<{ title: string; bytes: Buffer } | null>
  close: () => Promise<void>
}

export interface ReportsDeps extends TableDeps {
  ledger: Ledger
  /** The definitions' folder; reports lie in `reports/` below it. */
  metrics: string
  /** Where files are kept until they expire. */
  files: string
  /** What a person may take out. */
  scopeFor: (person: Person) => Scope
  failed: (error: unknown) => void
}

const ISSUES_SHOWN = 200

export const createReports = (deps: ReportsDeps): Reports => {
  const { catalog, scopeFor, regions } = deps
  const archive = createArchive(deps.ledger)
  const issueDeps: IssueDeps = { ...deps, archive, templates: () => loadTemplates(deps.metrics, catalog()) }
  const tableRequest = (person: Person, { indicators, query, format }: ExportRequest): TableRequest => ({ person, scope: scopeFor(person), indicators, parameters: query, format })

  const makeTable = async ({ person, request }: JobRecord, { sink, progress }: Making): Promise<Made> => {
    const asked = request as ExportRequest
    const table = await prepareTable(deps, tableRequest(person, asked))
    await writeTable(table, asked.format, sink, (rows) => progress(rows / Math.max(1, table.rows)))
    const { extension, mime } = EXPORTERS[asked.format]
    return { name: `${table.name}.${extension}`, mime, issue: null }
  }
  const makeReport = async ({ person, request }: JobRecord, { sink, progress }: Making): Promise<Made> => {
    const asked = request as RunRequest
    const scope = scopeFor(person)
    const { issue } = await planIssue(issueDeps, person, scope, asked)
    progress(0.1)
    const bytes = await renderIssue(deps, issue, asked.format, scope)
    await push(sink, bytes)
    await archive.add(issue)
    const { extension, mime } = DOCUMENT_FORMATS[asked.format]
    return { name: `${issue.title}.${extension}`, mime, issue: issue.id }
  }
  const jobs = createJobs({ ...deps, folder: join(deps.files, 'jobs'), make: (job, making) => (job.kind === 'export' ? makeTable(job, making) : makeReport(job, making)) })

  return {
    ready: async () => {
      await archive.ready()
      await jobs.ready()
    },
    prepare: (request) => prepareTable(deps, request),
    write: writeTable,
    jobs,
    startExport: async (person, request) => {
      const { name } = await prepareTable(deps, tableRequest(person, request))
      return jobs.start(person, 'export', name, request)
    },
    startReport: async (person, request) => {
      const { issue } = await planIssue(issueDeps, person, scopeFor(person), request)
      return jobs.start(person, 'report', issue.title, request)
    },
    preview: async (person, request) => {
      const scope = scopeFor(person)
      const { issue } = await planIssue(issueDeps, person, scope, request)
      return renderIssue(deps, issue, 'html', scope)
    },
    templates: async () => {
      const { templates, problems } = await loadTemplates(deps.metrics, catalog())
      return {
        reports: templates.map(({ id, title, about, grain, levels, schedule }) => ({ id, title, about, grain, levels, schedule: schedule ?? null })),
        problems: problems.map(({ file, line, message }) => ({ file, line, message })),
      }
    },
    issues: async (person) => {
      const scope = scopeFor(person)
      return (await archive.list(ISSUES_SHOWN)).filter(({ region }) => mayRead(regions, scope, region)).map((issue) => issueInfo(deps, issue))
    },
    issue: async (person, id, format) => {
      const issue = await archive.get(id)
      if (!issue || !mayRead(regions, scopeFor(person), issue.region)) return null
      return { title: issue.title, bytes: await renderIssue(deps, issue, format, scopeFor(person)) }
    },
    close: jobs.close,
  }
}

export const isTableFormat = (text: string): text is TableFormat => TABLE_FORMATS.some((one) => one === text)

/** No such job or issue for this person. */
export const nothingThere = (): Refused => new Refused(problem(404, 'not-found', '没有这个任务或报告，或者文件已过期'))
