import type { Band, IndicatorInfo, MapPanel, RegionCode } from '../../../server/contract/index.ts'
import { shownBand } from '../../lib/band.ts'
import { formatValue } from '../../lib/number.ts'
import { nothingWords } from './nothing.ts'

/** One place in a tooltip; `note` stands instead of the band when there is none to trust. */
export interface TipLine {
  name: string
  text: string
  unit: string
  band: Band | null
  note: string
}

type Value = MapPanel['areas'][RegionCode]

const lineOf = (name: string, value: Value, info: IndicatorInfo): TipLine => {
  const { text, unit } = formatValue(value.value, info)
  return {
    name,
    text,
    unit: value.value === null ? '' : unit,
    band: shownBand(value),
    note: value.stale ? '数据过期，暂不评级' : value.value === null ? nothingWords(info) : '',
  }
}

/** What is under the pointer: the place one can enter, then the smaller area inside it. */
export const tipLines = (
  data: MapPanel,
  info: IndicatorInfo,
  place: RegionCode | null,
  area: { code: RegionCode; name: string } | null,
): TipLine[] => {
  const label = place === null ? undefined : data.labels[place]
  const value = area === null || area.code === place ? undefined : data.areas[area.code]
  return [
    ...(label ? [lineOf(label.name, label, info)] : []),
    ...(area && value ? [lineOf(area.name, value, info)] : []),
  ]
}
