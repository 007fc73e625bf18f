import {
  bucketTitle,
  formatPercent,
  formatValue,
  untoldWords,
  type AheadPoint,
  type BucketStart,
  type Cell,
  type Figure,
  type Grain,
  type Moment,
  type TrendPanel,
} from '../../contract/index.ts'
import type { Catalog, Indicator } from '../../catalog/index.ts'
import type { Topology } from 'topojson-specification'
import { BANDS, INK, MARKS, MUTED } from './svg.ts'

/** What drawings look up. */
export interface Look {
  catalog: Catalog
  /** Outlines of the place and what lies below; `null` = none. */
  outlines: Topology | null
  /** Until when it is known; without it every bucket counts as over. */
  asOf?: Moment
  /** What is expected of a trend, as its screen shows it; empty where it shows nothing of the kind. */
  ahead?: (trend: TrendPanel) => readonly AheadPoint[]
}

const NOBODY: Pick<Indicator, 'title' | 'unit' | 'decimals'> = { title: '', unit: '', decimals: 0 }
export const indicatorOf = ({ catalog }: Look, id: string): Pick<Indicator, 'title' | 'unit' | 'decimals'> =>
  catalog.indicators.get(id) ?? NOBODY

/** A number as every page writes it; `step` = the 万 or 亿 it was shortened by, which its unit begins with. */
export const numberWords = (look: Look, id: string, value: number | null): ReturnType<typeof formatValue> =>
  formatValue(value, indicatorOf(look, id))

/** A cell with its mark, and the colour of both: what is stale has none, what is not told says so. */
export const cellWords = (
  look: Look,
  id: string,
  cell: Cell,
): { text: string; unit: string; mark: string; fill: string } => {
  if (cell.suppressed) return { text: untoldWords(cell), unit: '', mark: '', fill: MUTED }
  const band = cell.stale || cell.band === 'green' ? null : cell.band
  return {
    ...numberWords(look, id, cell.value),
    mark: band ? MARKS[band] : '',
    fill: cell.stale ? MUTED : band ? BANDS[band] : INK,
  }
}

/**
 * How far a number moved, in the words of the screens: points for shares, a percentage where it is written in 万 or
 * more, else in its own unit.
 */
export const changeWords = (look: Look, id: string, change: NonNullable<Figure['change']>): string => {
  if (change.difference === null) return ''
  const { unit, decimals } = indicatorOf(look, id)
  const size = Math.abs(change.difference)
  const own = formatValue(size, { unit, decimals })
  const words =
    unit === '%'
      ? `${formatValue(size, { unit: '', decimals: Math.max(decimals, 1) }).text} 个百分点`
      : change.ratio !== null && formatValue(change.value, { unit, decimals }).step !== ''
        ? formatPercent(Math.abs(change.ratio))
        : `${own.text}${own.unit}`
  const basis = change.basis === 'yoy' ? '同比' : '环比'
  return /[1-9]/.test(words) ? `${basis} ${change.difference > 0 ? '▲' : '▼'}${words}` : `${basis}持平`
}

export const whenWords = (bucket: BucketStart, grain: Grain): string => bucketTitle(bucket, grain)
