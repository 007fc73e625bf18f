import type { Point, Ring } from './shape.ts'

/**
 * Directed steps from cell edge to cell edge with the inside on the left, for the 16 ways the four corners of a cell
 * (south-west 1, south-east 2, north-east 4, north-west 8) can lie inside. Edges: 0 south, 1 east, 2 north, 3 west.
 */
const STEPS: readonly (readonly [number, number])[][] = [
  [],
  [[0, 3]],
  [[1, 0]],
  [[1, 3]],
  [[2, 1]],
  [
    [0, 3],
    [2, 1],
  ],
  [[2, 0]],
  [[2, 3]],
  [[3, 2]],
  [[0, 2]],
  [
    [1, 0],
    [3, 2],
  ],
  [[1, 2]],
  [[3, 1]],
  [[0, 1]],
  [[3, 0]],
  [],
]

const chain = (next: ReadonlyMap<string, { to: string; at: Point }>): Ring[] => {
  const left = new Set(next.keys())
  const rings: Ring[] = []
  for (const start of next.keys()) {
    const ring: Ring = []
    for (let key = start; left.delete(key); key = next.get(key)!.to) ring.push(next.get(key)!.at)
    if (ring.length > 2) rings.push([...ring, ring[0]!])
  }
  return rings
}

/**
 * Marching squares: closed rings along which `field` is zero, with the negative side on the left. The box must reach
 * beyond the negative side.
 */
export const contour = (
  field: (at: Point) => number,
  [west, south, east, north]: readonly [number, number, number, number],
  step: number,
): Ring[] => {
  const columns = Math.ceil((east - west) / step)
  const rows = Math.ceil((north - south) / step)
  const corner = (i: number, j: number): Point => [west + i * step, south + j * step]
  const values = Array.from({ length: rows + 1 }, (_, j) =>
    Array.from({ length: columns + 1 }, (_, i) => field(corner(i, j))),
  )
  const value = (i: number, j: number): number => values[j]![i]!
  const zeroBetween = (i: number, j: number, k: number, l: number): Point => {
    const t = value(i, j) / (value(i, j) - value(k, l))
    const [a, b] = [corner(i, j), corner(k, l)]
    return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]
  }
  const edge = (i: number, j: number, side: number): { key: string; at: () => Point } => {
    if (side === 0) return { key: `${i},${j}h`, at: () => zeroBetween(i, j, i + 1, j) }
    if (side === 3) return { key: `${i},${j}v`, at: () => zeroBetween(i, j, i, j + 1) }
    return side === 2 ? edge(i, j + 1, 0) : edge(i + 1, j, 3)
  }
  const next = new Map<string, { to: string; at: Point }>()
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < columns; i++) {
      const inside =
        Number(value(i, j) < 0)
        + 2 * Number(value(i + 1, j) < 0)
        + 4 * Number(value(i + 1, j + 1) < 0)
        + 8 * Number(value(i, j + 1) < 0)
      for (const [a, b] of STEPS[inside]!)
        next.set(edge(i, j, a).key, { to: edge(i, j, b).key, at: edge(i, j, a).at() })
    }
  return chain(next)
}
