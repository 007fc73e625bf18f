import type { Position } from 'geojson'

const areaOf = (ring: Position[]): number => {
  let sum = 0
  for (let i = 1; i < ring.length; i++) sum += ring[i - 1]![0]! * ring[i]![1]! - ring[i]![0]! * ring[i - 1]![1]!
  return sum / 2
}

const centroidOf = (ring: Position[]): [number, number] => {
  const [ox, oy] = [ring[0]![0]!, ring[0]![1]!]
  let [x, y, sum] = [0, 0, 0]
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay, bx, by] = [ring[i - 1]![0]! - ox, ring[i - 1]![1]! - oy, ring[i]![0]! - ox, ring[i]![1]! - oy]
    const cross = ax * by - bx * ay
    x += (ax + bx) * cross
    y += (ay + by) * cross
    sum += cross
  }
  return sum === 0 ? [ox, oy] : [ox + x / sum / 3, oy + y / sum / 3]
}

const insideRing = ([x, y]: [number, number], ring: Position[]): boolean => {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay, bx, by] = [ring[i]![0]!, ring[i]![1]!, ring[j]![0]!, ring[j]![1]!]
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}

/** Whether a point lies in one of the polygons and in none of its holes. */
export const contains = (polygons: Position[][][], point: [number, number]): boolean =>
  polygons.some(
    ([outer, ...holes]) =>
      outer !== undefined && insideRing(point, outer) && !holes.some((hole) => insideRing(point, hole)),
  )

/** Middle of the widest stretch inside on the level line through a point: for shapes whose centroid lies outside. */
const widestOn = (polygons: Position[][][], y: number): [number, number] | null => {
  const cuts = polygons
    .flat()
    .flatMap((ring) =>
      ring.slice(1).flatMap((to, i) => {
        const [ax, ay, bx, by] = [ring[i]![0]!, ring[i]![1]!, to[0]!, to[1]!]
        return ay > y === by > y ? [] : [((bx - ax) * (y - ay)) / (by - ay) + ax]
      }),
    )
    .sort((a, b) => a - b)
  let best: [number, number] | null = null
  for (let i = 1; i < cuts.length; i += 2)
    if (!best || cuts[i]! - cuts[i - 1]! > best[1] - best[0]) best = [cuts[i - 1]!, cuts[i]!]
  return best && [(best[0] + best[1]) / 2, y]
}

/**
 * A point inside the largest polygon for its label: the centroid, or where its level line is widest when that falls
 * outside.
 */
export const anchorOf = (polygons: Position[][][]): [number, number] => {
  const largest = polygons.reduce((best, next) =>
    Math.abs(areaOf(next[0] ?? [])) > Math.abs(areaOf(best[0] ?? [])) ? next : best,
  )
  const outer = largest[0]
  if (!outer || outer.length === 0) return [0, 0]
  const centroid = centroidOf(outer)
  return contains([largest], centroid) ? centroid : (widestOn([largest], centroid[1]) ?? centroid)
}
