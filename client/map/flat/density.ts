/** Weights spread over a grid; `peak` is the largest sum in it. */
interface Density {
  cells: Float32Array
  peak: number
}

/** How much of a point's weight arrives at a distance, by squared distance over squared radius. */
const fall = (part: number): number => (part >= 1 ? 0 : (1 - part) ** 2)

/** A grid of `width` × `height` cells; `old` cells of the same number are filled again. */
interface Grid {
  width: number
  height: number
  old?: Float32Array
}

/** Spreads weighted points over a grid; positions and `radius` are in cells. */
export const spread = (
  points: Iterable<readonly [x: number, y: number, weight: number]>,
  { width, height, old }: Grid,
  radius: number,
): Density => {
  const cells = old?.length === width * height ? old.fill(0) : new Float32Array(width * height)
  let peak = 0
  for (const [x, y, weight] of points) {
    const [left, right] = [Math.max(0, Math.ceil(x - radius)), Math.min(width - 1, Math.floor(x + radius))]
    const [top, bottom] = [Math.max(0, Math.ceil(y - radius)), Math.min(height - 1, Math.floor(y + radius))]
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) {
        const part = ((column - x) ** 2 + (row - y) ** 2) / radius ** 2
        const sum = (cells[row * width + column] ?? 0) + weight * fall(part)
        cells[row * width + column] = sum
        if (sum > peak) peak = sum
      }
    }
  }
  return { cells, peak }
}
