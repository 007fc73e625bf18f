import type { MultiPolygon, Polygon } from 'geojson'
import type { Topology } from 'topojson-specification'
import type { RegionCode } from '../contract/index.ts'
import { poleOf } from './geometry/pole.ts'
import { contains, type Shape } from './geometry/shape.ts'
import { outlinesOf } from './outlines.ts'
import type { RegionNode } from './types.ts'

const DEGREE_DECIMALS = 5

const shapeOf = (geometry: Polygon | MultiPolygon): Shape =>
  (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as Shape

const round = (degrees: number): number => Number(degrees.toFixed(DEGREE_DECIMALS))

/**
 * Gives every node with an outline a representative point inside it: its own if that lies inside, otherwise one well
 * away from its borders.
 */
export const withPoints = (nodes: readonly RegionNode[], topology: Topology): RegionNode[] => {
  const shapes = new Map<RegionCode, Shape>()
  for (const level of Object.keys(topology.objects))
    for (const { properties, geometry } of outlinesOf(topology, level)) shapes.set(properties.code, shapeOf(geometry))
  const poles = new Map<RegionCode, { lon: number; lat: number }>()
  const pole = (code: RegionCode, shape: Shape) => {
    const [lon, lat] = poleOf(shape)
    return poles.get(code) ?? poles.set(code, { lon: round(lon), lat: round(lat) }).get(code)!
  }
  return nodes.map((node) => {
    const shape = shapes.get(node.code)
    if (!shape || (node.lon !== null && node.lat !== null && contains(shape, [node.lon, node.lat]))) return node
    return { ...node, ...pole(node.code, shape) }
  })
}
