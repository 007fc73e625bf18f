import type { Indicator } from '../../catalog/index.ts'
import type { Grain, RegionCode } from '../../contract/index.ts'
import { endOf } from '../../lib/index.ts'
import { gridKey, type Grid } from '../ask.ts'
import { measure } from '../engine.ts'
import type { ReadContext } from '../read/read-cells.ts'
import { closeFamily } from './close.ts'
import type { Hides } from './families.ts'

/**
 * Decides for what stands open at the end of a bucket: it adds up over places and not over time, so each moment is
 * looked at alone, and every grain that ends at the same moment decides the same.
 */
export const standingHides = (context: ReadContext, indicator: Indicator, least: number): Hides => {
  const { regions, now } = context
  const grids = new Map<string, Promise<Grid>>()
  const gridOf = (grain: Grain, bucket: number): Promise<Grid> => {
    const key = `${grain} ${bucket}`
    const codes = [...new Set(regions.closure().map(({ descendant }) => descendant))]
    const grid =
      grids.get(key)
      ?? measure(context, indicator, {
        regions: codes,
        grain,
        first: bucket,
        last: bucket,
        cut: null,
        asOf: null,
        tree: 'bucket',
        now,
      })
    grids.set(key, grid)
    return grid
  }
  return async (region, grain, bucket) => {
    const grid = await gridOf(grain, bucket)
    const open = (code: RegionCode): number => grid.get(gridKey(code, bucket))?.value ?? 0
    const day = new Date(Math.min(endOf(grain, bucket) - 1, now)).toISOString().slice(0, 10)
    const path = regions.path(region, day).map(({ code }) => code)
    return path.some((code, index) => {
      if (index === 0) return open(code) > 0 && open(code) < least
      const parent = path[index - 1]!
      const children = regions
        .children(parent, day)
        .map((node) => ({ code: node.code, counts: [[open(node.code)]], shut: false }))
      const left = children.reduce((rest, { counts }) => rest - counts[0]![0]!, open(parent))
      return closeFamily([...children, { code: parent, counts: [[Math.max(0, left)]], shut: false }], least).has(code)
    })
  }
}
