import { z } from 'zod'
import { cellsQuerySchema } from './cell.ts'
import type { Grain, Moment } from './time.ts'
import type { RegionCode } from './region.ts'

/** Formats a table, and a written report, can be taken out in. */
export const TABLE_FORMATS = ['csv', 'xlsx', 'parquet', 'docx', 'pdf'] as const
export type TableFormat = (typeof TABLE_FORMATS)[number]
/** `xlsx` holds the numbers behind the words. */
export const REPORT_FORMATS = ['docx', 'pdf', 'html', 'xlsx'] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]

/** Body of `POST /api/v1/exports`: several indicators over the same places and time. */
export const exportBodySchema = z.strictObject({
  indicators: z.array(z.string()).min(1).max(60),
  format: z.enum(TABLE_FORMATS),
  query: cellsQuerySchema.prefault({}),
})

/**
 * Body of `POST /api/v1/reports/{template}/runs`; without a period the last one that is over. Special reports
 * (`subject: alert`) take an alert or a case instead.
 */
export const runBodySchema = z.strictObject({
  region: z.string().optional(),
  period: z.string().optional(),
  alert: z.string().optional(),
  case: z.string().optional(),
  format: z.enum(REPORT_FORMATS).default('docx'),
})

/** Something being made. `progress` runs from 0 to 1; `file` is there once it is `done`, until it expires. */
export interface JobInfo {
  id: string
  kind: 'export' | 'report' | 'rows'
  title: string
  /** What kind of file it makes, and how many rows of a table it holds; `null` where that is not known. */
  format: ReportFormat | TableFormat | null
  rows: number | null
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'expired'
  progress: number
  /**
   * It was under way when the server stopped: a table of many pages goes on where it was, with the digits it began
   * with; anything else begins again.
   */
  restarted?: true
  createdAt: Moment
  expiresAt: Moment | null
  file: { name: string; mime: string; bytes: number; url: string } | null
  /** Why it failed, in words for who asked. */
  problem: string | null
  /** The archived issue a report became. */
  issue: string | null
}

/** A report that can be made. */
export interface ReportInfo {
  id: string
  title: string
  about: string
  /** What it is about: a period, or one alert and its case. */ subject: 'period' | 'alert'
  grain: Grain
  levels: string[]
  schedule: string | null
  /** IANA name of the zone of `schedule`, where it is not the city's. */ zone: string | null
}

/** One issue in the archive: what it was made of, so that it can be made again as it was. */
export interface IssueInfo {
  id: string
  template: string
  title: string
  region: RegionCode
  regionName: string
  grain: Grain
  period: string
  version: number
  asOf: Moment
  madeAt: Moment
  madeBy: string
  /** Revision of the definitions it was written by. */
  definitions: string
  /** Made by a plan, not by hand. */
  automatic: boolean
  /** Handed to this reader by a plan, and not opened yet. */
  fresh: boolean
  /** Without `xlsx` where the numbers were not kept yet when it was written. */
  urls: Record<Exclude<ReportFormat, 'xlsx'>, string> & { xlsx: string | null }
}

export interface ReportsAnswer {
  reports: ReportInfo[]
  problems: { file: string; line: number; message: string }[]
}

export const PLAN_ACTIONS = ['pause', 'resume', 'retry', 'remove'] as const
export type PlanAction = (typeof PLAN_ACTIONS)[number]

/** Body of `POST /api/v1/reports/plans`: a report that makes itself. `when` as in 每月5日 09:00，遇休顺延. */
export const planBodySchema = z.strictObject({
  template: z.string(),
  region: z.string(),
  when: z.string().trim().max(40),
  /** IANA name of the time zone `when` is told in; the city's without it. */
  zone: z.string().trim().max(60).optional(),
  format: z.enum(['docx', 'pdf']).default('docx'),
  /** The numbers behind it go along as a workbook. */
  data: z.boolean().default(false),
  /** Who is told in the application: oneself, or everybody who may open it. */
  audience: z.enum(['owner', 'everybody']).default('owner'),
  /** Ids of outlets; sending out takes the right `configure`. */
  outlets: z.array(z.string()).max(10).default([]),
})
export type PlanBody = z.input<typeof planBodySchema>

/** Body of `POST /api/v1/reports/plans/{id}/actions`. */
export const planActionSchema = z.strictObject({ action: z.enum(PLAN_ACTIONS) })

/** Where a try stands: `waiting` = not yet, or again at `next`; `failed` = given up. */
export interface TryInfo {
  state: 'waiting' | 'done' | 'failed'
  attempts: number
  next: Moment | null
  problem: string | null
}

/** One time a plan came round. */
export interface PlanRunInfo extends TryInfo {
  at: Moment
  /** Earlier times nobody was there for, made up for by this one. */
  missed: number
  issue: string | null
  deliveries: (TryInfo & { title: string })[]
}

/** A report that makes itself. */
export interface PlanInfo {
  id: string
  template: string
  title: string
  region: RegionCode
  regionName: string
  when: string
  /** IANA name of the time zone it is told in. */
  zone: string
  format: ReportFormat
  data: boolean
  audience: 'owner' | 'everybody'
  outlets: string[]
  owner: string
  state: 'active' | 'paused'
  paused: { by: string; words: string } | null
  /** Next time it comes round; `null` while it is paused. */
  next: Moment | null
  /** Whether the days off of that year are known; if not, weekends alone count. */
  calendarKnown: boolean
  /** What the reader may do with it now. */
  actions: PlanAction[]
  /** Newest first. */
  runs: PlanRunInfo[]
}

/** Answer of `GET /api/v1/reports/plans`; `outlets` = where the reader may have reports sent. */
export interface PlansAnswer {
  plans: PlanInfo[]
  outlets: { id: string; title: string; kind: 'email' | 'folder' }[]
}
