import { z } from 'zod'
import { grainSchema, type BucketStart, type Grain, type Moment } from '../time.ts'
import type { RegionCode } from '../region.ts'

/** Of the places of the level only these, codes with commas between them. */
const only = z.string().optional()

/** Query string of `distribution`: the places of a level in one bucket. */
export const distributionQuerySchema = z.object({
  region: z.string().optional(),
  level: z.string(),
  only,
  grain: grainSchema.optional(),
  bucket: z.string().optional(),
})

interface Placed {
  region: RegionCode
  name: string
  value: number
}

/** How an indicator is spread over places. */
export interface DistributionAnswer {
  indicator: string
  grain: Grain
  bucket: BucketStart
  level: string
  version: number
  asOf: Moment
  /** Places with a value, and those without. */
  known: number
  silent: number
  mean: number | null
  /** Shares of places and the value below which they lie, interpolated between the two nearest. */
  quantiles: { at: number; value: number }[]
  /** Bins of one width; the last holds its upper edge too. `values` are those of the places in it, at most 30 names. */
  bins: { from: number; to: number; count: number; places: Placed[] }[]
  lowest: Placed[]
  highest: Placed[]
}

/**
 * Query string of `correlation`: with `level` over the places of one bucket, without it over the buckets of one place.
 */
export const correlationQuerySchema = z.object({
  with: z.string(),
  region: z.string().optional(),
  level: z.string().optional(),
  only,
  grain: grainSchema.optional(),
  from: z.string().optional(),
  to: z.string().optional(),
})

/** How two indicators go together, over pairs where both are known. */
export interface CorrelationAnswer {
  indicator: string
  with: string
  grain: Grain
  across: 'regions' | 'time'
  version: number
  asOf: Moment
  n: number
  /** Where one of the two is unknown. */
  unpaired: number
  pearson: number | null
  /** 95 % interval of `pearson` by Fisher's transformation; `null` below 4 pairs. */
  interval: [number, number] | null
  spearman: number | null
  points: { title: string; region: RegionCode; bucket: BucketStart; x: number; y: number }[]
  words: string
}
