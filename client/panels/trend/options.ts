import type { Grain, TrendPanel } from '../../../server/contract/index.ts'
import { pressable, type Lookup, type Pressable } from '../../lib/ask.ts'
import { bucketTick, bucketTitle, isCurrent, type CivilTime } from '../../lib/moment.ts'
import { formatNumber, formatValue } from '../../lib/number.ts'
import type { LineChart } from '../../charts/line.ts'

/**
 * The chart of a trend: this period, last year dashed, target dotted, and dots where a bucket was in a band. The bucket
 * that `now` lies in still runs.
 */
export const trendChart = (data: TrendPanel, lookup: Lookup, now: CivilTime): LineChart => {
  const info = lookup(data.indicator)
  const running = isCurrent(data.buckets.at(-1) ?? '', data.grain, now)
  return {
    ticks: data.buckets.map((bucket) => bucketTick(bucket, data.grain)),
    titles: data.buckets.map((bucket) => bucketTitle(bucket, data.grain)),
    lines: [
      {
        name: '去年同期',
        values: running && info.grows ? [...data.lastYear.slice(0, -1), null] : data.lastYear,
        style: 'past' as const,
      },
      { name: '目标', values: data.target, style: 'target' as const },
      {
        name: '本期',
        values: data.values,
        style: 'present' as const,
        bands: data.bands.map((band) => (band === 'green' ? null : band)),
        running,
        ...(info.grows ? { grows: true } : {}),
      },
    ].filter(({ style, values }) => style === 'present' || values.some((value) => value !== null)),
    ...(data.notes
      ? {
          notes: data.notes
            .map(({ bucket, words }) => ({ at: data.buckets.indexOf(bucket), text: words }))
            .filter(({ at }) => at >= 0),
        }
      : {}),
    axis: (value) => axisWords(value, info),
    ...(info.decimals === 0 ? { whole: true } : {}),
    read: (value) => `${formatNumber(value, info.decimals)} ${info.unit}`,
  }
}

/** How many decimals it takes to write a number, at most `most`. */
const placesOf = (value: number, most: number): number => {
  for (let places = 0; places < most; places++)
    if (Math.abs(Number(value.toFixed(places)) - value) < 1e-9) return places
  return most
}

/** Units that already count in 万 keep plain digits: the axis names no unit of its own. */
const axisWords = (value: number, { unit, decimals }: { unit: string; decimals: number }): string => {
  const places = placesOf(value, Math.max(decimals, 1))
  if (unit.startsWith('万')) return formatNumber(value, places)
  const { text, step } = formatValue(value, { unit, decimals: places })
  return step ? text.replace(/\.?0+$/, '') + step : text
}

const [ROW, HEAD, CHART_LEAST, ROWS_LEAST, ROWS_MOST] = [28, 30, 220, 3, 16]
/** A chart higher than this part of its width makes cliffs of slopes. */
const CHART_STEEP = 0.62

/**
 * How many lines of figures a box of design pixels has below a chart of good proportions; 0 where they would be too few
 * to be worth their heading.
 */
export const rowsFor = ({ width, height }: { width: number; height: number }): number => {
  const rows = Math.min(ROWS_MOST, Math.floor((height - Math.max(CHART_LEAST, width * CHART_STEEP) - HEAD) / ROW))
  return rows >= ROWS_LEAST ? rows : 0
}

/** A line of the table under a tall chart, newest first. */
export interface TrendRow {
  key: string
  when: string
  now: Pressable
  past: string
  target: string
}

/** The latest buckets as figures, for walls high enough to show them. */
export const trendRows = (data: TrendPanel, region: string, lookup: Lookup, count: number): TrendRow[] => {
  const info = lookup(data.indicator)
  const text = (value: number | null | undefined): string => formatValue(value ?? null, info).text
  return data.buckets
    .map((bucket, index) => ({
      key: bucket,
      when: tableTick(bucket, data.grain),
      now: pressable(info, { region, grain: data.grain, bucket }, data.values[index] ?? null),
      past: text(data.lastYear[index]),
      target: text(data.target[index]),
    }))
    .reverse()
    .slice(0, count)
}

const tableTick = (bucket: string, grain: Grain): string =>
  grain === 'hour' ? bucketTitle(bucket, grain).replace(/^\d+年/, '') : bucketTitle(bucket, grain)

/** True when a column of the table would say nothing. */
export const isBlank = (values: (number | null)[]): boolean => values.every((value) => value === null)
