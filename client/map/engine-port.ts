import type { Position } from 'geojson'
import type { RegionCode } from '../../server/contract/index.ts'
import type { Box, Edges, Point } from './ground/camera.ts'

/**
 * One filled area; `height` 0–1 is used only when depth is shown, `stale` is drawn hatched, a `loud` one above the
 * glow: blue light over yellow would be green.
 */
export interface Fill {
  code: RegionCode
  polygons: Position[][][]
  colour: string
  stale: boolean
  height: number
  loud?: true
}

/** Lines of one look; `width` in design pixels. Those of the surroundings fade out at the edges of the map. */
export interface Stroke {
  paths: Position[][]
  colour: string
  width: number
  around?: true
}

/** Weighted points as a glow; colours from few to many. */
export interface Heat {
  points: [number, number, number][]
  ramp: string[]
}

/** Everything on the map except words, back to front. */
export interface Picture {
  fills: Fill[]
  strokes: Stroke[]
  /** The region under the pointer or chosen by key. */
  active: Stroke | null
  heat: Heat | null
  hatch: string
}

/**
 * Layout pixels of one design pixel, and screen pixels of one layout pixel (with any transform around the map counted
 * in).
 */
export interface Scale {
  unit: number
  density: number
}

/** What draws a picture into an element. Positions are layout pixels of that element. */
export interface Engine {
  show: (picture: Picture) => void
  /** Moves until `box` fills the view; at once when `ms` is 0. A later call replaces a running one. */
  look: (box: Box, edges: Edges, ms: number) => void
  project: (position: Position) => Point
  locate: (point: Point) => Point
  /** To be called when the element or the scale changed. */
  resize: (scale: Scale) => void
  /** Frees everything; the engine must not be used afterwards. */
  dispose: () => void
}

export interface EngineEvents {
  /** Positions changed: words must be put anew. */
  moved: () => void
  /** A flight ended; how long its frames took, milliseconds. */
  flown: (frames: number[]) => void
  /** The engine cannot go on, and draws nothing any more. */
  failed: () => void
}
