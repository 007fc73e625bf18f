import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Topology } from 'topojson-specification'
import { createRegions, type Loaded } from './create.ts'
import { layoutSchematic } from './layout/schematic.ts'
import { parseOutlines } from './outlines.ts'
import { withPoints } from './points.ts'
import { readFolder, type TreeFolder } from './tree/folder.ts'
import { formatProblems, type Checked } from './tree/problem.ts'
import type { Regions } from './types.ts'

const DEFAULT_CODE = '330109'
/** As many outlines as are computed in about two seconds, which a start may take. */
const MOST_COMPUTED = 800

const localDay = (): string => {
  const now = new Date()
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}

/** The upper levels of which outlines can be computed while the start waits. */
const computable = ({ nodes, levels }: TreeFolder): string[] => {
  let sum = 0
  const ends = levels.findIndex((level) => (sum += nodes.filter((node) => node.level === level).length) > MOST_COMPUTED)
  return ends < 0 ? levels : levels.slice(0, ends)
}

const outlinesIn = (folder: TreeFolder): Checked<{ topology: Topology | null; kind: Loaded['outlines'] }> => {
  const { nodes, about, outlines: file } = folder
  if (file !== null) {
    const topology = parseOutlines(readFileSync(file, 'utf8'), nodes)
    if (topology) return { value: { topology, kind: about.outlines ?? 'official' } }
    const hint = '请用 GeoJSON 或 TopoJSON，每个面的属性 code 写区域代码；也可以用 yiping regions import 导入'
    return { problems: [{ file, line: null, says: '里面没有这棵树的边界', hint }] }
  }
  const topology = about.outlines === 'none' ? null : layoutSchematic(nodes, computable(folder))
  return { value: { topology, kind: topology ? 'schematic' : 'none' } }
}

/**
 * Reads a place tree: a CSV file, a folder with `tree.csv`, or the code of a built-in tree. One that comes without
 * outlines gets schematic ones for as many levels as a start can wait for, unless its `about.json` says `none`.
 */
export const readRegions = (pathOrCode: string, today: () => string = localDay): Checked<Regions> => {
  const read = readFolder(pathOrCode)
  if ('problems' in read) return read
  const { nodes, levels, about, file } = read.value
  const outlines = outlinesIn(read.value)
  if ('problems' in outlines) return outlines
  const { topology, kind } = outlines.value
  const titles = new Map(about.levels.map(({ id, title }) => [id, title]))
  return {
    value: createRegions({
      nodes: topology ? withPoints(nodes, topology) : nodes,
      topology,
      today,
      levels: levels.map((id) => ({ id, title: titles.get(id) ?? id })),
      source: about.source ?? basename(file),
      outlines: kind,
    }),
  }
}

/**
 * The place tree to run on (330109 unless told); throws an Error that lists, for the reader, every problem of a bad
 * one.
 */
export const loadRegions = (pathOrCode: string = DEFAULT_CODE, today?: () => string): Regions => {
  const read = readRegions(pathOrCode, today)
  if ('problems' in read) throw new Error(`区域树不能使用：\n${formatProblems(read.problems)}`)
  return read.value
}
