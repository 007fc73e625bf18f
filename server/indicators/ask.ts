import type { Grain, RegionCode } from '../contract/index.ts'
import type { Measure } from './parts.ts'

/** Some members of a dimension. */
export interface MembersOnly {
  dimension: string
  members: readonly string[]
}

/** One question to the engine: an indicator's measures for regions × buckets. All times are local milliseconds. */
export interface Ask {
  regions: readonly RegionCode[]
  grain: Grain
  /** Starts of the first and last bucket. */
  first: number
  last: number
  /** Count only the first so many milliseconds of each bucket: "up to this time of day". */
  cut: number | null
  /** Answer as of this version; `null` = now. */
  asOf: number | null
  /** Roll up by the place tree valid at each bucket's end, or by today's. */
  tree: 'bucket' | 'now'
  /** Dimensions to split by; each combination of their values is a member. */
  by?: readonly string[]
  /** Of one of them only these members. */
  only?: MembersOnly
  now: number
}

/** A measure and how many direct children took part in it. */
export interface Measured extends Measure {
  reported: number
}

/** Answers by `gridKey`; a cell without any row is absent. */
export type Grid = Map<string, Measured>

export const gridKey = (region: RegionCode, bucket: number, member?: string): string =>
  member === undefined ? `${region} ${bucket}` : `${region} ${bucket} ${member}`

/** Stands between the values of a member split by several dimensions. */
export const JOINT = '\u001f'
