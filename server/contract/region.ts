import { z } from 'zod'

/** Code of a node of the place tree; a GB/T 2260 + 10114 code where there is one. */
export type RegionCode = string

/** `zone` = statistical zone: its data counts, but it has no area of its own and no place in rankings. */
export type RegionKind = 'place' | 'zone'

/** A region as the client knows it. */
export interface RegionRef {
  code: RegionCode
  name: string
  level: string
  kind: RegionKind
  /** `null` for the root of what the reader may see. */
  parent: RegionCode | null
}

/** Where an outline comes from. */
export type OutlineKind = 'schematic' | 'official' | 'none'

/** Answer of `GET /api/v1/regions?root=&depth=`: the reader's tree, parents before children. */
export interface RegionsAnswer {
  /** Name of the levels, highest first, with the words shown: `{ id: 'town', title: '镇街' }`. */
  levels: { id: string; title: string }[]
  /** Where names, codes and outlines come from; shown in the about box. */
  source: string
  /** By level. `schematic` outlines are computed, not surveyed, and every map of that level says so (示意边界). */
  outlines: Record<string, OutlineKind>
  regions: RegionRef[]
}

/** Query string of `regions`: the tree below `root`, so many levels deep (all by default). */
export const regionsQuerySchema = z.object({
  root: z.string().optional(),
  depth: z.coerce.number().int().min(0).max(20).optional(),
})

/** Query string of `outlines`. */
export const outlinesQuerySchema = z.object({ region: z.string().optional() })
