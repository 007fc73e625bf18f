import { z } from 'zod'
import type { Band } from '../cell.ts'
import { grainSchema, type BucketStart, type Grain, type Moment } from '../time.ts'
import type { RegionCode } from '../region.ts'

/** Query string of `forecast`; `horizon` buckets ahead. */
export const forecastQuerySchema = z.object({
  region: z.string().optional(),
  grain: grainSchema.optional(),
  horizon: z.coerce.number().int().min(1).max(90).optional(),
})

/** A number beside last year, target, and what was expected of it one bucket before. */
export interface CoursePoint {
  bucket: BucketStart
  value: number | null
  lastYear: number | null
  target: number | null
  /** `null` where there was too little to expect anything from. */
  low: number | null
  high: number | null
  /** Outside of what was expected by more than chance explains. */
  anomaly: boolean
}

/** One expected number; `band` = the colour it would have, by the bands the indicator declares. */
export interface AheadPoint {
  bucket: BucketStart
  value: number
  band: Band | null
  low: number
  high: number
}

/** What comes next, how sure that is, and how it would have done before. */
export interface ForecastAnswer {
  indicator: string
  region: RegionCode
  grain: Grain
  version: number
  asOf: Moment
  /** Oldest first; ends with the running bucket, which is not learned from. */
  course: CoursePoint[]
  /** Empty where nothing can be said. The band holds `level` of what was forecast before. */
  ahead: AheadPoint[]
  level: number
  /** How it was made, in words. */
  method: string
  /** True where nothing did better than taking the same bucket of the season before. */
  naive: boolean
  /**
   * Forecasts made as of earlier moments, none of which helped to choose the method: error against seasonal-naive = 1
   * (MASE), and the share that fell into the band; `null` where none could be checked, or nothing could be told apart.
   */
  backtest: { forecasts: number; horizon: number; mase: number; naiveMase: number; coverage: number } | null
  notes: string[]
}
