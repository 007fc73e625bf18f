import type { Box, Edges, Point } from './ground/camera.ts'

interface LngLat {
  lng: number
  lat: number
}
/** L7's camera as far as it is used here; L7 itself leaves it untyped. */
export interface Camera {
  project: (position: LngLat) => { x: number; y: number }
  unproject: (point: Point) => LngLat
  cameraForBounds: (box: Box, options: { padding: Edges }) => { center: LngLat; zoom: number } | undefined
  jumpTo: (to: object) => void
  easeTo: (to: object) => void
  stop: () => void
  resize: () => void
  once: (event: 'moveend', listener: () => void) => void
}

interface Lens {
  width: number
  height: number
  longitude: number
  latitude: number
  zoom: number
  pitch: number
  bearing: number
}
/** What L7 projects with. */
export interface Viewport {
  viewport: Lens
  syncWithMapCamera: (camera: unknown) => void
}
/**
 * Nearest distance drawn, in screen heights. L7's own, a thousandth, leaves so little depth that walls cut through
 * roofs.
 */
const NEAREST = 0.2

/** Makes L7 build its projection with `NEAREST`; it offers no setting for it. */
export const steadyDepth = (view: Viewport): void => {
  const sync = view.syncWithMapCamera.bind(view)
  view.syncWithMapCamera = (camera) => {
    sync(camera)
    const { width, height, longitude, latitude, zoom, pitch, bearing } = view.viewport
    const Lens = view.viewport.constructor as new (lens: Lens & { nearZMultiplier: number }) => Lens
    view.viewport = new Lens({ width, height, longitude, latitude, zoom, pitch, bearing, nearZMultiplier: NEAREST })
  }
}

/** The box to fit so that `box` is seen whole when tilted: it looks lower, and what is near looks wider. */
export const tilted = ([west, south, east, north]: Box): Box => {
  const [aside, along] = [((east - west) / 2) * 1.16, ((north - south) / 2) * 0.92]
  const [lng, lat] = [(west + east) / 2, (south + north) / 2]
  return [lng - aside, lat - along, lng + aside, lat + along]
}
