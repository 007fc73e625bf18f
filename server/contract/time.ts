import { z } from 'zod'

/**
 * Spans of time a number can be given for, finest first.
 * `dekad` is 旬 (days 1–10, 11–20, 21–end of a month); `week` starts on Monday.
 */
export const GRAINS = ['hour', 'day', 'week', 'dekad', 'month', 'quarter', 'year'] as const
export type Grain = (typeof GRAINS)[number]
export const grainSchema = z.enum(GRAINS)

/** Start of a bucket, RFC 3339 with the city's offset: `2026-11-21T00:00:00+08:00`. */
export type BucketStart = string

/** A moment, RFC 3339 with offset. */
export type Moment = string
