import { z } from 'zod'
import { MOST_SOUGHT, type Band } from '../cell.ts'
import { grainSchema, type BucketStart, type Grain, type Moment } from '../time.ts'
import type { RegionCode } from '../region.ts'

/** What can stand beside a value: 上年同期 同比 环比 同期累计 累计同比 目标 与目标差距 排名 位次变化 覆盖率. */
export const MEASURES = [
  'value',
  'lastYear',
  'yoy',
  'pop',
  'ytd',
  'ytdYoy',
  'target',
  'gap',
  'rank',
  'rankChange',
  'coverage',
] as const
export type MeasureName = (typeof MEASURES)[number]

/** An axis of a pivot; `by:category` is a dimension of the indicators' datasets. */
const axisSchema = z.union([z.enum(['indicator', 'region', 'time']), z.string().regex(/^by:[a-z][a-z0-9_]*$/)])
export type PivotAxis = z.infer<typeof axisSchema>

/** More rows than this never leave the server at once. */
export const MOST_PIVOT_ROWS = 500

/**
 * Body of `POST /api/v1/pivot`. An axis that is neither rows nor columns stands still: at `pin`, else at the first
 * indicator, `region` itself, the last bucket.
 */
export const pivotSchema = z.object({
  indicators: z.array(z.string()).min(1).max(20),
  /** Top of the places; the reader's own top when left out. */
  region: z.string().optional(),
  /** Places of this level below `region`; without it `region` alone. */
  level: z.string().optional(),
  /** Of these places only the named ones; ranks are among all of them. */
  only: z.array(z.string()).min(1).max(200).optional(),
  grain: grainSchema,
  from: z.string().optional(),
  to: z.string().optional(),
  rows: axisSchema,
  columns: axisSchema,
  measures: z.array(z.enum(MEASURES)).min(1).max(MEASURES.length).default(['value']),
  pin: z
    .object({ indicator: z.string().optional(), region: z.string().optional(), bucket: z.string().optional() })
    .default({}),
  /** Rows in the order of one column's measure; unknown values last. */
  sort: z
    .object({ column: z.string(), measure: z.enum(MEASURES).default('value'), descending: z.boolean().default(true) })
    .optional(),
  /** Of single things on the rows only those whose name holds this, or one of several names. */
  find: z.string().trim().max(MOST_SOUGHT).optional(),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(MOST_PIVOT_ROWS).default(50),
  asOf: z.number().int().min(0).optional(),
})
export type PivotRequest = z.infer<typeof pivotSchema>

/** How a measure of an indicator is written. */
export interface MeasureForm {
  unit: string
  decimals: number
  signed: boolean
}

/** One place on an axis. */
export interface PivotHead {
  /**
   * Indicator, region code, bucket, or value of the dimension; `*` is all of a dimension, empty what nobody wrote down.
   */
  key: string
  title: string
}

export interface PivotCell {
  /** One per measure asked, in the units of its form. */
  values: (number | null)[]
  tones: ('good' | 'bad' | 'even' | null)[]
  band: Band | null
  stale: boolean
  /** The number is kept from this reader: it is counted over too few people, or gives such a number away. */
  suppressed?: true
  /** From this many on such numbers are told; only where `suppressed`. */
  below?: number
}

/** What stands still. */
export interface PivotPin {
  indicator: string
  region: RegionCode
  bucket: BucketStart
}

export interface PivotAnswer {
  version: number
  asOf: Moment
  grain: Grain
  rows: { axis: PivotAxis; total: number; offset: number; heads: PivotHead[] }
  columns: { axis: PivotAxis; heads: PivotHead[] }
  measures: { id: MeasureName; title: string }[]
  /** By indicator, one form for each measure asked. */
  forms: Record<string, MeasureForm[]>
  pin: PivotPin
  cells: PivotCell[][]
  /**
   * Only where no value is known of anything on this page: the newest of the 24 buckets before it of which one is;
   * `null` = none.
   */
  nothing?: { latest: BucketStart | null }
  /** What the reader should know of these numbers. */
  notes: string[]
}
