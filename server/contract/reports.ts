import { z } from 'zod'
import { cellsQuerySchema } from './cell.ts'
import type { Grain, Moment } from './time.ts'
import type { RegionCode } from './region.ts'

/** Formats a table, and a written report, can be taken out in. */
export const TABLE_FORMATS = ['csv', 'xlsx', 'parquet', 'docx', 'pdf'] as const
export type TableFormat = (typeof TABLE_FORMATS)[number]
export const REPORT_FORMATS = ['docx', 'pdf', 'html'] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]

/** Body of `POST /api/v1/exports`: several indicators over the same places and time. */
export const exportBodySchema = z.strictObject({
  indicators: z.array(z.string()).min(1).max(60),
  format: z.enum(TABLE_FORMATS),
  query: cellsQuerySchema.prefault({}),
})

/** Body of `POST /api/v1/reports/{template}/runs`; without a period the last one that is over. */
export const runBodySchema = z.strictObject({ region: z.string().optional(), period: z.string().optional(), format: z.enum(REPORT_FORMATS).default('docx') })

/** Something being made. `progress` runs from 0 to 1; `file` is there once it is `done`, until it expires. */
export interface JobInfo {
  id: string
  kind: 'export' | 'report'
  title: string
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'expired'
  progress: number
  createdAt: Moment
  expiresAt: Moment | null
  file: { name: string; mime: string; bytes: number; url: string } | null
  /** Why it failed, in words for who asked. */
  problem: string | null
  /** The archived issue a report became. */
  issue: string | null
}

/** A report that can be made. */
export interface ReportInfo { id: string; title: string; about: string; grain: Grain; levels: string[]; schedule: string | null }

/** One issue in the archive: what it was made of, so that it can be made again as it was. */
export interface IssueInfo { id: string; template: string; title: string; region: RegionCode; regionName: string; grain: Grain; period: string; version: number; asOf: Moment; madeAt: Moment; madeBy: string; urls: Record<ReportFormat, string> }

export interface ReportsAnswer { reports: ReportInfo[]; problems: { file: string; line: number; message: string }[] }
