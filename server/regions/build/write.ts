import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Topology } from 'topojson-specification'
import { COLUMNS } from '../tree/parse.ts'
import type { About } from '../tree/folder.ts'
import type { RegionNode } from '../types.ts'

/** A tree as its folder holds it. */
export interface TreeFiles {
  nodes: readonly RegionNode[]
  about: About
  topology: Topology | null
}

const DEGREE_DECIMALS = 4

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const degrees = (value: number | null): string => (value === null ? '' : String(Number(value.toFixed(DEGREE_DECIMALS))))

/** The tree as CSV that `parseTree` reads back to the same nodes, coordinates to four decimals (11 m). */
const treeCsv = (nodes: readonly RegionNode[]): string =>
  [
    COLUMNS.join(','),
    ...nodes.map((n) =>
      [
        n.code,
        n.parent ?? '',
        n.level,
        quoted(n.name),
        n.kind === 'zone' ? 'zone' : '',
        degrees(n.lon),
        degrees(n.lat),
        n.areaKm2 === null ? '' : String(n.areaKm2),
        n.from ?? '',
        n.to ?? '',
      ].join(','),
    ),
  ].join('\n') + '\n'

/** Writes `tree.csv`, `about.json` and, when there are outlines, `outlines.topo.json` into `folder`, which is made. */
export const writeTree = (folder: string, files: TreeFiles): void => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'tree.csv'), treeCsv(files.nodes))
  writeFileSync(join(folder, 'about.json'), `${JSON.stringify(files.about, null, 2)}\n`)
  if (files.topology) writeFileSync(join(folder, 'outlines.topo.json'), JSON.stringify(files.topology))
}
