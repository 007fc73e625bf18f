import { topology } from 'topojson-server'
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import type { Topology } from 'topojson-specification'
import { cutShort } from '../geometry/cut.ts'
import type { Point, Ring, Shape } from '../geometry/shape.ts'
import { weld } from '../geometry/weld.ts'
import type { Laid } from './lay.ts'

interface Pen {
  /** From the plane in which borders are straight to degrees. */
  toDegrees: (at: Point) => Point
  /** Longest straight piece of a border, km. */
  step: number
  quanta: number
}

const drawn = (ring: Ring, pen: Pen): Ring => {
  const open = cutShort(ring, pen.step).slice(0, -1).map(pen.toDegrees)
  return [...open, open[0]!]
}

const outlineOf = ({ lot: { node } }: Laid, shape: Shape, pen: Pen): Feature<Polygon | MultiPolygon> => {
  const polygons = shape.map((polygon) => polygon.map((ring) => drawn(ring, pen)))
  return {
    type: 'Feature',
    id: node.code,
    properties: { code: node.code, name: node.name, parent: node.parent },
    geometry:
      polygons.length === 1
        ? { type: 'Polygon', coordinates: polygons[0]! }
        : { type: 'MultiPolygon', coordinates: polygons },
  }
}

/** The shapes as outlines with shared borders, one object per level in the order of `levels`. */
export const draw = (laid: readonly Laid[], levels: readonly string[], pen: Pen): Topology => {
  const welded = weld(laid.map(({ shape }) => shape))
  const objects: Record<string, FeatureCollection<Polygon | MultiPolygon>> = {}
  for (const level of levels) {
    const features = laid.flatMap((cell, i) =>
      cell.lot.node.level === level ? [outlineOf(cell, welded[i]!, pen)] : [],
    )
    if (features.length > 0) objects[level] = { type: 'FeatureCollection', features }
  }
  return topology(objects, pen.quanta)
}
