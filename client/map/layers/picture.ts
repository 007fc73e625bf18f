import type { Band, MapPanel, RegionRef } from '../../../server/contract/index.ts'
import type { Picture } from '../engine-port.ts'
import { shownBand } from '../../lib/band.ts'
import type { Outline, Outlines } from '../ground/outlines.ts'
import type { MapPalette } from '../palette.ts'
import { borderLayer } from './borders.ts'
import { fillLayer } from './fill.ts'
import { heatLayer } from './heat.ts'

/** Whose map, and whether its glow is wanted. */
interface Subject {
  data: MapPanel
  region: RegionRef
  outlines: Outlines
  palette: MapPalette
  heat: boolean
}

/** All layers of a map of one region, without the place pointed at. */
export const pictureOf = ({ data, region, outlines, palette, heat }: Subject): Omit<Picture, 'active'> => ({
  fills: fillLayer(data.areas, filled(data, region, outlines), palette, (outline) => bandAround(data, outline)),
  strokes: borderLayer(outlines, region, data, palette),
  heat: heat ? heatLayer(data.heat, palette) : null,
  hatch: palette.hatch,
})

/** The band of the place an area lies in; none where areas are the places themselves. */
const bandAround = ({ areaLevel, labelLevel, labels }: MapPanel, { parent }: Outline): Band | null => {
  const place = areaLevel !== labelLevel && parent !== null ? labels[parent] : undefined
  return place ? shownBand(place) : null
}

/** Areas to fill: those of the declared level, or the places or the region itself where that level has no outlines. */
const filled = (data: MapPanel, region: RegionRef, outlines: Outlines): ReturnType<Outlines['level']> =>
  [data.areaLevel, data.labelLevel, region.level].map(outlines.level).find(({ size }) => size > 0) ?? new Map()
