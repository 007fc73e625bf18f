import type { MapPanel } from '../../../server/contract/index.ts'
import type { Heat } from '../engine-port.ts'
import type { MapPalette } from '../palette.ts'

/** More points than this say nothing more and cost frames. */
const MOST = 5000

/** All heat layers as one glow, weights scaled to 0–1; `null` when there are no points. */
export const heatLayer = (heat: MapPanel['heat'], palette: MapPalette): Heat | null => {
  const points = heat.flatMap((layer) => Object.entries(layer.points)).slice(0, MOST)
  const heaviest = Math.max(0, ...points.map(([, weight]) => weight))
  if (heaviest === 0) return null
  return {
    points: points.map(([place, weight]) => [...(place.split(',').map(Number) as [number, number]), weight / heaviest]),
    ramp: palette.heat,
  }
}
