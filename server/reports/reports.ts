import type { Writable } from 'node:stream'
import type {
  Action,
  exportBodySchema,
  IssueInfo,
  JobInfo,
  Person,
  PlanAction,
  planBodySchema,
  PlanInfo,
  PlansAnswer,
  ReportFormat,
  ReportsAnswer,
  Scope,
  TableFormat,
} from '../contract/index.ts'
import type { Audit } from '../audit/index.ts'
import type { Ledger } from '../store/index.ts'
import type { z } from 'zod'
import type { RunRequest } from './issues.ts'
import type { Jobs } from './jobs/index.ts'
import type { ReleaseNotice, Releases } from './releases/index.ts'
import type { Outlet } from './outlets/index.ts'
import type { SubjectDeps } from './special/index.ts'
import type { PreparedTable, TableDeps, TableRequest } from './table/index.ts'

export type ExportRequest = z.output<typeof exportBodySchema>

/**
 * What leaves the house: tables in any format, written reports, the jobs that make them and the plans by which they
 * make themselves.
 */
export interface Reports {
  ready: () => Promise<void>
  /** Admits a table and says what it comes to. Throws `Refused` before a byte is sent. */
  prepare: (request: TableRequest) => Promise<PreparedTable>
  /** Writes it; throws `SinkClosed` when the reader goes away. */
  write: (table: PreparedTable, format: TableFormat, sink: Writable) => Promise<void>
  jobs: Pick<Jobs, 'get' | 'list' | 'cancel' | 'recheck' | 'sweep'>
  /** Path of a finished job's file, for whoever asked for it and might still ask; `null` = none such for them. */
  file: (person: Person, job: string) => Promise<string | null>
  /** Begins a table too large or too slow for one request; what may not be read is refused at once. */
  startExport: (person: Person, request: ExportRequest) => Promise<JobInfo>
  /** Begins a written report. */
  startReport: (person: Person, request: RunRequest) => Promise<JobInfo>
  /** The report as a page, without a place in the archive. */
  preview: (person: Person, request: RunRequest) => Promise<{ title: string; bytes: Buffer }>
  /** Reports this person may have written somewhere. */
  templates: (person: Person) => Promise<ReportsAnswer>
  /** Archived issues this person may open, newest first. */
  issues: (person: Person) => Promise<IssueInfo[]>
  /** An archived issue, made again as it was; `null` = none such for them. */
  issue: (person: Person, id: string, format: ReportFormat) => Promise<{ title: string; bytes: Buffer } | null>
  /** Rows as files, with somebody else's leave where they tell of persons. */
  releases: Pick<Releases, 'ask' | 'list' | 'act'>
  plans: {
    list: (person: Person) => Promise<PlansAnswer>
    create: (person: Person, body: z.output<typeof planBodySchema>) => Promise<PlanInfo>
    act: (person: Person, id: string, action: PlanAction) => Promise<{ plan: PlanInfo | null } | null>
    /** Makes and delivers what is due; call it every so often. */
    tick: () => Promise<void>
  }
  close: () => Promise<void>
}

export interface ReportsDeps extends TableDeps, Pick<SubjectDeps, 'alerts' | 'cases'> {
  ledger: Ledger
  audit: Pick<Audit, 'append'>
  /** The definitions' folder; reports lie in `reports/` below it. */
  metrics: string
  /** Where files are kept until they expire, and for how long; a week unless said otherwise. */
  files: string
  filesKeptMs?: number | undefined
  /** Where plans may send what they make. */
  outlets?: readonly Outlet[]
  /** What a person may take out. */
  scopeFor: (person: Person) => Scope
  /** What a person may do with an action. */
  rightTo: (person: Person, action: Action) => Scope
  /** Everybody with an account, and one of them by id with the rights of now; `null` = may do nothing any more. */
  people: () => readonly Person[]
  personNow: (id: string) => Person | null
  /** Wishes to take rows out changed: these people's lists are others; a notice is told to each of them. */
  releaseChanged?: (people: readonly string[], notice: ReleaseNotice | null) => void
  /** What somebody is called now whose account was anonymised; `null` for everybody else. */
  formerName?: (id: string) => string | null
  failed: (error: unknown) => void
}
