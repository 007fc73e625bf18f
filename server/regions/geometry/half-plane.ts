import { contains, ringArea, type Point, type Polygon, type Ring, type Shape } from './shape.ts'

/** The points with `normal · point <= limit`. */
interface HalfPlane {
  normal: Point
  limit: number
}

const SPECK = 1e-9

interface Chain {
  points: Point[]
  enters: number
  leaves: number
}

const crossing = (a: Point, b: Point, da: number, db: number): Point => {
  const t = da / (da - db)
  return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]
}

/**
 * The parts of a ring inside the half-plane, each from where it enters to where it leaves, with both places along the
 * line.
 */
const chainsOf = (ring: Ring, depths: readonly number[], along: (at: Point) => number): Chain[] => {
  const count = ring.length - 1
  const chains: Chain[] = []
  const start = depths.findIndex((d, i) => i < count && d > 0 && depths[(i + 1) % count]! <= 0)
  let open: Point[] = []
  for (let step = 0; step < count; step++) {
    const i = (start + step) % count
    const [a, b, da, db] = [ring[i]!, ring[i + 1]!, depths[i]!, depths[(i + 1) % count]!]
    if (da > 0 && db > 0) continue
    if (da > 0) open = [crossing(a, b, da, db), b]
    else if (db <= 0) open.push(b)
    else {
      const end = crossing(a, b, da, db)
      chains.push({ points: [...open, end], enters: along(open[0]!), leaves: along(end) })
    }
  }
  return chains
}

/** Joins chains along the line. Inside lies ahead of each leaving, so the k-th leaving meets the k-th entering. */
const joined = (chains: readonly Chain[]): Ring[] => {
  const leaving = chains.toSorted((a, b) => a.leaves - b.leaves)
  const entering = chains.toSorted((a, b) => a.enters - b.enters)
  const next = new Map(leaving.map((chain, i) => [chain, entering[i]!]))
  const left = new Set(chains)
  const rings: Ring[] = []
  for (const first of chains) {
    const ring: Ring = []
    for (let chain = first; left.delete(chain); chain = next.get(chain)!) ring.push(...chain.points)
    if (ring.length > 2) rings.push([...ring, ring[0]!])
  }
  return rings
}

const withHoles = (outers: readonly Ring[], holes: readonly Ring[]): Shape =>
  outers.map((outer): Polygon => [
    outer,
    ...holes.filter((hole) => outers.length === 1 || contains([[outer]], hole[0]!)),
  ])

const clipPolygon = (polygon: Polygon, { normal: [nx, ny], limit }: HalfPlane): Shape => {
  const depths = polygon.map((ring) => ring.map(([x, y]) => nx * x + ny * y - limit))
  if (depths.every((ring) => ring.every((d) => d <= 0))) return [polygon]
  if (depths[0]!.every((d) => d > 0)) return []
  const along = ([x, y]: Point): number => nx * y - ny * x
  const [whole, chains]: [Ring[], Chain[]] = [[], []]
  for (const [i, ring] of polygon.entries()) {
    if (depths[i]!.every((d) => d <= 0)) whole.push(ring)
    else if (depths[i]!.some((d) => d <= 0)) chains.push(...chainsOf(ring, depths[i]!, along))
  }
  const outers = [...whole.filter((ring) => ringArea(ring) > 0), ...joined(chains)].filter(
    (ring) => Math.abs(ringArea(ring)) > SPECK,
  )
  return withHoles(
    outers,
    whole.filter((ring) => ringArea(ring) <= 0),
  )
}

/**
 * What of the shape lies in the half-plane. Outer rings run counter-clockwise, holes clockwise, here and in the answer.
 */
export const clip = (shape: Shape, half: HalfPlane): Shape => shape.flatMap((polygon) => clipPolygon(polygon, half))
