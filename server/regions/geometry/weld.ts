import type { Point, Polygon, Ring, Shape } from './shape.ts'

/** Rounding, no more (km). */
const TOUCH = 1e-5
const BUCKET = 0.5

const bucketOf = (value: number, size: number): number => Math.floor(value / size)

/** Finds and remembers points by place. */
const createPlaces = (touch: number) => {
  const exact = new Map<string, Point[]>()
  const coarse = new Map<string, Set<Point>>()
  const at = ([x, y]: Point): Point => {
    const [i, j] = [bucketOf(x, 2 * touch), bucketOf(y, 2 * touch)]
    for (let di = -1; di <= 1; di++)
      for (let dj = -1; dj <= 1; dj++)
        for (const known of exact.get(`${i + di},${j + dj}`) ?? [])
          if (Math.hypot(known[0] - x, known[1] - y) <= touch) return known
    const point: Point = [x, y]
    exact.set(`${i},${j}`, [...(exact.get(`${i},${j}`) ?? []), point])
    const key = `${bucketOf(x, BUCKET)},${bucketOf(y, BUCKET)}`
    coarse.set(key, (coarse.get(key) ?? new Set()).add(point))
    return point
  }
  const near = (a: Point, b: Point): Point[] => {
    const found: Point[] = []
    const [west, east] = [Math.min(a[0], b[0]) - touch, Math.max(a[0], b[0]) + touch]
    const [south, north] = [Math.min(a[1], b[1]) - touch, Math.max(a[1], b[1]) + touch]
    for (let i = bucketOf(west, BUCKET); i <= bucketOf(east, BUCKET); i++)
      for (let j = bucketOf(south, BUCKET); j <= bucketOf(north, BUCKET); j++)
        for (const point of coarse.get(`${i},${j}`) ?? [])
          if (point[0] >= west && point[0] <= east && point[1] >= south && point[1] <= north) found.push(point)
    return found
  }
  return { at, near }
}

/** The points lying on the way from a to b, both excluded, in order. */
const between = (a: Point, b: Point, near: readonly Point[], touch: number): Point[] => {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
  const length = Math.hypot(dx, dy)
  const along = (p: Point): number => ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length
  const aside = (p: Point): number => Math.abs((p[0] - a[0]) * dy - (p[1] - a[1]) * dx) / length
  return near
    .filter((p) => p !== a && p !== b && aside(p) <= touch && along(p) > 0 && along(p) < length)
    .sort((p, q) => along(p) - along(q))
}

const withoutRepeats = (ring: Ring): Ring => ring.filter((point, i) => i === 0 || point !== ring[i - 1])

/**
 * Makes borders that coincide identical: shared corners become the very same points, and a corner that one shape has
 * on another's border becomes a corner of that other too. Without this, neighbours would have hairline gaps.
 * `touch`: km within which two places are taken for one.
 */
export const weld = (shapes: readonly Shape[], touch = TOUCH): Shape[] => {
  const places = createPlaces(touch)
  const each =
    (change: (ring: Ring) => Ring) =>
    (shape: Shape): Shape =>
      shape
        .map((polygon) => polygon.map(change))
        .filter(([outer]) => outer && outer.length > 3)
        .map((polygon): Polygon => polygon.filter((ring) => ring.length > 3))
  const joined = shapes.map(each((ring) => withoutRepeats(ring.map(places.at))))
  return joined.map(
    each((ring) =>
      ring.flatMap((point, i) => {
        const after = ring[i + 1]
        return after ? [point, ...between(point, after, places.near(point, after), touch)] : [point]
      }),
    ),
  )
}
