import type {
  Band,
  IndicatorInfo,
  MapPanel,
  PlaceAlerts,
  RegionCode,
  RegionRef,
} from '../../../server/contract/index.ts'
import { shownBand } from '../../lib/band.ts'
import { formatValue } from '../../lib/number.ts'
import type { Outlines } from '../ground/outlines.ts'

/** A place one can enter that is not on the map, with its number and its open alerts. */
export interface Tile {
  code: RegionCode
  name: string
  text: string
  unit: string
  band: Band | null
  stale: boolean
  alerts: PlaceAlerts | null
}

/** What tiles are made of: the data and what it says, who has an outline, where alerts are open. */
interface Known {
  data: MapPanel
  outlines: Outlines | null
  info: IndicatorInfo
  alerts: Readonly<Record<RegionCode, PlaceAlerts>>
}

/** Children without an outline, in their order: statistical zones, or all of them where nothing has outlines. */
export const tilesOf = (children: RegionRef[], { data, outlines, info, alerts }: Known): Tile[] =>
  children
    .filter(({ code, level }) => !outlines?.level(level).has(code))
    .map(({ code, name }) => {
      const label = data.labels[code] ?? data.areas[code] ?? { value: null, band: null, stale: false }
      const { text, unit } = formatValue(label.value, info)
      return { code, name, text, unit, band: shownBand(label), stale: label.stale, alerts: alerts[code] ?? null }
    })
