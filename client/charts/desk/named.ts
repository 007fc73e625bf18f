/** A point and the words that would stand to its right. */
interface Nameable {
  x: number
  y: number
  name: string
}

/** More names than these are not read, they are looked at. */
const MOST = 16
/** A chart of modest size, in pixels; a larger one only has more room. */
const [WIDTH, HEIGHT] = [700, 400]
const [LETTER, LINE, DOT, GAP] = [13, 18, 6, 8]

interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

const meet = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
const dotOf = ({ x, y }: { x: number; y: number }): Box => ({
  left: x - DOT,
  right: x + DOT,
  top: y - DOT,
  bottom: y + DOT,
})
const wordsOf = ({ x, y }: { x: number; y: number }, name: string): Box => ({
  left: x + GAP,
  right: x + GAP + LETTER * name.length,
  top: y - LINE / 2,
  bottom: y + LINE / 2,
})

const scaled = (values: readonly number[], size: number): number[] => {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  return values.map((value) => (most === least ? size / 2 : ((value - least) / (most - least)) * size))
}

/**
 * Which points are named: those farthest from the middle of all first, as many as can be read – no name lies on another
 * point or another name.
 */
export const namedApart = (points: readonly Nameable[]): ReadonlySet<number> => {
  const [xs, ys] = [
    scaled(
      points.map(({ x }) => x),
      WIDTH,
    ),
    scaled(
      points.map(({ y }) => y),
      HEIGHT,
    ),
  ]
  const places = xs.map((x, index) => ({ x, y: ys[index]! }))
  const middle = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  const centre = { x: middle(xs), y: middle(ys) }
  const far = places.map(({ x, y }) => Math.hypot(x - centre.x, y - centre.y))
  const dots = places.map(dotOf)
  const taken: Box[] = []
  const named = new Set<number>()
  for (const index of places.map((_, at) => at).sort((a, b) => far[b]! - far[a]! || a - b)) {
    if (named.size === MOST) break
    const box = wordsOf(places[index]!, points[index]!.name)
    if (dots.some((dot, other) => other !== index && meet(dot, box)) || taken.some((other) => meet(other, box)))
      continue
    taken.push(box)
    named.add(index)
  }
  return named
}
