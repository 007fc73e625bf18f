import type { Band, IndicatorInfo, MapPanel } from '../../../server/contract/index.ts'
import { bandLook, shownBand, type BandLook } from '../../lib/band.ts'
import { formatValue } from '../../lib/number.ts'
import { WASH } from '../layers/fill.ts'
import { mix, type MapPalette } from '../palette.ts'
import { nothingWords } from './nothing.ts'

export interface LegendRow {
  key: string
  colours: string[]
  words: string
  shape: BandLook['shape']
  band: Band | null
  hatch: string | null
  ring: string | null
}

/** A map as its legend tells it: what glows on it, if anything, and what the places written on are called. */
interface Told {
  data: MapPanel
  info: IndicatorInfo
  palette: MapPalette
  heat: string | null
  levelTitle: string
}

const BANDS = new Set<string>(['red', 'orange', 'yellow', 'blue', 'green'])

/**
 * Bands in which a place as a whole stands, by the limits of its own level: a town of 90 is not judged as a village of
 * 90.
 */
const placeRows = ({ data, info, palette, levelTitle }: Told): LegendRow[] => {
  if (data.areaLevel === data.labelLevel) return []
  const seen = new Set(Object.values(data.labels).map(shownBand))
  return (info.bands[data.labelLevel] ?? info.bands['*'] ?? [])
    .filter((row): row is { band: Band; words: string } => BANDS.has(row.band) && seen.has(row.band as Band))
    .map(({ band, words }) => {
      const look = bandLook(band, info.scale)
      return {
        key: `place:${band}`,
        colours: [mix(palette.bands[band], palette.calm[0]!, WASH)],
        words: `${levelTitle}${look.word} ${words}`,
        shape: look.shape,
        band,
        hatch: null,
        ring: palette.lines[band],
      }
    })
}

/** The smallest and the largest of the values told by tint, as they are written: a scale without ends says nothing. */
const endsOf = ({ data, info }: Told): string => {
  const told = Object.values(data.areas)
    .filter((area) => area.value !== null && !area.stale && shownBand(area) === null)
    .map(({ value }) => value!)
  if (told.length === 0) return ''
  const [low, high] = [Math.min(...told), Math.max(...told)].map((value) => {
    const { text, step } = formatValue(value, info)
    return text + step
  })
  return low === high ? ` ${low}` : ` ${low}～${high}`
}

/**
 * Bands of the level that is filled, worst first, each with its limits and word, then those of whole places; then what
 * else can be seen on this map.
 */
export const legendRows = (told: Told): LegendRow[] => {
  const { data, info, palette, heat } = told
  const bands = (info.bands[data.areaLevel] ?? info.bands['*'] ?? []).filter(
    (row): row is { band: Band; words: string } => BANDS.has(row.band),
  )
  const areas = Object.values(data.areas)
  const plain = { shape: 'none' as const, band: null, hatch: null, ring: null }
  const rows: LegendRow[] = bands.map(({ band, words }) => {
    const look = bandLook(band, info.scale)
    return {
      ...plain,
      key: band,
      colours: [palette.bands[band]],
      words: `${look.word} ${words}`,
      shape: look.shape,
      band,
    }
  })
  rows.push(...placeRows(told))
  const named = new Set(bands.map(({ band }) => band))
  if (!named.has('green'))
    rows.push({
      ...plain,
      key: 'calm',
      colours: palette.calm,
      words: `${named.size > 0 ? '未触线' : '由低到高'}${endsOf(told)}`,
    })
  if (areas.some(({ stale }) => stale))
    rows.push({ ...plain, key: 'stale', colours: [palette.stale], words: '数据过期', hatch: palette.hatch })
  if (areas.some(({ value, stale }) => value === null && !stale))
    rows.push({ ...plain, key: 'nothing', colours: [palette.nothing], words: nothingWords(info) })
  if (heat !== null) rows.push({ ...plain, key: 'heat', colours: palette.heat, words: `${heat || '热力'} 少→多` })
  return rows
}
