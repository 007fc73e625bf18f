/** Plane coordinates, km unless said otherwise: x east, y north. */
export type Point = [number, number]
/** Closed: the last point repeats the first. */
export type Ring = Point[]
/** Outer ring, then holes. */
export type Polygon = Ring[]
/** One or more polygons, as in a GeoJSON MultiPolygon. */
export type Shape = Polygon[]

/** Signed area of a ring, positive when counter-clockwise. */
export const ringArea = (ring: Ring): number => {
  let twice = 0
  for (let i = 0; i + 1 < ring.length; i++) twice += ring[i]![0] * ring[i + 1]![1] - ring[i + 1]![0] * ring[i]![1]
  return twice / 2
}

/** Area of a polygon less its holes, whatever the winding. */
export const polygonArea = ([outer, ...holes]: Polygon): number =>
  outer ? Math.abs(ringArea(outer)) - holes.reduce((sum, hole) => sum + Math.abs(ringArea(hole)), 0) : 0

export const shapeArea = (shape: Shape): number => shape.reduce((sum, polygon) => sum + polygonArea(polygon), 0)

/** Where the rings cross the horizontal through `y`, ascending: inside lies between the 1st and 2nd, 3rd and 4th, … */
export const crossings = (shape: Shape, y: number): number[] => {
  const xs: number[] = []
  for (const polygon of shape)
    for (const ring of polygon)
      for (let i = 0; i + 1 < ring.length; i++) {
        const [x0, y0] = ring[i]!
        const [x1, y1] = ring[i + 1]!
        if (y0 > y !== y1 > y) xs.push(x0 + ((y - y0) / (y1 - y0)) * (x1 - x0))
      }
  return xs.sort((a, b) => a - b)
}

export const contains = (shape: Shape, [x, y]: Point): boolean =>
  crossings(shape, y).filter((cross) => cross < x).length % 2 === 1

/** West, south, east, north. */
export const boundsOf = (points: Iterable<Point>): [number, number, number, number] => {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of points) {
    box[0] = Math.min(box[0], x)
    box[1] = Math.min(box[1], y)
    box[2] = Math.max(box[2], x)
    box[3] = Math.max(box[3], y)
  }
  return box
}

/** How many times the step is halved in search of a point inside a sliver. */
const HALVINGS = 12

/** About `count` points spread evenly inside the shape, at least one; a corner of what has no inside. */
export const samplesOf = (shape: Shape, count: number): Point[] => {
  const [, south, , north] = boundsOf(shape.flat(2))
  const first = Math.sqrt(shapeArea(shape) / count)
  for (let step = first; step > first / 2 ** HALVINGS; step /= 2) {
    const points: Point[] = []
    for (let y = south + step / 2; y < north; y += step) {
      const xs = crossings(shape, y)
      for (let i = 0; i + 1 < xs.length; i += 2)
        for (let x = (Math.ceil(xs[i]! / step - 0.5) + 0.5) * step; x < xs[i + 1]!; x += step) points.push([x, y])
    }
    if (points.length > 0) return points
  }
  return shape.flat(2).slice(0, 1)
}
