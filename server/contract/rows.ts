import { z } from 'zod'
import { grainSchema } from './time.ts'

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
}
