import type { Topology } from 'topojson-specification'
import type { OutlineKind, RegionCode } from '../contract/index.ts'
import { createAncestry } from './closure.ts'
import { below, createSnapshot, type Snapshot } from './snapshot.ts'
import type { ClosureRow, RegionNode, Regions } from './types.ts'

/** A checked place tree with what is known about it. */
export interface Loaded {
  nodes: RegionNode[]
  levels: { id: string; title: string }[]
  source: string
  /** Of all levels, or each for itself. */
  outlines: OutlineKind | Record<string, OutlineKind>
  topology: Topology | null
  /** Today in the city, `yyyy-mm-dd`. */
  today: () => string
}

const SNAPSHOTS_KEPT = 16
const PADDED_LENGTHS = new Set([6, 9, 12])

/** The nodes that hold at `at`; the periods between two changes share one snapshot, made when first asked for. */
const createSnapshots = (nodes: readonly RegionNode[], today: () => string): ((at?: string) => Snapshot) => {
  const changes = [...new Set(nodes.flatMap((n) => [n.from, n.to]))].filter((d) => d !== null).sort()
  const made = new Map<number, Snapshot>()
  const always = changes.length === 0 ? createSnapshot(nodes) : null
  return (at) => {
    if (always) return always
    const moment = at ?? today()
    const epoch = changes.filter((change) => change <= moment).length
    const known = made.get(epoch)
    if (known) return known
    if (made.size >= SNAPSHOTS_KEPT) made.delete(made.keys().next().value!)
    const valid = nodes.filter((n) => (n.from === null || n.from <= moment) && (n.to === null || n.to > moment))
    const snapshot = createSnapshot(valid)
    made.set(epoch, snapshot)
    return snapshot
  }
}

const byCode = (nodes: readonly RegionNode[]): Map<RegionCode, RegionNode[]> => {
  const map = new Map<RegionCode, RegionNode[]>()
  for (const node of nodes) map.set(node.code, [...(map.get(node.code) ?? []), node])
  return map
}

const resolver =
  (codes: ReadonlyMap<RegionCode, unknown>) =>
  (written: string): RegionCode | null => {
    const code = written.trim()
    if (codes.has(code)) return code
    if (!PADDED_LENGTHS.has(code.length) || !/^\d+$/.test(code)) return null
    for (let short = code; short.endsWith('0');) {
      short = short.slice(0, -1)
      if (codes.has(short)) return short
    }
    return null
  }

/** One schematic level makes all of it schematic. */
const overall = (outlines: Loaded['outlines']): OutlineKind => {
  const kinds = typeof outlines === 'string' ? [outlines] : Object.values(outlines)
  return kinds.includes('schematic') ? 'schematic' : kinds.includes('official') ? 'official' : 'none'
}

/** Answers questions about a checked tree; every look-up after the first of its kind is a map access. */
export const createRegions = (loaded: Loaded): Regions => {
  const codes = byCode(loaded.nodes)
  const snapshotAt = createSnapshots(loaded.nodes, loaded.today)
  const ancestry = createAncestry(codes)
  const roots = loaded.nodes.filter((node) => node.parent === null)
  let pairs: ClosureRow[] | null = null
  return {
    get root() {
      return snapshotAt().placed.get(roots[0]!.code)?.node ?? roots.at(-1)!
    },
    levels: loaded.levels,
    source: loaded.source,
    outlines: overall(loaded.outlines),
    outlinesOf: (level) => (typeof loaded.outlines === 'string' ? loaded.outlines : (loaded.outlines[level] ?? 'none')),
    get: (code, at) => snapshotAt(at).placed.get(code)?.node ?? null,
    resolve: resolver(codes),
    children: (code, at) => snapshotAt(at).placed.get(code)?.children.slice() ?? [],
    path: (code, at) => {
      const nodes: RegionNode[] = []
      for (let here = snapshotAt(at).placed.get(code) ?? null; here; here = here.parent) nodes.push(here.node)
      return nodes.reverse()
    },
    descendants: (code, level, at) => below(snapshotAt(at), code, level),
    contains: (root, code) => ancestry(code).some((pair) => pair.ancestor === root),
    closure: () => (pairs ??= [...codes.keys()].flatMap((code) => ancestry(code))),
    topology: () => loaded.topology,
  }
}
