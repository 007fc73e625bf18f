import { feature } from 'topojson-client'
import { topology } from 'topojson-server'
import type { Feature, FeatureCollection, GeometryObject, MultiPolygon, Polygon } from 'geojson'
import type { GeometryCollection, Topology } from 'topojson-specification'
import type { RegionCode } from '../contract/index.ts'
import type { RegionNode } from './types.ts'

const QUANTA = 1e6

type Outline = Feature<Polygon | MultiPolygon, Record<string, unknown>>

const isOutline = (f: Feature<GeometryObject, Record<string, unknown> | null>): f is Outline =>
  f.geometry?.type === 'Polygon' || f.geometry?.type === 'MultiPolygon'

const fromGeoJson = (
  collection: FeatureCollection<GeometryObject, Record<string, unknown>>,
  levelOf: (code: RegionCode) => string | undefined,
): Topology => {
  const levels: Record<string, FeatureCollection<Polygon | MultiPolygon>> = {}
  for (const outline of collection.features.filter(isOutline)) {
    const code = String(outline.properties?.['code'] ?? outline.id ?? '')
    const level = levelOf(code)
    if (level) (levels[level] ??= { type: 'FeatureCollection', features: [] }).features.push({ ...outline, id: code })
  }
  return topology(levels, QUANTA)
}

/** Keeps the outlines of nodes of the tree and names each by its node: properties `code`, `name`, `parent`. */
const named = (topo: Topology, latest: ReadonlyMap<RegionCode, RegionNode>): Topology => {
  const objects: Record<string, GeometryCollection> = {}
  for (const object of Object.values(topo.objects)) {
    for (const geometry of object.type === 'GeometryCollection' ? object.geometries : [object]) {
      const properties = geometry.properties as Record<string, unknown> | undefined
      const node = latest.get(String(properties?.['code'] ?? geometry.id ?? ''))
      if (!node) continue
      const { code, name, parent } = node
      ;(objects[node.level] ??= { type: 'GeometryCollection', geometries: [] }).geometries.push({
        ...geometry,
        id: code,
        properties: { code, name, parent },
      } as GeometryCollection['geometries'][number])
    }
  }
  return { ...topo, objects }
}

/**
 * Outlines as one object per level, from TopoJSON or GeoJSON text; `null` when it is neither or nothing in it belongs
 * to the tree.
 */
export const parseOutlines = (text: string, nodes: readonly RegionNode[]): Topology | null => {
  const latest = new Map(nodes.map((node) => [node.code, node]))
  let data: Topology | FeatureCollection<GeometryObject, Record<string, unknown>>
  try {
    data = JSON.parse(text) as typeof data
  } catch {
    return null
  }
  if (data?.type !== 'Topology' && data?.type !== 'FeatureCollection') return null
  const outlines = named(data.type === 'Topology' ? data : fromGeoJson(data, (code) => latest.get(code)?.level), latest)
  return Object.keys(outlines.objects).length > 0 ? outlines : null
}

/** The outlines of one level as GeoJSON, WGS 84; empty when the topology has none. */
export const outlinesOf = (topo: Topology, level: string): Feature<Polygon | MultiPolygon, { code: RegionCode }>[] => {
  const object = topo.objects[level]
  return object?.type === 'GeometryCollection'
    ? (feature(topo, object as GeometryCollection<{ code: RegionCode }>).features as Feature<
        Polygon | MultiPolygon,
        { code: RegionCode }
      >[])
    : []
}
