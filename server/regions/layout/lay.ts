import { divide } from '../geometry/divide.ts'
import { softHull, type Disc } from '../geometry/hull.ts'
import { contains, shapeArea, type Point, type Shape } from '../geometry/shape.ts'
import { steady, type Lot } from './lots.ts'

/** A place with the shape found for it. */
export interface Laid {
  lot: Lot
  shape: Shape
}

/** From degrees to the plane in which borders are straight. */
type ToPlane = (lonLat: readonly [number, number]) => Point

/** A real place outside the tree that keeps the outline from growing where it lies. */
export interface Neighbour {
  centre: readonly [number, number]
  area: number
}

const SOFTNESS = 0.45
const LOBES = 8
const FEWEST_KNOWN = 3
const MOST = 0.8
/** Centres nearer than this share of a usual radius are one address given to several places. */
const SPOT = 0.1

const radiusOf = (area: number): number => Math.sqrt(area / Math.PI)

/** A rounded outline with a few lobes, always the same for the same code, for a place of which nothing is known. */
const blob = ({ node, area }: Lot): Disc[] => {
  const radius = radiusOf(area)
  const lobes = Array.from({ length: LOBES }, (_, i): Disc => {
    const angle = (2 * Math.PI * (i + 0.6 * steady(`${node.code} turn ${i}`))) / LOBES
    const reach = radius * (0.45 + 0.4 * steady(`${node.code} reach ${i}`))
    return { at: [1.15 * reach * Math.cos(angle), reach * Math.sin(angle)], radius: 0.5 * radius }
  })
  return [{ at: [0, 0], radius: 0.8 * radius }, ...lobes]
}

/** The outline of the root: around the real centres of the places below it where they are known. */
export const hullOf = (root: Lot, toPlane: ToPlane, neighbours: readonly Neighbour[]): Shape => {
  const disc = (centre: readonly [number, number], area: number): Disc => ({
    at: toPlane(centre),
    radius: radiusOf(area),
  })
  const known = root.children.flatMap(({ centre, area }) => (centre ? [disc(centre, area)] : []))
  const enough = known.length >= FEWEST_KNOWN && 2 * known.length >= root.children.length
  const discs = enough ? known : blob(root)
  const middle = discs.map(({ radius }) => radius).sort((a, b) => a - b)[discs.length >> 1]!
  return softHull(
    discs,
    enough ? neighbours.map(({ centre, area }) => disc(centre, area)) : [],
    SOFTNESS * middle,
    root.area,
  )
}

/**
 * The known centres that lie in the shape, one at a spot; none when most do not lie in it, for in an arranged outline
 * the real ones have no place.
 */
const centresIn = (shape: Shape, children: readonly Lot[], toPlane: ToPlane): (Point | null)[] => {
  const known = children.map(({ centre }) => centre && toPlane(centre))
  const spot = SPOT * radiusOf(shapeArea(shape) / children.length)
  const first = (at: Point, i: number): boolean =>
    !known.slice(0, i).some((other) => other && Math.hypot(other[0] - at[0], other[1] - at[1]) < spot)
  const inside = known.map((at, i) => (at && contains(shape, at) && first(at, i) ? at : null))
  const enough = inside.filter(Boolean).length >= MOST * Math.max(known.filter(Boolean).length, children.length / 2)
  return enough ? inside : known.map(() => null)
}

/** Divides the shape of a place among the places in it, and theirs among those in them. */
export const layInside = (lot: Lot, shape: Shape, toPlane: ToPlane): Laid[] => {
  const centres = centresIn(shape, lot.children, toPlane)
  const cells = divide(
    shape,
    lot.children.map(({ area, seed }, i) => ({ share: area, centre: centres[i]!, seed })),
  )
  return [
    { lot, shape },
    ...lot.children.flatMap((child, i) => (cells[i]!.length > 0 ? layInside(child, cells[i]!, toPlane) : [])),
  ]
}
