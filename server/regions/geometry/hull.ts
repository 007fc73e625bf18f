import { contour } from './contour.ts'
import { boundsOf, polygonArea, ringArea, shapeArea, type Point, type Ring, type Shape } from './shape.ts'

export interface Disc {
  at: Point
  radius: number
}

/**
 * Distance to the union of the discs, negative inside, with the notches between discs filled softly over about
 * `softness` km.
 */
const distance = (discs: readonly Disc[], softness: number, [x, y]: Point): number => {
  let sum = 0
  for (const { at, radius } of discs) sum += Math.exp((radius - Math.hypot(x - at[0], y - at[1])) / softness)
  return -softness * Math.log(sum)
}

const nearest = (discs: readonly Disc[], [x, y]: Point): { power: number; at: Point } => {
  let found = { power: Infinity, at: [0, 0] as Point }
  for (const { at, radius } of discs) {
    const power = (x - at[0]) ** 2 + (y - at[1]) ** 2 - radius ** 2
    if (power < found.power) found = { power, at }
  }
  return found
}

/** About how far `point` lies on the neighbours' side of the border with them. */
const trespass = (discs: readonly Disc[], neighbours: readonly Disc[], point: Point): number => {
  const own = nearest(discs, point)
  const other = nearest(neighbours, point)
  return (own.power - other.power) / (2 * Math.hypot(own.at[0] - other.at[0], own.at[1] - other.at[1]))
}

const GRID = 150
const COARSE_GRID = 80
const HALVINGS = 10
const SMOOTHING = 5
const SMALLEST_PART = 0.02

/** Rounds what is sharp: rivers and hills do not turn on the spot. */
const smooth = (ring: Ring): Ring => {
  let open = ring.slice(0, -1)
  for (let pass = 0; pass < SMOOTHING; pass++) {
    open = open.map(([x, y], i): Point => {
      const [a, b] = [open.at(i - 1)!, open[(i + 1) % open.length]!]
      return [(a[0] + 2 * x + b[0]) / 4, (a[1] + 2 * y + b[1]) / 4]
    })
  }
  return [...open, open[0]!]
}

interface Ground {
  discs: readonly Disc[]
  neighbours: readonly Disc[]
  softness: number
}

const hullOf = ({ discs, neighbours, softness }: Ground, scale: number, grid: number): Shape => {
  const scaled = discs.map(({ at, radius }) => ({ at, radius: radius * scale }))
  const reach = Math.max(...scaled.map(({ radius }) => radius)) + 4 * softness
  const [west, south, east, north] = boundsOf(discs.map(({ at }) => at))
  const field = (point: Point): number => {
    const outside = distance(scaled, softness, point)
    return neighbours.length === 0 ? outside : Math.max(outside, trespass(discs, neighbours, point))
  }
  const step = Math.max(east - west + 2 * reach, north - south + 2 * reach) / grid
  const rings = contour(field, [west - reach, south - reach, east + reach, north + reach], step)
  const outer = rings.map((ring): Shape[number] => [smooth(ring)]).sort((a, b) => polygonArea(b) - polygonArea(a))
  return outer.filter(
    (polygon) => polygonArea(polygon) >= SMALLEST_PART * polygonArea(outer[0]!) && ringArea(polygon[0]!) > 0,
  )
}

/**
 * One soft outline of about `area` km² around the discs, which are grown or shrunk together until it has that area,
 * leaving out what lies nearer to a neighbour. Holes are filled, specks left out.
 */
export const softHull = (
  discs: readonly Disc[],
  neighbours: readonly Disc[],
  softness: number,
  area: number,
): Shape => {
  const ground = { discs, neighbours, softness }
  let [low, high] = [0.3, 4]
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2
    if (shapeArea(hullOf(ground, middle, COARSE_GRID)) < area) low = middle
    else high = middle
  }
  return hullOf(ground, (low + high) / 2, GRID)
}
