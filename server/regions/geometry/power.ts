import { clip } from './half-plane.ts'
import type { Point, Shape } from './shape.ts'

/** A centre with its pull: a point belongs to the site with the least squared distance less weight (km²). */
export interface Site {
  at: Point
  weight: number
}

const cellOf = (shape: Shape, sites: readonly Site[], own: Site): Shape => {
  const [cx, cy] = own.at
  const others = sites
    .filter((site) => site !== own)
    .map((site) => ({ site, power: (site.at[0] - cx) ** 2 + (site.at[1] - cy) ** 2 - site.weight }))
    .sort((a, b) => a.power - b.power)
  let cell = shape
  for (const {
    site: {
      at: [x, y],
      weight,
    },
  } of others) {
    if (cell.length === 0) return cell
    cell = clip(cell, {
      normal: [2 * (x - cx), 2 * (y - cy)],
      limit: x * x + y * y - cx * cx - cy * cy - weight + own.weight,
    })
  }
  return cell
}

/**
 * Power diagram: the share of each site in the shape. Together they cover it, and none overlaps another but by
 * rounding.
 */
export const powerCells = (shape: Shape, sites: readonly Site[]): Shape[] =>
  sites.map((site) => cellOf(shape, sites, site))

/** Index of the site a point belongs to. */
export const ownerOf = (sites: readonly Site[], [x, y]: Point): number => {
  let owner = 0
  let least = Infinity
  for (let i = 0; i < sites.length; i++) {
    const { at, weight } = sites[i]!
    const power = (x - at[0]) ** 2 + (y - at[1]) ** 2 - weight
    if (power < least) [owner, least] = [i, power]
  }
  return owner
}
