import type { RegionCode } from '../../contract/index.ts'
import type { TreeRow } from './parse.ts'
import type { Checked, TreeProblem } from './problem.ts'

const byCode = (rows: readonly TreeRow[]): Map<RegionCode, TreeRow[]> => {
  const map = new Map<RegionCode, TreeRow[]>()
  for (const row of rows) {
    const same = map.get(row.node.code)
    if (same) same.push(row)
    else map.set(row.node.code, [row])
  }
  return map
}

const unknownParents = (rows: readonly TreeRow[], codes: ReadonlyMap<string, unknown>) =>
  rows
    .filter(({ node }) => node.parent !== null && !codes.has(node.parent))
    .map(({ node, line }) => ({
      line,
      says: `${node.name}（${node.code}）的上级 ${node.parent} 不在表里`,
      hint: '请补上这个上级，或改正 parent；只有根节点的 parent 可以为空',
    }))

const roots = (rows: readonly TreeRow[]) => {
  const found = rows.filter(({ node }) => node.parent === null)
  const first = found[0]
  if (!first) return [{ line: null, says: '没有根节点', hint: '请把最高一级区域的 parent 留空' }]
  return found
    .filter(({ node }) => node.code !== first.node.code)
    .map(({ node, line }) => ({
      line,
      says: `有两个根节点：第 ${first.line} 行的 ${first.node.name}（${first.node.code}）和本行的 ${node.name}（${node.code}）`,
      hint: '一棵树只能有一个根，请给其中一个填上 parent',
    }))
}

const overlaps = (codes: ReadonlyMap<string, TreeRow[]>) =>
  [...codes.values()]
    .filter((same) => same.length > 1)
    .flatMap((same) => {
      const sorted = same.toSorted((a, b) => ((a.node.from ?? '') < (b.node.from ?? '') ? -1 : 1))
      return sorted.slice(1).flatMap((row, i) => {
        const before = sorted[i]!
        if (before.node.to !== null && before.node.to <= (row.node.from ?? '')) return []
        return [
          {
            line: Math.max(row.line, before.line),
            says: `${row.node.name}（${row.node.code}）与第 ${Math.min(row.line, before.line)} 行重复，两行的有效期重叠`,
            hint: '同一代码的几行要用 from、to 前后错开：前一行的 to 填变更日，后一行的 from 填同一天',
          },
        ]
      })
    })

const cycles = (codes: ReadonlyMap<RegionCode, TreeRow[]>) => {
  const done = new Set<RegionCode>()
  const found: Omit<TreeProblem, 'file'>[] = []
  for (const start of codes.keys()) {
    const trail = new Map<RegionCode, number>()
    const stack: { code: RegionCode; next: number }[] = done.has(start) ? [] : [{ code: start, next: 0 }]
    while (stack.length > 0) {
      const top = stack.at(-1)!
      trail.set(top.code, stack.length)
      const row = codes.get(top.code)?.[top.next++]
      if (!row) {
        trail.delete(top.code)
        done.add(top.code)
        stack.pop()
      } else if (row.node.parent !== null && trail.has(row.node.parent)) {
        const loop = [...stack.slice(trail.get(row.node.parent)! - 1).map((s) => s.code), row.node.parent]
        found.push({ line: row.line, says: `上下级绕成了圈：${loop.join(' → ')}`, hint: '请改正其中一行的 parent' })
      } else if (row.node.parent !== null && !done.has(row.node.parent)) stack.push({ code: row.node.parent, next: 0 })
    }
  }
  return found
}

/** Level ids from the top down: a level comes after every level found above it. */
const levelOrder = (rows: readonly TreeRow[], codes: ReadonlyMap<RegionCode, TreeRow[]>): string[] => {
  const depths = new Map<RegionCode, number>()
  const depthOf = (code: RegionCode): number => {
    const chain: RegionCode[] = []
    for (let at: RegionCode | null = code; at !== null && !depths.has(at); at = codes.get(at)?.[0]?.node.parent ?? null)
      chain.push(at)
    for (const next of chain.reverse()) {
      const parent = codes.get(next)?.[0]?.node.parent ?? null
      depths.set(next, parent === null ? 0 : depths.get(parent)! + 1)
    }
    return depths.get(code)!
  }
  const deepest = new Map<string, number>()
  for (const { node } of rows) deepest.set(node.level, Math.max(deepest.get(node.level) ?? 0, depthOf(node.code)))
  return [...deepest].sort((a, b) => a[1] - b[1]).map(([level]) => level)
}

const levelClashes = (
  rows: readonly TreeRow[],
  codes: ReadonlyMap<RegionCode, TreeRow[]>,
  order: readonly string[],
) => {
  const rank = new Map(order.map((level, i) => [level, i]))
  return rows.flatMap(({ node, line }) => {
    const above = node.parent === null ? undefined : codes.get(node.parent)?.[0]?.node
    if (!above || rank.get(above.level)! < rank.get(node.level)!) return []
    return [
      {
        line,
        says: `${node.name}（${node.code}）的层级 ${node.level} 不低于上级 ${above.name} 的层级 ${above.level}`,
        hint: '下级的 level 必须比上级低一层或几层',
      },
    ]
  })
}

/** Checks that the rows make one tree at every moment; answers its levels from the top down. */
export const checkTree = (rows: readonly TreeRow[], file: string): Checked<{ levels: string[] }> => {
  const codes = byCode(rows)
  const withFile = (found: Omit<TreeProblem, 'file'>[]) => found.map((problem) => ({ file, ...problem }))
  const broken = withFile([...roots(rows), ...unknownParents(rows, codes), ...overlaps(codes), ...cycles(codes)])
  if (broken.length > 0) return { problems: broken }
  const levels = levelOrder(rows, codes)
  const clashes = withFile(levelClashes(rows, codes, levels))
  return clashes.length > 0 ? { problems: clashes } : { value: { levels } }
}
