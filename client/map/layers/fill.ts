import type { Band, MapPanel, RegionCode } from '../../../server/contract/index.ts'
import type { Fill } from '../engine-port.ts'
import type { Outline } from '../ground/outlines.ts'
import { mix, type MapPalette } from '../palette.ts'

type Area = MapPanel['areas'][RegionCode]

const cutsOf = (sorted: number[], parts: number): number[] => {
  const cuts = Array.from({ length: parts - 1 }, (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / parts)])
  return [...new Set(cuts.filter((cut) => cut !== undefined && cut > (sorted[0] ?? cut)))] as number[]
}

/**
 * The values that cut the known ones into `parts` equal groups; where so many are alike that groups would fall
 * together, into groups of equally many different values.
 */
export const quantiles = (values: number[], parts: number): number[] => {
  const sorted = values.toSorted((a, b) => a - b)
  const cuts = cutsOf(sorted, parts)
  return cuts.length === parts - 1 ? cuts : cutsOf([...new Set(sorted)], parts)
}

const colourOf = (area: Area | undefined, cuts: number[], palette: MapPalette): string => {
  if (!area) return palette.beyond
  if (area.value === null && !area.stale) return palette.nothing
  if (area.stale) return palette.stale
  if (area.band) return palette.bands[area.band]
  return palette.calm[cuts.filter((cut) => area.value! >= cut).length] ?? palette.calm[0]!
}

/**
 * Part of a place's colour that lies over its calm areas: enough to see which place it is, less than any area of that
 * colour.
 */
export const WASH = 0.5
/**
 * How much of the difference between calm areas is left below the wash: a bright blue would turn an orange place grey.
 */
const CALMED = 0.5

/** Whether an area stands out of the ground: only what is wrong does, where anything is. */
const raised = ({ band, stale }: Area): boolean => band !== null && band !== 'green' && !stale

/**
 * Areas by band; where nothing is wrong a quiet tint tells more from less. A stale area loses its colour.
 * Areas of other regions are hardly there. Height is the share of the largest value, by square root so that
 * one giant does not flatten the rest. `around` is the band of the place an area lies in: it tints what is calm there.
 */
export const fillLayer = (
  areas: MapPanel['areas'],
  outlines: ReadonlyMap<RegionCode, Outline>,
  palette: MapPalette,
  around: (outline: Outline) => Band | null = () => null,
): Fill[] => {
  const known = Object.values(areas).flatMap(({ value, stale }) => (value === null || stale ? [] : [value]))
  const cuts = quantiles(known, palette.calm.length)
  const most = Math.max(0, ...known)
  const judged = Object.values(areas).some(raised)
  const heightOf = (area: Area | undefined): number =>
    area?.value && !area.stale && most > 0 && (raised(area) || !judged) ? Math.sqrt(Math.max(0, area.value) / most) : 0
  return [...outlines.values()].map((outline) => {
    const { code, polygons } = outline
    const area = areas[code]
    const [own, tint] = [colourOf(area, cuts, palette), area && !area.stale && !raised(area) ? around(outline) : null]
    return {
      code,
      polygons,
      colour: tint ? mix(palette.bands[tint], mix(own, palette.calm[0]!, CALMED), WASH) : own,
      stale: area?.stale ?? false,
      height: heightOf(area),
      ...(area && raised(area) ? { loud: true as const } : {}),
    }
  })
}
