import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse as parseCsv } from 'csv-parse/sync'
import { z } from 'zod'
import type { RegionNode } from '../types.ts'
import { checkTree } from './check.ts'
import { parseTree } from './parse.ts'
import type { Checked } from './problem.ts'

/** Folder of the trees that come with the product, one folder per code. */
export const BUILT_IN = fileURLToPath(new URL('../../../fixtures/regions/', import.meta.url))

const outlineKind = z.enum(['schematic', 'official', 'none'])

/**
 * What `about.json` beside a tree says: where it comes from, how levels are called, and per level what kind its
 * outlines are.
 */
const aboutSchema = z.object({
  source: z.string().optional(),
  levels: z.array(z.object({ id: z.string(), title: z.string() })).default([]),
  outlines: z.union([outlineKind, z.record(z.string(), outlineKind)]).optional(),
})
export type About = z.infer<typeof aboutSchema>

/** A tree as its folder gives it: rows checked one by one and together. */
export interface TreeFolder {
  nodes: RegionNode[]
  /** Level ids from the top down. */
  levels: string[]
  about: About
  /** The CSV itself. */
  file: string
  /** The outline file beside it; `null` when there is none. */
  outlines: string | null
}

const locate = (pathOrCode: string): { tree: string; outlines: string[] } | null => {
  const path = [pathOrCode, ...(/^\w+$/.test(pathOrCode) ? [join(BUILT_IN, pathOrCode)] : [])].find(existsSync)
  if (!path) return null
  const folder = statSync(path).isDirectory() ? path : dirname(path)
  const tree = path === folder ? join(folder, 'tree.csv') : path
  const stem = basename(tree).replace(/\.[^.]*$/, '')
  const names = [
    ...(stem === 'tree' ? [] : [`${stem}.topo.json`, `${stem}.geojson`]),
    'outlines.topo.json',
    'outlines.geojson',
  ]
  return { tree, outlines: names.map((name) => join(folder, name)) }
}

const readLevels = (folder: string): About['levels'] => {
  const file = join(folder, 'levels.csv')
  if (!existsSync(file)) return []
  const rows = parseCsv<Record<string, string>>(readFileSync(file), {
    bom: true,
    trim: true,
    columns: true,
    skip_empty_lines: true,
    relax_column_count: true,
  })
  return rows.flatMap(({ id, title }) => (id && title ? [{ id, title }] : []))
}

const readAbout = (folder: string): Checked<About> => {
  const file = join(folder, 'about.json')
  if (!existsSync(file)) return { value: { levels: readLevels(folder) } }
  try {
    const about = aboutSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    return { value: { ...about, levels: [...about.levels, ...readLevels(folder)] } }
  } catch {
    return {
      problems: [
        {
          file,
          line: null,
          says: '读不懂',
          hint: '应为 {"source": "…", "levels": [{"id": "town", "title": "镇街"}], "outlines": "schematic"}',
        },
      ],
    }
  }
}

/**
 * Reads a place tree: a CSV file, a folder with `tree.csv` (and `about.json`, `levels.csv`,
 * `outlines.topo.json` or `outlines.geojson`), or the code of a built-in tree.
 */
export const readFolder = (pathOrCode: string): Checked<TreeFolder> => {
  const found = locate(pathOrCode)
  if (!found || !existsSync(found.tree)) {
    const hint =
      '请给出 CSV 文件、含 tree.csv 的文件夹或内置代码（如 330109）；其他市县可先运行 yiping regions build <代码>'
    return { problems: [{ file: found?.tree ?? pathOrCode, line: null, says: '没有这个区域树', hint }] }
  }
  const rows = parseTree(readFileSync(found.tree), found.tree)
  if ('problems' in rows) return rows
  const checked = checkTree(rows.value, found.tree)
  if ('problems' in checked) return checked
  const about = readAbout(dirname(found.tree))
  if ('problems' in about) return about
  const nodes = rows.value.map((row) => row.node)
  return {
    value: {
      nodes,
      levels: checked.value.levels,
      about: about.value,
      file: found.tree,
      outlines: found.outlines.find(existsSync) ?? null,
    },
  }
}
