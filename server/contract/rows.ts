import { z } from 'zod'
import { grainSchema, type Moment } from './time.ts'

/** Query string of `GET /api/v1/datasets/{id}/rows`: facts of a region in the buckets from–to, newest first. */
export const rowsQuerySchema = z.object({
  region: z.string().optional(),
  grain: grainSchema.default('day'),
  from: z.string().optional(),
  to: z.string().optional(),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
})

/** The rows behind a number; values of masked columns are replaced. */
export interface RowsAnswer {
  dataset: string
  total: number
  columns: { name: string; title: string; masked: boolean }[]
  rows: (string | number | boolean | null)[][]
  /** Names each row for `unmask`. */
  handles: string[]
}

/** Body of `POST /api/v1/datasets/{id}/unmask`: which values of which row, what for and for how long. */
export const unmaskSchema = z.object({
  row: z.string().max(40),
  columns: z.array(z.string().max(100)).min(1).max(50),
  reason: z.string().trim().min(4, '请写明查看原文的原因（至少 4 个字）').max(500),
  minutes: z.number().int().min(1).max(30).default(5),
})

/** What was masked; to be forgotten at `until`. */
export interface UnmaskAnswer {
  values: Record<string, string | number | boolean | null>
  until: Moment
}
