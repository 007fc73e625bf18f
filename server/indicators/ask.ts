import type { Grain, RegionCode } from '../contract/index.ts'
import type { Measure } from './parts.ts'

/** Some members of a dimension: these, or those whose name holds any of the words, in letters of either case. */
export type MembersOnly = { dimension: string } & ({ members: readonly string[] } | { words: readonly string[] })

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

/** Parameters of the SQL of an ask: `$1` the regions, `$2` the members or words where it asks only for some. */
export const parametersOf = ({ regions, by = [], only }: Ask): (readonly string[])[] => [
  regions,
  ...(only && by.includes(only.dimension) ? [namedIn(only)] : []),
]

/** What parameter `$2` holds. */
export const namedIn = (only: MembersOnly): readonly string[] => ('words' in only ? only.words : only.members)

export const gridKey = (region: RegionCode, bucket: number, member?: string): string =>
  member === undefined ? `${region} ${bucket}` : `${region} ${bucket} ${member}`

/** Stands between the values of a member split by several dimensions. */
export const JOINT = '\u001f'
