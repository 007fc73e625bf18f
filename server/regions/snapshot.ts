import type { RegionCode } from '../contract/index.ts'
import type { RegionNode } from './types.ts'

interface Placed {
  node: RegionNode
  parent: Placed | null
  children: RegionNode[]
  /** Place in tree order; everything below lies in [start, end). */
  start: number
  end: number
}

/** The tree as it stands between two changes: every node hangs under the root. */
export interface Snapshot {
  placed: ReadonlyMap<RegionCode, Placed>
  /** Nodes of a level in tree order, with their places in `starts`. */
  levels: ReadonlyMap<string, { nodes: RegionNode[]; starts: number[] }>
}

const childrenByParent = (nodes: readonly RegionNode[]): Map<RegionCode | null, RegionNode[]> => {
  const map = new Map<RegionCode | null, RegionNode[]>()
  for (const node of nodes) {
    const siblings = map.get(node.parent)
    if (siblings) siblings.push(node)
    else map.set(node.parent, [node])
  }
  return map
}

/** Places the nodes valid at one moment; one whose ancestors are not all valid then is not in it. */
export const createSnapshot = (valid: readonly RegionNode[]): Snapshot => {
  const below = childrenByParent(valid)
  const placed = new Map<RegionCode, Placed>()
  const levels = new Map<string, { nodes: RegionNode[]; starts: number[] }>()
  const open: Placed[] = []
  const enter = (node: RegionNode, parent: Placed | null) => {
    const entry = { node, parent, children: below.get(node.code) ?? [], start: placed.size, end: placed.size + 1 }
    placed.set(node.code, entry)
    const level = levels.get(node.level) ?? { nodes: [], starts: [] }
    level.nodes.push(node)
    level.starts.push(entry.start)
    levels.set(node.level, level)
    open.push(entry)
  }
  const cursors = new Map<Placed, number>()
  for (const root of below.get(null) ?? []) enter(root, null)
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const next = cursors.get(top) ?? 0
    const child = top.children[next]
    cursors.set(top, next + 1)
    if (child) enter(child, top)
    else {
      top.end = placed.size
      open.pop()
    }
  }
  return { placed, levels }
}

const firstAtLeast = (sorted: readonly number[], least: number): number => {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < least) low = middle + 1
    else high = middle
  }
  return low
}

/** All nodes of `level` at or below `code`, in tree order. */
export const below = (snapshot: Snapshot, code: RegionCode, level: string): RegionNode[] => {
  const top = snapshot.placed.get(code)
  const found = snapshot.levels.get(level)
  if (!top || !found) return []
  return found.nodes.slice(firstAtLeast(found.starts, top.start), firstAtLeast(found.starts, top.end))
}
