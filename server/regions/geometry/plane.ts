import type { Point } from './shape.ts'

const KM_PER_DEGREE = 111.195

/** A flat map around one place: good to a few metres over a county, to a percent of area over a large city. */
export interface Plane {
  toPlane: (lonLat: Point) => Point
  toDegrees: (at: Point) => Point
}

/** Equirectangular around `origin` (degrees), in km. */
export const createPlane = ([lon0, lat0]: Point): Plane => {
  const perLon = KM_PER_DEGREE * Math.cos((lat0 * Math.PI) / 180)
  return {
    toPlane: ([lon, lat]) => [(lon - lon0) * perLon, (lat - lat0) * KM_PER_DEGREE],
    toDegrees: ([x, y]) => [lon0 + x / perLon, lat0 + y / KM_PER_DEGREE],
  }
}
