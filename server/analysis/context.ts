import type { Catalog } from '../catalog/index.ts'
import type { RegionCode, Scope } from '../contract/index.ts'
import { problem, Refused, type Indicators } from '../indicators/index.ts'
import type { Clock } from '../lib/index.ts'
import type { RegionNode, Regions } from '../regions/index.ts'

/** What every analysis stands on. */
export interface AnalysisDeps {
  indicators: Indicators
  catalog: () => Catalog
  regions: Regions
  clock: Clock
}

/** An analysis for one reader. */
export interface Reader extends AnalysisDeps {
  scope: Scope
}

/**
 * The places of a level below a region, statistical zones included; the region alone without a level. Throws `Refused`
 * for an unknown level.
 */
export const placesOf = (regions: Regions, region: RegionCode, level: string | undefined): RegionNode[] => {
  if (level === undefined) return [regions.get(region)!]
  if (!regions.levels.some(({ id }) => id === level)) {
    throw new Refused(
      problem(400, 'unknown-level', `没有层级 ${level}`, {
        field: 'level',
        hint: `可用：${regions.levels.map(({ id }) => id).join('、')}`,
      }),
    )
  }
  return regions.descendants(region, level)
}
