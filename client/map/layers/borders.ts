import type { Band, MapPanel, RegionCode, RegionRef } from '../../../server/contract/index.ts'
import { shownBand } from '../../lib/band.ts'
import type { Stroke } from '../engine-port.ts'
import type { Outline, Outlines } from '../ground/outlines.ts'
import type { MapPalette } from '../palette.ts'

const BY_GRAVITY: Band[] = ['blue', 'yellow', 'orange', 'red']

/** A coloured line around places in a band, the worst on top: a town may be wrong as a whole while no village is. */
const bandLines = (
  outlines: Outlines,
  { labelLevel, labels }: Pick<MapPanel, 'labelLevel' | 'labels'>,
  palette: MapPalette,
): Stroke[] =>
  BY_GRAVITY.map((band) => {
    const places = Object.entries(labels).filter(([, label]) => shownBand(label) === band)
    return {
      paths: places.flatMap(([code]) => outlines.level(labelLevel).get(code)?.polygons.flat() ?? []),
      colour: palette.lines[band],
      width: 2,
    }
  })

/**
 * Faint lines between the region and those beside it, hair lines between areas, lines between the places one can enter,
 * a strong line around the region itself, and the places in a band.
 */
export const borderLayer = (
  outlines: Outlines,
  region: RegionRef,
  data: Pick<MapPanel, 'areaLevel' | 'labelLevel' | 'areas' | 'labels'>,
  palette: MapPalette,
): Stroke[] => {
  const areas = new Set<RegionCode>(Object.keys(data.areas))
  const places = new Set<RegionCode>(Object.keys(data.labels))
  const around = [
    outlines.borders(region.level, new Set([region.code]), 'outer'),
    outlines.borders(data.labelLevel, places, 'outer'),
    outlines.borders(data.areaLevel, areas, 'outer'),
  ]
  const beside = new Set<RegionCode>(outlines.level(region.level).keys())
  return [
    {
      paths: beside.size > 1 ? outlines.borders(region.level, beside, 'inner') : [],
      colour: palette.around,
      width: 0.75,
      around: true as const,
    },
    {
      paths: data.areaLevel === data.labelLevel ? [] : outlines.borders(data.areaLevel, areas, 'inner'),
      colour: palette.hair,
      width: 0.75,
    },
    { paths: outlines.borders(data.labelLevel, places, 'inner'), colour: palette.border, width: 1.25 },
    { paths: around.find((paths) => paths.length > 0) ?? [], colour: palette.outline, width: 2.25 },
    ...(data.areaLevel === data.labelLevel ? [] : bandLines(outlines, data, palette)),
  ].filter(({ paths }) => paths.length > 0)
}

/** The line around the place under the pointer. */
export const activeLayer = (outline: Outline | null, palette: MapPalette): Stroke | null =>
  outline && { paths: outline.polygons.flat(), colour: palette.active, width: 2.5 }
