import type { Feature, FeatureCollection, MultiLineString, MultiPolygon, Point } from 'geojson'
import type { Fill, Heat, Stroke } from '../engine-port.ts'
import type { Box } from '../ground/camera.ts'

/** Degrees of latitude to metres. */
const METRES = 111_320
/** Height of the largest value, as part of the longer side of what is looked at. */
const TALLEST = 0.05

/** Metres of the highest prism over a box. */
export const tallestFor = ([west, south, east, north]: Box): number =>
  Math.max((east - west) * Math.cos(((south + north) * Math.PI) / 360), north - south) * METRES * TALLEST

/** Part of the tallest by which flat areas lie below the ground, so that the lines on it are never cut through. */
const SUNK = 0.012

/** Areas as prisms, those without height flat. Rings are copies: L7 shortens what it is given. */
export const prismShapes = (
  fills: Fill[],
  tallest: number,
): FeatureCollection<MultiPolygon, { colour: string; height: number }> => ({
  type: 'FeatureCollection',
  features: fills.map(({ polygons, colour, height }) => ({
    type: 'Feature',
    geometry: { type: 'MultiPolygon', coordinates: polygons.map((rings) => rings.map((ring) => [...ring])) },
    properties: { colour, height: (height || -SUNK) * tallest },
  })),
})

/** Lines by their look. */
export const lineShapes = (
  strokes: Stroke[],
  unit: number,
): FeatureCollection<MultiLineString, { colour: string; width: number }> => ({
  type: 'FeatureCollection',
  features: strokes.map(({ paths, colour, width }): Feature<MultiLineString, { colour: string; width: number }> => ({
    type: 'Feature',
    geometry: { type: 'MultiLineString', coordinates: paths },
    properties: { colour, width: (width * unit) / 2 },
  })),
})

/** Weighted points. */
export const pointShapes = (heat: Heat | null): FeatureCollection<Point, { weight: number }> => ({
  type: 'FeatureCollection',
  features: (heat?.points ?? []).map(([lng, lat, weight]) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [lng, lat] },
    properties: { weight },
  })),
})
