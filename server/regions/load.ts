import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse as parseCsv } from 'csv-parse/sync'
import { z } from 'zod'
import { createRegions } from './create.ts'
import { parseOutlines } from './outlines.ts'
import { checkTree } from './tree/check.ts'
import { parseTree } from './tree/parse.ts'
import { formatProblems, type Checked, type TreeProblem } from './tree/problem.ts'
import type { Regions } from './types.ts'

/** Folder of the trees that come with the product, one folder per code. */
export const BUILT_IN = fileURLToPath(new URL('../../fixtures/regions/', import.meta.url))
const DEFAULT_CODE = '330109'

const outlineKind = z.enum(['schematic', 'official', 'none'])

/** What `about.json` beside a tree says: where it comes from, how levels are called, and per level what kind its outlines are. */
export const aboutSchema = z.object({
  source: z.string().optional(),
  levels: z.array(z.object({ id: z.string(), title: z.string() })).default([]),
  outlines: z.union([outlineKind, z.record(z.string(), outlineKind)]).optional(),
})
export type About = z.infer<typeof aboutSchema>

const localDay = (): string => {
  const now = new Date()
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}

const locate = (pathOrCode: string): { tree: string; outlines: string[] } | null => {
  const path = [pathOrCode, ...(/^\w+$/.test(pathOrCode) ? [join(BUILT_IN, pathOrCode)] : [])].find(existsSync)
  if (!path) return null
  const folder = statSync(path).isDirectory() ? path : dirname(path)
  const tree = path === folder ? join(folder, 'tree.csv') : path
  const stem = basename(tree).replace(/\.[^.]*$/, '')
  const names = [...(stem === 'tree' ? [] : [`${stem}.topo.json`, `${stem}.geojson`]), 'outlines.topo.json', 'outlines.geojson']
  return { tree, outlines: names.map((name) => join(folder, name)) }
}

const readAbout = (folder: string): Checked<About> => {
  const file = join(folder, 'about.json')
  if (!existsSync(file)) return { value: { levels: readLevels(folder) } }
  try {
    const about = aboutSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    return { value: { ...about, levels: [...about.levels, ...readLevels(folder)] } }
  } catch {
    return { problems: [{ file, line: null, says: '读不懂', hint: '应为 {"source": "…", "levels": [{"id": "town", "title": "镇街"}], "outlines": "schematic"}' }] }
  }
}

const readLevels = (folder: string): About['levels'] => {
  const file = join(folder, 'levels.csv')
  if (!existsSync(file)) return []
  const rows = parseCsv<Record<string, string>>(readFileSync(file), { bom: true, trim: true, columns: true, skip_empty_lines: true, relax_column_count: true })
  return rows.flatMap(({ id, title }) => (id && title ? [{ id, title }] : []))
}

/** The least that can be said of all levels: one schematic level makes the map a schematic one. */
const overall = (about: About, hasOutlines: boolean): Regions['outlines'] => {
  if (!hasOutlines) return 'none'
  const kinds = typeof about.outlines === 'object' ? Object.values(about.outlines) : [about.outlines ?? 'official']
  return kinds.includes('schematic') ? 'schematic' : kinds.includes('official') ? 'official' : 'none'
}

/**
 * Reads a place tree: a CSV file, a folder with `tree.csv` (and `about.json`, `levels.csv`,
 * `outlines.topo.json` or `outlines.geojson`), or the code of a built-in tree.
 */
export const readRegions = (pathOrCode: string, today: () => string = localDay): Checked<Regions> => {
  const found = locate(pathOrCode)
  const missing = (file: string): { problems: TreeProblem[] } => ({
    problems: [{ file, line: null, says: '没有这个区域树', hint: '请给出 CSV 文件、含 tree.csv 的文件夹或内置代码(如 330109);其他市县可先运行 yiping regions build <代码>' }],
  })
  if (!found || !existsSync(found.tree)) return missing(found?.tree ?? pathOrCode)
  const rows = parseTree(readFileSync(found.tree), found.tree)
  if ('problems' in rows) return rows
  const checked = checkTree(rows.value, found.tree)
  if ('problems' in checked) return checked
  const about = readAbout(dirname(found.tree))
  if ('problems' in about) return about
  const nodes = rows.value.map((row) => row.node)
  const outlineFile = found.outlines.find(existsSync)
  const topology = outlineFile ? parseOutlines(readFileSync(outlineFile, 'utf8'), nodes) : null
  if (outlineFile && !topology)
    return { problems: [{ file: outlineFile, line: null, says: '里面没有这棵树的边界', hint: '请用 GeoJSON 或 TopoJSON,每个面的属性 code 写区域代码;也可以用 yiping regions import 导入' }] }
  const titles = new Map(about.value.levels.map(({ id, title }) => [id, title]))
  return {
    value: createRegions({
      nodes, topology, today,
      levels: checked.value.levels.map((id) => ({ id, title: titles.get(id) ?? id })),
      source: about.value.source ?? basename(found.tree),
      outlines: overall(about.value, topology !== null),
    }),
  }
}

/** The place tree to run on (330109 unless told); throws an Error that lists, for the reader, every problem of a bad one. */
export const loadRegions = (pathOrCode: string = DEFAULT_CODE, today?: () => string): Regions => {
  const read = readRegions(pathOrCode, today)
  if ('problems' in read) throw new Error(`区域树不能使用:\n${formatProblems(read.problems)}`)
  return read.value
}
