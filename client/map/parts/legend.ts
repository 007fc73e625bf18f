import type { Band, IndicatorInfo, MapPanel } from '../../../server/contract/index.ts'
import { bandLook, type BandLook } from '../../lib/band.ts'
import type { MapPalette } from '../palette.ts'
import { nothingWords } from './nothing.ts'

export interface LegendRow { key: string; colours: string[]; words: string; shape: BandLook['shape']; band: Band | null; hatch: string | null }

const BANDS = new Set<string>(['red', 'orange', 'yellow', 'blue', 'green'])

/** Bands of the level that is filled, worst first, each with its limits and word; then what else can be seen on this map. */
export const legendRows = (data: MapPanel, info: IndicatorInfo, palette: MapPalette, heat: string | null): LegendRow[] => {
  const bands = (info.bands[data.areaLevel] ?? info.bands['*'] ?? []).filter((row): row is { band: Band; words: string } => BANDS.has(row.band))
  const areas = Object.values(data.areas)
  const plain = { shape: 'none' as const, band: null, hatch: null }
  const rows: LegendRow[] = bands.map(({ band, words }) => {
    const look = bandLook(band, info.scale)
    return { ...plain, key: band, colours: [palette.bands[band]], words: `${look.word} ${words}`, shape: look.shape, band }
  })
  const named = new Set(bands.map(({ band }) => band))
  if (!named.has('green')) rows.push({ ...plain, key: 'calm', colours: palette.calm, words: named.size > 0 ? '未触线（由低到高）' : '由低到高' })
  if (areas.some(({ stale }) => stale)) rows.push({ ...plain, key: 'stale', colours: [palette.stale], words: '数据过期', hatch: palette.hatch })
  if (areas.some(({ value, stale }) => value === null && !stale)) rows.push({ ...plain, key: 'nothing', colours: [palette.nothing], words: nothingWords(info) })
  if (heat !== null) rows.push({ ...plain, key: 'heat', colours: palette.heat, words: `${heat || '热力'} 少→多` })
  return rows
}
