import { feature, mesh } from 'topojson-client'
import type { MultiPolygon, Polygon, Position } from 'geojson'
import type { GeometryCollection, Topology } from 'topojson-specification'
import type { RegionCode } from '../../../server/contract/index.ts'
import { boxOf, joinBoxes, type Box } from './camera.ts'
import { anchorOf } from './anchor.ts'

/** The outline of one region, WGS 84. */
export interface Outline {
  code: RegionCode
  name: string
  parent: RegionCode | null
  /** Polygons, each an outer ring and its holes. */
  polygons: Position[][][]
  box: Box
  /** A point well inside, where its label stands. */
  anchor: [number, number]
}

/** Outlines of a region and what lies below it, by level; decoded once per level. */
export interface Outlines {
  topology: Topology
  level: (id: string) => ReadonlyMap<RegionCode, Outline>
  /**
   * Lines of those regions of a level, every shared border once: `inner` between two of them, `outer` around them all.
   */
  borders: (id: string, codes: ReadonlySet<RegionCode>, which: 'inner' | 'outer') => Position[][]
  /** Around everything there is; `null` when there is nothing. */
  box: Box | null
}

interface Named {
  code: RegionCode
  name: string
  parent: RegionCode | null
}
type Collection = GeometryCollection<Named>

const outlineOf = (geometry: Polygon | MultiPolygon, { code, name, parent }: Named): Outline => {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  return { code, name, parent, polygons, box: boxOf(polygons.flat(2)), anchor: anchorOf(polygons) }
}

const decode = (topology: Topology, object: Collection): Map<RegionCode, Outline> => {
  const outlines = new Map<RegionCode, Outline>()
  for (const { geometry, properties } of feature(topology, object).features) {
    if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') continue
    if (geometry.coordinates.length > 0) outlines.set(properties.code, outlineOf(geometry, properties))
  }
  return outlines
}

const kept = new WeakMap<Topology, Outlines>()

/** Outlines from the server's TopoJSON; the same topology gives the same answer without decoding again. */
export const readOutlines = (topology: Topology): Outlines => {
  const known = kept.get(topology)
  if (known) return known
  const objects = new Map(
    Object.entries(topology.objects).filter(
      (entry): entry is [string, Collection] => entry[1].type === 'GeometryCollection',
    ),
  )
  const levels = new Map<string, Map<RegionCode, Outline>>()
  const level = (id: string): Map<RegionCode, Outline> => {
    const object = objects.get(id)
    const outlines = levels.get(id) ?? (object ? decode(topology, object) : new Map<RegionCode, Outline>())
    levels.set(id, outlines)
    return outlines
  }
  const borders: Outlines['borders'] = (id, codes, which) => {
    const object = objects.get(id)
    if (!object) return []
    const among = (geometry: { properties?: unknown }): boolean => codes.has((geometry.properties as Named).code)
    return mesh(topology, object, (a, b) =>
      which === 'inner' ? a !== b && among(a) && among(b) : among(a) !== among(b) || (a === b && among(a)),
    ).coordinates
  }
  const boxes = [...objects.keys()].flatMap((id) => [...level(id).values()].map(({ box }) => box))
  const outlines: Outlines = { topology, level, borders, box: boxes.length > 0 ? joinBoxes(boxes) : null }
  kept.set(topology, outlines)
  return outlines
}
