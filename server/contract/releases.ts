import { z } from 'zod'
import type { RegionCode } from './region.ts'
import { grainSchema, type Moment } from './time.ts'

/**
 * Body of `POST /api/v1/row-exports`: rows of a dataset as a file; `columns` are those of the masked ones that are
 * wanted as they were delivered.
 */
export const releaseBodySchema = z.strictObject({
  dataset: z.string().max(100),
  region: z.string().optional(),
  grain: grainSchema.default('day'),
  from: z.string().optional(),
  to: z.string().optional(),
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
  columns: z.array(z.string().max(100)).max(50).default([]),
  reason: z.string().trim().min(4, '请写明导出事由（至少 4 个字）').max(500),
})
export type ReleaseBody = z.input<typeof releaseBodySchema>

export const RELEASE_ACTIONS = ['approve', 'reject', 'withdraw'] as const
export type ReleaseAction = (typeof RELEASE_ACTIONS)[number]

/** Body of `POST /api/v1/row-exports/{id}/actions`. */
export const releaseActionSchema = z.strictObject({
  action: z.enum(RELEASE_ACTIONS),
  words: z.string().trim().max(500).default(''),
})

/** Rows that somebody wants to take out. `lapsed`: nobody decided within a week. */
export interface ReleaseInfo {
  id: string
  dataset: string
  title: string
  region: RegionCode
  regionName: string
  span: string
  format: 'xlsx' | 'csv'
  /** Titles of the columns that are to be as they were delivered; all other personal ones stay masked. */
  clear: string[]
  /** Rows when it was asked. */
  rows: number
  reason: string
  by: string
  at: Moment
  mine: boolean
  state: 'asked' | 'approved' | 'rejected' | 'withdrawn' | 'lapsed'
  /** `null` where nobody has to decide: nothing personal is in it. */
  decision: { by: string; at: Moment; words: string } | null
  /** What the reader may do with it now. */
  actions: ReleaseAction[]
  /** The job that makes the file, told to whoever asked. */
  job: string | null
}

export interface ReleasesAnswer {
  releases: ReleaseInfo[]
}
