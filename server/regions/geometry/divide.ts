import { ownerOf, powerCells, type Site } from './power.ts'
import { samplesOf, shapeArea, type Point, type Shape } from './shape.ts'

/** A part to make: its share of the area in any unit, and its centre where that is known. */
interface Part {
  share: number
  centre: Point | null
  /** In [0, 1), always the same for the same part; places it when its centre is not known. */
  seed: number
}

const ROUNDS = 60
const SETTLING_ROUNDS = 30
/** Few, or every cell becomes a hexagon. */
const FREE_ROUNDS = 5
const SAMPLES_PER_PART = 160
const MOST_SAMPLES = 12_000
const CANDIDATES = 12
const DAMPING = 0.45
/**
 * How far a known centre may give way to the middle of its cell: a town hall need not stand in the middle, but its cell
 * must hold it.
 */
const GIVE = 0.02
const LIMIT_GIVE = 0.35

const squared = (a: Point, b: Point): number => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2

/** Centres for the parts that have none: each the farthest from those placed before among a few drawn by its seed. */
const placed = (parts: readonly Part[], samples: readonly Point[]): Point[] => {
  const taken = parts.flatMap(({ centre }) => (centre ? [centre] : []))
  return parts.map(({ centre, seed }) => {
    if (centre) return centre
    const room = (at: Point): number => taken.reduce((least, other) => Math.min(least, squared(at, other)), Infinity)
    const drawn = Array.from(
      { length: CANDIDATES },
      (_, k) => samples[Math.floor(((seed + k * 0.6180339887) % 1) * samples.length)]!,
    )
    const best = drawn.reduce((a, b) => (room(b) > room(a) ? b : a))
    taken.push(best)
    return best
  })
}

interface Tally {
  count: number
  x: number
  y: number
}

const tally = (sites: readonly Site[], samples: readonly Point[]): Tally[] => {
  const tallies = sites.map((): Tally => ({ count: 0, x: 0, y: 0 }))
  for (const sample of samples) {
    const own = tallies[ownerOf(sites, sample)]!
    own.count++
    own.x += sample[0]
    own.y += sample[1]
  }
  return tallies
}

const towards = (at: Point, { count, x, y }: Tally, part: number): Point =>
  count === 0 ? at : [at[0] + part * (x / count - at[0]), at[1] + part * (y / count - at[1])]

/** Weights, and centres where they may move, with which the cells have the areas asked for. */
const settle = (shape: Shape, parts: readonly Part[]): Site[] => {
  const samples = samplesOf(shape, Math.min(MOST_SAMPLES, parts.length * SAMPLES_PER_PART))
  const unit = shapeArea(shape) / samples.length
  const total = parts.reduce((sum, { share }) => sum + share, 0)
  const targets = parts.map(({ share }) => (share / total) * shapeArea(shape))
  let sites = placed(parts, samples).map((at, i): Site => ({ at, weight: targets[i]! / Math.PI }))
  for (let round = 0; round < ROUNDS + SETTLING_ROUNDS; round++) {
    const tallies = tally(sites, samples)
    sites = sites.map((site, i) => {
      const { centre } = parts[i]!
      const moved =
        round >= ROUNDS ? site.at : towards(site.at, tallies[i]!, centre ? GIVE : round < FREE_ROUNDS ? 0.5 : 0)
      const at = centre && squared(moved, centre) > (LIMIT_GIVE ** 2 * targets[i]!) / Math.PI ? site.at : moved
      return { at, weight: site.weight + DAMPING * (targets[i]! - tallies[i]!.count * unit) }
    })
  }
  return sites
}

/**
 * Divides the shape among the parts in proportion to their shares, around their centres; the same input gives the same
 * cells.
 */
export const divide = (shape: Shape, parts: readonly Part[]): Shape[] =>
  parts.length < 2 ? parts.map(() => shape) : powerCells(shape, settle(shape, parts))
