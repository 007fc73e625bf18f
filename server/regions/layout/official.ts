import type { Topology } from 'topojson-specification'
import { cutShort } from '../geometry/cut.ts'
import type { Plane } from '../geometry/plane.ts'
import { boundsOf, type Point, type Shape } from '../geometry/shape.ts'
import { createWobble } from '../geometry/wobble.ts'
import type { RegionNode } from '../types.ts'
import { draw } from './draw.ts'
import { layInside, type Laid } from './lay.ts'
import { lotsOf, type Lot } from './lots.ts'

const QUANTA = 1e6
const WAVES_ACROSS = 4
const STEPS_ACROSS = 150

const lotsByCode = (lot: Lot, found = new Map<string, Lot>()): Map<string, Lot> => {
  found.set(lot.node.code, lot)
  for (const child of lot.children) lotsByCode(child, found)
  return found
}

/**
 * Outlines of the tree with the given shapes (on the plane) as they are and the places below `level` fitted inside
 * theirs. `outlined`: the levels to draw.
 */
export const layoutOfficial = ({
  nodes,
  outlined,
  given,
  level,
  plane,
}: {
  nodes: readonly RegionNode[]
  outlined: readonly string[]
  given: ReadonlyMap<RegionNode, Shape>
  level: string
  plane: Plane
}): Topology => {
  const [west, south, east, north] = boundsOf([...given.values()].flat(3))
  const across = Math.max(east - west, north - south)
  const step = across / STEPS_ACROSS
  const wobble = createWobble(across / WAVES_ACROSS)
  const toPlane = ([lon, lat]: readonly [number, number]): Point => wobble.unbend(plane.toPlane([lon, lat]))
  // Cut short before the plane is bent: straight official borders stay straight.
  const toShape = (shape: Shape): Shape =>
    shape.map((polygon) => polygon.map((ring) => cutShort(ring, step).map(wobble.unbend)))
  const root = lotsOf(nodes, outlined)
  const lots = root ? lotsByCode(root) : new Map<string, Lot>()
  const laid = [...given].flatMap(([node, shape]): Laid[] => {
    const lot = lots.get(node.code) ?? { node, area: 0, known: false, centre: null, seed: 0, children: [] }
    return node.level === level ? layInside(lot, toShape(shape), toPlane) : [{ lot, shape: toShape(shape) }]
  })
  return draw(laid, outlined, { toDegrees: (at) => plane.toDegrees(wobble.bend(at)), step, quanta: QUANTA })
}
