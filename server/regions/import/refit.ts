import { feature, merge } from 'topojson-client'
import { topology } from 'topojson-server'
import { filter, filterAttachedWeight, presimplify, quantile, simplify } from 'topojson-simplify'
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import type {
  GeometryCollection,
  Polygon as TopoPolygon,
  MultiPolygon as TopoMultiPolygon,
  Topology,
} from 'topojson-specification'
import { boundsOf, type Shape } from '../geometry/shape.ts'
import type { RegionNode } from '../types.ts'

type Outline = TopoPolygon<{ code: string }> | TopoMultiPolygon<{ code: string }>

const GIVEN_QUANTA = 1e7
/** Detail that can be seen when a town fills the wall; a file may bring a point every metre. */
const DETAIL = 1 / 8000
const MOST_POINTS = 40_000

const shapeOf = (geometry: Polygon | MultiPolygon): Shape =>
  (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as Shape

const toFeature = (node: RegionNode, shape: Shape): Feature<MultiPolygon> => ({
  type: 'Feature',
  id: node.code,
  properties: { code: node.code },
  geometry: { type: 'MultiPolygon', coordinates: shape },
})

/** Thins borders to what can be seen. It is done on the shared borders, so neighbours still meet. */
const thinned = (given: Topology, across: number): Topology => {
  const weighed = presimplify(given as Parameters<typeof presimplify>[0])
  const points = weighed.arcs.reduce((sum, arc) => sum + arc.length, 0)
  const least = Math.max((across * DETAIL) ** 2, points > MOST_POINTS ? quantile(weighed, 1 - MOST_POINTS / points) : 0)
  const slim = simplify(weighed, least)
  return filter(slim, filterAttachedWeight(slim, least)) as Topology
}

/**
 * Outlines of the given places thinned together, and of every place above them as the sum of those below it; on the
 * plane.
 */
export const fitAbove = (
  given: ReadonlyMap<RegionNode, Shape>,
  path: (node: RegionNode) => readonly RegionNode[],
): Map<RegionNode, Shape> => {
  const collection: FeatureCollection = {
    type: 'FeatureCollection',
    features: [...given].map(([node, shape]) => toFeature(node, shape)),
  }
  const [west, south, east, north] = boundsOf([...given.values()].flat(3))
  const slim = thinned(topology({ given: collection }, GIVEN_QUANTA), Math.max(east - west, north - south))
  const geometries = (slim.objects['given'] as GeometryCollection<{ code: string }>).geometries as Outline[]
  const byCode = new Map(geometries.map((geometry) => [String(geometry.id), geometry]))
  const parts = new Map<RegionNode, Outline[]>()
  const shapes = new Map<RegionNode, Shape>()
  for (const node of given.keys()) {
    const geometry = byCode.get(node.code)
    if (!geometry) continue
    shapes.set(node, shapeOf((feature(slim, geometry) as Feature<Polygon | MultiPolygon>).geometry))
    for (const above of path(node)) if (above !== node) parts.set(above, [...(parts.get(above) ?? []), geometry])
  }
  for (const [above, below] of parts) shapes.set(above, shapeOf(merge(slim, below)))
  return shapes
}
