import type { Topology } from 'topojson-specification'
import type { OutlineKind, RegionCode, RegionKind } from '../contract/index.ts'

/** A node of the place tree in one period of its life; a re-zoned village has one entry per parent. */
export interface RegionNode {
  code: RegionCode
  parent: RegionCode | null
  level: string
  name: string
  kind: RegionKind
  /** Representative point, WGS 84; `null` when unknown. */
  lon: number | null
  lat: number | null
  areaKm2: number | null
  /** First and first-no-longer day of validity, `yyyy-mm-dd`; `null` = open. */
  from: string | null
  to: string | null
}

/** One pair of the tree: `descendant` lay below `ancestor` (or is it) in [from, to). */
export interface ClosureRow {
  ancestor: RegionCode
  /** The direct child of `ancestor` on the way down; `null` where descendant = ancestor. */
  via: RegionCode | null
  descendant: RegionCode
  from: string | null
  to: string | null
}

/** The place tree. `at` is a day `yyyy-mm-dd`; without it, today's tree. */
export interface Regions {
  root: RegionNode
  levels: { id: string; title: string }[]
  source: string
  /** The least that can be said of all levels: one schematic level makes it schematic. */
  outlines: OutlineKind
  /** The same by level. */
  outlinesOf: (level: string) => OutlineKind
  get: (code: RegionCode, at?: string) => RegionNode | null
  /**
   * The canonical code of what was written: exact, or a 9/12-digit code with trailing zeros; `null` if not in the tree
   * at any time.
   */
  resolve: (written: string) => RegionCode | null
  children: (code: RegionCode, at?: string) => RegionNode[]
  /** From the root down to `code`, both included. */
  path: (code: RegionCode, at?: string) => RegionNode[]
  /** All below `code` at `level`, in tree order; `code` itself when it is of that level. */
  descendants: (code: RegionCode, level: string, at?: string) => RegionNode[]
  /** True when `code` is `root` or lies below it, at any time. */
  contains: (root: RegionCode, code: RegionCode) => boolean
  /** Every ancestor–descendant pair with its validity, self pairs included. */
  closure: () => ClosureRow[]
  /** Outlines, one object per level (properties `code`, `name`, `parent`); `null` when there are none. */
  topology: () => Topology | null
}
