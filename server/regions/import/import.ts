import gcoord from 'gcoord'
import type { Topology } from 'topojson-specification'
import { createPlane, type Plane } from '../geometry/plane.ts'
import { boundsOf, type Point, type Shape } from '../geometry/shape.ts'
import { weld } from '../geometry/weld.ts'
import { layoutOfficial } from '../layout/official.ts'
import type { RegionNode } from '../types.ts'
import { claimedTwice, misplaced } from './doubts.ts'
import { matchOutlines, type Matched } from './match.ts'
import { readDelivered, type Delivered } from './read.ts'
import { fitAbove } from './refit.ts'
import { formatRepairs, repair } from './repair.ts'

/** Datums used by Chinese map services, which shift positions by hundreds of metres. */
export type Datum = 'wgs84' | 'gcj02' | 'bd09'

interface ImportQuestion {
  bytes: Uint8Array
  /** The tree, and its level ids from the top down. */
  nodes: readonly RegionNode[]
  levels: readonly string[]
  level: string
  /** Levels of the tree that have outlines now; those below `level` get new ones. */
  outlined: readonly string[]
  from: Datum
}

/** Outlines of the whole tree after the import, with everything the reader should know, in words. */
export interface Imported {
  topology: Topology
  /** Kind by level: what was imported and what lies above it is official, what is fitted inside is schematic. */
  outlines: Record<string, 'official' | 'schematic'>
  matched: number
  strangers: string[]
  missing: string[]
  notes: string[]
}

/** Nearer than this (km) what was drawn twice is one border. */
const TOUCH = 5e-4

const SOURCE = { gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const

const converted = ({ polygons }: Delivered, from: Datum): Shape =>
  from === 'wgs84'
    ? polygons
    : polygons.map((rings) =>
        rings.map((ring) => ring.map((at) => gcoord.transform(at, SOURCE[from], gcoord.WGS84) as Point)),
      )

const pathIn = (nodes: readonly RegionNode[]) => {
  const latest = new Map(nodes.map((node) => [node.code, node]))
  return (node: RegionNode): RegionNode[] => {
    const path: RegionNode[] = []
    for (let at: RegionNode | undefined = node; at; at = latest.get(at.parent ?? '')) path.unshift(at)
    return path
  }
}

/** Everything on one plane, with borders that were digitised twice made one. */
const onPlane = (shapes: ReadonlyMap<RegionNode, Shape>, plane: Plane): Map<RegionNode, Shape> => {
  const flat = [...shapes.values()].map((shape) =>
    shape.map((polygon) => polygon.map((ring) => ring.map(plane.toPlane))),
  )
  const welded = weld(flat, TOUCH)
  return new Map([...shapes.keys()].map((node, i) => [node, welded[i]!]))
}

const repairAll = (outlines: Matched['outlines'], from: Datum) => {
  const shapes = new Map<RegionNode, Shape>()
  const notes: string[] = []
  const lost: string[] = []
  for (const [node, delivered] of outlines) {
    const { shape, repairs } = repair(delivered.flatMap((outline) => converted(outline, from)))
    if (formatRepairs(repairs)) notes.push(`${node.name}：${formatRepairs(repairs)}`)
    if (shape.length > 0) shapes.set(node, shape)
    else lost.push(`${node.name}（${node.code}）`)
  }
  return { shapes, notes, lost }
}

/**
 * Replaces the outlines of a level by delivered ones: those above become their sum, those below are fitted inside anew.
 */
export const importOutlines = ({
  bytes,
  nodes,
  levels,
  level,
  outlined,
  from,
}: ImportQuestion): { value: Imported } | { problem: string } => {
  const rank = levels.indexOf(level)
  if (rank < 0) return { problem: `这棵区域树没有 ${level} 这一层，只有 ${levels.join('、')}` }
  const read = readDelivered(bytes)
  if ('problem' in read) return read
  const { outlines, strangers, missing } = matchOutlines(read.value, nodes, level)
  if (outlines.size === 0)
    return { problem: `${read.value.length} 个要素没有一个能和这一层的区域对上：请在属性里写区域代码或名称` }
  const { shapes, notes, lost } = repairAll(outlines, from)
  if (shapes.size === 0) return { problem: '边界修复之后没有剩下任何面' }
  const [west, south, east, north] = boundsOf([...shapes.values()].flat(3))
  const plane = createPlane([(west + east) / 2, (south + north) / 2])
  const given = fitAbove(onPlane(shapes, plane), pathIn(nodes))
  const drawn = levels.filter((id, i) => i <= rank || outlined.includes(id))
  const topology = layoutOfficial({ nodes, outlined: drawn, given, level, plane })
  const kinds = Object.fromEntries(
    Object.keys(topology.objects).map((id) => [
      id,
      levels.indexOf(id) <= rank ? ('official' as const) : ('schematic' as const),
    ]),
  )
  return {
    value: {
      topology,
      outlines: kinds,
      matched: shapes.size,
      strangers,
      missing: [...missing, ...lost],
      notes: [...read.notes, ...notes, ...claimedTwice(shapes), ...misplaced(shapes)],
    },
  }
}
