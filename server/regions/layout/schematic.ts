import type { Topology } from 'topojson-specification'
import { createPlane } from '../geometry/plane.ts'
import type { Point } from '../geometry/shape.ts'
import { createWobble } from '../geometry/wobble.ts'
import type { RegionNode } from '../types.ts'
import { draw } from './draw.ts'
import { hullOf, layInside, type Neighbour } from './lay.ts'
import { lotsOf } from './lots.ts'

/** Places without any known position are drawn where the map projection does not distort. */
const NOWHERE: Point = [0, 0]
const QUANTA = 1e4
const WAVES_ACROSS = 4
const STEPS_ACROSS = 150

/**
 * Outlines of a tree that are computed, not surveyed (示意边界): real centres and areas where they are known, a tidy
 * arrangement where they are not. The same tree gives the same outlines.
 */
export const layoutSchematic = (
  nodes: readonly RegionNode[],
  levels: readonly string[],
  neighbours: readonly Neighbour[] = [],
): Topology | null => {
  const root = lotsOf(nodes, levels)
  if (!root) return null
  const plane = createPlane(root.centre ? [...root.centre] : NOWHERE)
  const across = Math.sqrt(root.area)
  const wobble = createWobble(across / WAVES_ACROSS)
  const toPlane = ([lon, lat]: readonly [number, number]): Point => wobble.unbend(plane.toPlane([lon, lat]))
  const laid = layInside(root, hullOf(root, toPlane, neighbours), toPlane)
  return draw(laid, levels, {
    toDegrees: (at) => plane.toDegrees(wobble.bend(at)),
    step: across / STEPS_ACROSS,
    quanta: QUANTA,
  })
}
