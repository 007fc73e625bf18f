import type { MultiPolygon, Polygon, Position } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import type { Regions } from '../../regions/index.ts'
import { reject } from '../../parse/index.ts'
import type { Place } from './lookup.ts'

interface Outline {
  code: string
  west: number
  south: number
  east: number
  north: number
  polygons: Position[][][]
}

const outlineOf = (code: string, geometry: Polygon | MultiPolygon): Outline => {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  const box: Outline = { code, polygons, west: Infinity, south: Infinity, east: -Infinity, north: -Infinity }
  for (const [lon, lat] of polygons.flat(2) as [number, number][]) {
    box.west = Math.min(box.west, lon)
    box.east = Math.max(box.east, lon)
    box.south = Math.min(box.south, lat)
    box.north = Math.max(box.north, lat)
  }
  return box
}

const outlinesOf = (topology: Topology, level: string): Outline[] => {
  const object = topology.objects[level] as GeometryCollection<{ code: string }> | undefined
  if (object?.type !== 'GeometryCollection') return []
  return feature(topology, object).features.flatMap(({ geometry, properties }) =>
    geometry.type === 'Polygon' || geometry.type === 'MultiPolygon' ? [outlineOf(properties.code, geometry)] : [],
  )
}

/** Even-odd rule: a ring that is crossed an odd number of times on the way out holds the point; holes count too. */
const holds = (rings: readonly Position[][], lon: number, lat: number): boolean => {
  let inside = false
  for (const ring of rings) {
    for (let here = 0, before = ring.length - 1; here < ring.length; before = here++) {
      const [x1, y1] = ring[here] as [number, number]
      const [x2, y2] = ring[before] as [number, number]
      if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside
    }
  }
  return inside
}

/** Finds the smallest region with an outline that holds a point; `null` outside all of them. */
export const createLocator = (
  regions: Pick<Regions, 'levels' | 'topology'>,
): ((lon: number, lat: number) => string | null) => {
  const topology = regions.topology()
  const levels = topology === null ? [] : regions.levels.map(({ id }) => outlinesOf(topology, id)).reverse()
  return (lon, lat) => {
    for (const outlines of levels) {
      const found = outlines.find(
        ({ west, south, east, north, polygons }) =>
          lon >= west
          && lon <= east
          && lat >= south
          && lat <= north
          && polygons.some((rings) => holds(rings, lon, lat)),
      )
      if (found) return found.code
    }
    return null
  }
}

/** Places rows by where they are; only for outlines that are not schematic. */
export const placeByPoint = (column: string, regions: Regions): Place => {
  const locate = createLocator(regions)
  return async (rows) => {
    const rejects = []
    const placed = []
    for (const row of rows) {
      const { lon, lat } = row.values[column] as { lon: number; lat: number }
      row.region = locate(lon, lat)
      if (row.region !== null) placed.push(row)
      else
        rejects.push(
          reject(
            row.row,
            column,
            `${lon},${lat}`,
            `点位在“${regions.root.name}”的边界之外；坐标应为 WGS 84，火星坐标（GCJ-02）会偏移数百米`,
          ),
        )
    }
    return { rows: placed, rejects }
  }
}
