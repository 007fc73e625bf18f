import type { Point } from '../ground/camera.ts'

/**
 * Weight at the most crowded spot: points are gathered in squares of `reach`, and the fullest one counts.
 * The glow is measured by it, so that a thousand points and ten both show where most of them are.
 */
export const peakOf = (points: [number, number, number][], project: (at: Point) => Point, reach: number): number => {
  const squares = new Map<string, number>()
  let peak = 0
  for (const [lng, lat, weight] of points) {
    const [x, y] = project([lng, lat])
    const square = `${Math.floor(x / reach)},${Math.floor(y / reach)}`
    const sum = (squares.get(square) ?? 0) + weight
    squares.set(square, sum)
    if (sum > peak) peak = sum
  }
  return peak
}
