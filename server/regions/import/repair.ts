import { union } from 'polyclip-ts'
import {
  boundsOf,
  polygonArea,
  ringArea,
  shapeArea,
  type Point,
  type Polygon,
  type Ring,
  type Shape,
} from '../geometry/shape.ts'

/** What was wrong with an outline and has been put right; counts of rings. */
interface Repairs {
  unclosed: number
  crossed: number
  winding: number
  dropped: number
  overlapping: number
}

/** Parts smaller than this share of the whole are left-overs of a crossing, not land. */
const SPECK = 1e-4

const same = (a: Point, b: Point): boolean => a[0] === b[0] && a[1] === b[1]

const cross = (o: Point, a: Point, b: Point): number => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])

const properlyCross = (a: Point, b: Point, c: Point, d: Point): boolean =>
  cross(a, b, c) > 0 !== cross(a, b, d) > 0 && cross(c, d, a) > 0 !== cross(c, d, b) > 0

/**
 * True when two pieces of the rings cross. Pieces are swept from west to east, so only those side by side are compared.
 */
const crosses = (rings: readonly Ring[]): boolean => {
  const pieces = rings.flatMap((ring) =>
    ring
      .slice(1)
      .map((b, i) => ({ a: ring[i]!, b, west: Math.min(ring[i]![0], b[0]), east: Math.max(ring[i]![0], b[0]) })),
  )
  pieces.sort((p, q) => p.west - q.west)
  return pieces.some((p, i) => {
    for (let j = i + 1; j < pieces.length && pieces[j]!.west <= p.east; j++) {
      const q = pieces[j]!
      const touching = same(p.a, q.a) || same(p.a, q.b) || same(p.b, q.a) || same(p.b, q.b)
      if (!touching && properlyCross(p.a, p.b, q.a, q.b)) return true
    }
    return false
  })
}

const closed = (ring: Ring, found: Repairs): Ring => {
  const open = ring.filter((point, i) => i === 0 || !same(point, ring[i - 1]!))
  if (open.length < 3 || same(open[0]!, open.at(-1)!)) return open
  found.unclosed++
  return [...open, open[0]!]
}

const wound = (polygon: Polygon, found: Repairs): Polygon =>
  polygon.map((ring, i) => {
    if (ringArea(ring) > 0 === (i === 0)) return ring
    found.winding++
    return ring.toReversed()
  })

const repaired = (polygon: Polygon, found: Repairs): Shape => {
  const rings = polygon.map((ring) => closed(ring, found))
  // A figure of eight has no area by the sum of its halves, yet is land.
  const sound = rings.filter((ring) => ring.length > 3 && (ringArea(ring) !== 0 || crosses([ring])))
  found.dropped += rings.length - sound.length
  if (!rings[0] || !sound.includes(rings[0])) return []
  if (!crosses(sound)) return [wound(sound, found)]
  found.crossed++
  const whole = union(sound) as Shape
  const total = shapeArea(whole)
  return whole.filter((part) => polygonArea(part) > SPECK * total).map((part) => wound(part, { ...found }))
}

const besides = ([[outer], [other]]: [Polygon, Polygon]): boolean => {
  const [a, b] = [boundsOf(outer!), boundsOf(other!)]
  return a[0] >= b[2] || b[0] >= a[2] || a[1] >= b[3] || b[1] >= a[3]
}

/** Parts that lie on one another, or come twice, made one; else they would cancel each other out. */
const merged = (shape: Shape, found: Repairs): Shape => {
  const apart = shape.every((part, i) => shape.slice(i + 1).every((other) => besides([part, other])))
  if (apart) return shape
  const whole = union(...(shape as [Polygon, ...Polygon[]])) as Shape
  if (shapeArea(shape) - shapeArea(whole) <= SPECK * shapeArea(whole)) return shape
  found.overlapping++
  return whole.map((part) => wound(part, { ...found }))
}

/**
 * Closes rings, takes crossings apart, merges parts that overlap, turns outer rings counter-clockwise and holes
 * clockwise, and drops rings without area; answers what it had to do.
 */
export const repair = (shape: Shape): { shape: Shape; repairs: Repairs } => {
  const repairs: Repairs = { unclosed: 0, crossed: 0, winding: 0, dropped: 0, overlapping: 0 }
  const parts = shape.flatMap((polygon) => repaired(polygon, repairs))
  return { shape: merged(parts, repairs), repairs }
}

/** The repairs in words; empty when there was nothing to do. */
export const formatRepairs = ({ unclosed, crossed, winding, dropped, overlapping }: Repairs): string =>
  [
    unclosed > 0 && `${unclosed} 个环没有闭合，已闭合`,
    crossed > 0 && `${crossed} 个面自相交，已拆开`,
    winding > 0 && `${winding} 个环的绕向不合规范，已改正`,
    dropped > 0 && `${dropped} 个环没有面积，已去掉`,
    overlapping > 0 && '同一区域的面互相重叠或重复，已合并',
  ]
    .filter(Boolean)
    .join('；')
