import type { RegionCode } from '../contract/index.ts'
import type { ClosureRow, RegionNode } from './types.ts'

interface Period {
  from: string | null
  to: string | null
}

const intersect = (a: Period, b: Period): Period | null => {
  const from = a.from === null || (b.from !== null && b.from > a.from) ? b.from : a.from
  const to = a.to === null || (b.to !== null && b.to < a.to) ? b.to : a.to
  return from !== null && to !== null && from >= to ? null : { from, to }
}

/** Joins rows of the same pair whose periods touch: a renamed place stays one row, a gap stays a gap. */
const joined = (rows: ClosureRow[]): ClosureRow[] => {
  const sorted = rows.toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))
  const latest = new Map<string, ClosureRow>()
  const kept: ClosureRow[] = []
  for (const row of sorted) {
    const key = `${row.ancestor} ${row.via}`
    const before = latest.get(key)
    if (before && before.to === row.from) before.to = row.to
    else {
      const copy = { ...row }
      latest.set(key, copy)
      kept.push(copy)
    }
  }
  return kept
}

/** Looks up, and remembers, every ancestor a code ever had with the days it lay below it, itself included. */
export const createAncestry = (
  byCode: ReadonlyMap<RegionCode, RegionNode[]>,
): ((code: RegionCode) => readonly ClosureRow[]) => {
  const known = new Map<RegionCode, readonly ClosureRow[]>()
  const ancestry = (code: RegionCode): readonly ClosureRow[] => {
    const found = known.get(code)
    if (found) return found
    const entries = byCode.get(code) ?? []
    const rows = entries.flatMap((entry) => below(code, entry, entry.parent === null ? [] : ancestry(entry.parent)))
    const result = entries.length > 1 ? joined(rows) : rows
    known.set(code, result)
    return result
  }
  return ancestry
}

const below = (code: RegionCode, entry: RegionNode, above: readonly ClosureRow[]): ClosureRow[] => {
  if (entry.parent === null) return [{ ancestor: code, via: null, descendant: code, from: entry.from, to: entry.to }]
  const rows: ClosureRow[] = []
  for (const pair of above) {
    const period = intersect(pair, entry)
    if (period === null) continue
    // The parent's own pair says when the parent hung under the root at all: only then is the child in the tree.
    if (pair.via === null) rows.push({ ancestor: code, via: null, descendant: code, ...period })
    rows.push({ ancestor: pair.ancestor, via: pair.via ?? code, descendant: code, ...period })
  }
  return rows
}
