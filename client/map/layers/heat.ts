import type { MapPanel } from '../../../server/contract/index.ts'
import type { Heat } from '../engine-port.ts'
import type { MapPalette } from '../palette.ts'

/** More points than this say nothing more and cost frames. */
const MOST = 5000

/** All heat layers as one glow, weights scaled to 0–1; `null` when there are no points. */
export const heatLayer = (heat: MapPanel['heat'], palette: MapPalette): Heat | null => {
  const points = heat.flatMap((layer) => layer.points).slice(0, MOST)
  const heaviest = Math.max(0, ...points.map(([, , weight]) => weight))
  return heaviest > 0 ? { points: points.map(([lng, lat, weight]) => [lng, lat, weight / heaviest]), ramp: palette.heat } : null
}
