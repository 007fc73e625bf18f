import { crossings, boundsOf, polygonArea, type Point, type Polygon, type Shape } from './shape.ts'

const ROWS = 17

/**
 * Distance from the point to the nearest border of the polygon, or anything below `enough` where it is less than that.
 */
const clearance = (polygon: Polygon, [x, y]: Point, enough: number): number => {
  let least = Infinity
  for (const ring of polygon)
    for (let i = 0; i + 1 < ring.length && least > enough; i++) {
      const [a, b] = [ring[i]!, ring[i + 1]!]
      const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
      const t = Math.max(0, Math.min(1, ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy || 1)))
      least = Math.min(least, Math.hypot(x - a[0] - t * dx, y - a[1] - t * dy))
    }
  return least
}

/**
 * A point well inside the largest part of the shape, about as far from its borders as can be: where a label has room.
 */
export const poleOf = (shape: Shape): Point => {
  const largest = shape.reduce((a, b) => (polygonArea(b) > polygonArea(a) ? b : a))
  const [, south, , north] = boundsOf(largest[0]!)
  let best: { at: Point; room: number } = { at: largest[0]![0]!, room: -1 }
  for (let row = 0; row < ROWS; row++) {
    const y = south + ((row + 0.5) / ROWS) * (north - south)
    const xs = crossings([largest], y)
    for (let i = 0; i + 1 < xs.length; i += 2)
      for (const part of [0.5, 0.3, 0.7]) {
        const at: Point = [xs[i]! + part * (xs[i + 1]! - xs[i]!), y]
        const room = clearance(largest, at, best.room)
        if (room > best.room) best = { at, room }
      }
  }
  return best.at
}
