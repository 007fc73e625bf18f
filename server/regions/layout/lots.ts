import type { RegionNode } from '../types.ts'

/** A place to be drawn with what is known or assumed of it. */
export interface Lot {
  node: RegionNode
  /** km²; where it is not `known`, assumed from what lies inside. */
  area: number
  known: boolean
  /** Degrees; the middle of the places inside where its own is not known. */
  centre: readonly [number, number] | null
  /** In [0, 1), the same for the same code on every machine. */
  seed: number
  children: Lot[]
}

const ASSUMED_KM2 = 2
/** Many villages make a town larger, though not in proportion: a crowded one has smaller ones. */
const CROWDING = 0.75

/**
 * The same number in [0, 1) for the same text, on every machine: what is invented about a place must not change from
 * build to build.
 */
export const steady = (text: string): number => {
  let hash = 0x811c9dc5
  for (const char of text) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193) >>> 0
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!

/**
 * Areas that can stand beside each other: one known among many assumed would dwarf or vanish, so most must be known for
 * any to count.
 */
const areasOf = (siblings: readonly Lot[]): Lot[] => {
  const known = siblings.flatMap(({ known, area }) => (known ? [area] : []))
  if (known.length === siblings.length) return [...siblings]
  if (2 * known.length < siblings.length)
    return siblings.map((lot) => (lot.known ? { ...lot, area: assumedArea(lot.node, lot.children) } : lot))
  const typical = median(known)
  return siblings.map((lot) => (lot.known ? lot : { ...lot, area: typical }))
}

const assumedArea = (node: RegionNode, children: readonly Lot[]): number =>
  children.length === 0
    ? ASSUMED_KM2 * (0.5 + steady(`${node.code} area`))
    : children.reduce((total, child) => total + assumedArea(child.node, child.children), 0)
      * children.length ** (CROWDING - 1)

const middle = (node: RegionNode, children: readonly Lot[]): Lot['centre'] => {
  if (node.lon !== null && node.lat !== null) return [node.lon, node.lat]
  const centres = children.flatMap(({ centre }) => (centre ? [centre] : []))
  const mean = (axis: 0 | 1): number => centres.reduce((sum, centre) => sum + centre[axis], 0) / centres.length
  return centres.length === 0 ? null : [mean(0), mean(1)]
}

/**
 * The places of the given levels below the root as they stand last, without statistical zones, which have no area of
 * their own.
 */
export const lotsOf = (nodes: readonly RegionNode[], levels: readonly string[]): Lot | null => {
  const latest = new Map(nodes.filter(({ level }) => levels.includes(level)).map((node) => [node.code, node]))
  const children = new Map<string | null, RegionNode[]>()
  for (const node of latest.values())
    if (node.kind === 'place') children.set(node.parent, [...(children.get(node.parent) ?? []), node])
  const toLot = (node: RegionNode): Lot => {
    const below = areasOf((children.get(node.code) ?? []).map(toLot))
    const within =
      below.length > 0 && below.every((lot) => lot.known) ? below.reduce((sum, { area }) => sum + area, 0) : null
    const area = node.areaKm2 ?? within
    return {
      node,
      known: area !== null,
      area: area ?? assumedArea(node, below),
      centre: middle(node, below),
      seed: steady(node.code),
      children: below,
    }
  }
  const root = children.get(null)?.[0]
  return root ? toLot(root) : null
}
