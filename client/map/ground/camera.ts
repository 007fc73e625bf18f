import type { Position } from 'geojson'

/** Corners in degrees: west, south, east, north. */
export type Box = [number, number, number, number]
export type Point = [number, number]
export interface Edges {
  top: number
  right: number
  bottom: number
  left: number
}

/** Where a flat map looks: the Mercator point in the middle (the world is 1 × 1, y down) and pixels per world. */
export interface Camera {
  x: number
  y: number
  zoom: number
}

/** Longitude and latitude to the 1 × 1 Mercator square. */
export const toWorld = ([lng = 0, lat = 0]: Position): Point => [
  (lng + 180) / 360,
  0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI),
]

/** The way back. */
export const fromWorld = ([x, y]: Point): Point => [
  x * 360 - 180,
  (Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) * 360) / Math.PI - 90,
]

/** The smallest box around positions. */
export const boxOf = (positions: Position[]): Box => {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [lng = 0, lat = 0] of positions) {
    if (lng < box[0]) box[0] = lng
    if (lat < box[1]) box[1] = lat
    if (lng > box[2]) box[2] = lng
    if (lat > box[3]) box[3] = lat
  }
  return box
}

/** The smallest box around boxes. */
export const joinBoxes = (boxes: Box[]): Box =>
  boxOf(
    boxes.flatMap(([w, s, e, n]) => [
      [w, s],
      [e, n],
    ]),
  )

/** The camera that shows all of `box` inside a view, `edges` left free. */
export const fit = (box: Box, width: number, height: number, edges: Edges): Camera => {
  const [left, bottom] = toWorld([box[0], box[1]])
  const [right, top] = toWorld([box[2], box[3]])
  const free = {
    width: Math.max(1, width - edges.left - edges.right),
    height: Math.max(1, height - edges.top - edges.bottom),
  }
  const zoom = Math.min(free.width / Math.max(right - left, 1e-9), free.height / Math.max(bottom - top, 1e-9))
  return {
    zoom,
    x: (left + right) / 2 + (edges.right - edges.left) / 2 / zoom,
    y: (top + bottom) / 2 + (edges.bottom - edges.top) / 2 / zoom,
  }
}

/**
 * The camera part of the way from one to another; the scale grows evenly to the eye and the target never leaves the
 * view.
 */
export const between = (from: Camera, to: Camera, part: number): Camera => {
  const eased = part < 0.5 ? 4 * part ** 3 : 1 - (-2 * part + 2) ** 3 / 2
  const zoom = from.zoom * (to.zoom / from.zoom) ** eased
  const ratio = to.zoom / from.zoom
  const moved = Math.abs(ratio - 1) < 1e-6 ? eased : (1 - ratio ** -eased) / (1 - 1 / ratio)
  return { zoom, x: from.x + (to.x - from.x) * moved, y: from.y + (to.y - from.y) * moved }
}
