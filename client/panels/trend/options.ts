import type { AheadPoint, Grain, TrendPanel } from '../../../server/contract/index.ts'
import { pressable, type Lookup, type Pressable } from '../../lib/ask.ts'
import { bucketTick, bucketTitle, isCurrent, type CivilTime } from '../../lib/moment.ts'
import { formatNumber, formatValue } from '../../lib/number.ts'
import type { Line, LineChart } from '../../charts/line.ts'

/**
 * The chart of a trend: this period, last year dashed, target dotted, and dots where a bucket was in a band. The bucket
 * that `now` lies in still runs.
 */
export const trendChart = (
  data: TrendPanel,
  lookup: Lookup,
  now: CivilTime,
  ahead: readonly AheadPoint[] = [],
): LineChart => {
  const info = lookup(data.indicator)
  const running = isCurrent(data.buckets.at(-1) ?? '', data.grain, now)
  const coming = comingOf(data, ahead)
  const buckets = [...data.buckets, ...coming.map(({ bucket }) => bucket)]
  return {
    ticks: buckets.map((bucket) => bucketTick(bucket, data.grain)),
    titles: buckets.map((bucket) => bucketTitle(bucket, data.grain)),
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
      ...aheadLines(data, ahead, buckets),
    ].filter(({ style, values }) => style === 'present' || values.some((value) => value !== null)),
    ...(ahead.length > 0 ? { range: rangeOf(ahead, buckets) } : {}),
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

/** Those of the expected buckets that are not on the chart yet: the running one is. */
const comingOf = ({ buckets }: TrendPanel, ahead: readonly AheadPoint[]): readonly AheadPoint[] =>
  ahead.filter(({ bucket }) => !buckets.includes(bucket))

const along = <T>(
  ahead: readonly AheadPoint[],
  buckets: readonly string[],
  pick: (point: AheadPoint) => T,
): (T | null)[] => {
  const at = new Map(ahead.map((point) => [point.bucket, point]))
  return buckets.map((bucket) => {
    const point = at.get(bucket)
    return point ? pick(point) : null
  })
}

const rangeOf = (ahead: readonly AheadPoint[], buckets: readonly string[]): NonNullable<LineChart['range']> => ({
  low: along(ahead, buckets, ({ low }) => low),
  high: along(ahead, buckets, ({ high }) => high),
})

/** What is expected, going on from the last bucket that is over. */
const aheadLines = (
  { buckets: known, values }: TrendPanel,
  ahead: readonly AheadPoint[],
  buckets: readonly string[],
): Line[] => {
  if (ahead.length === 0) return []
  const join = buckets.indexOf(ahead[0]!.bucket) - 1
  return [
    {
      name: '预测',
      values: along(ahead, buckets, ({ value }) => value).map((value, index) =>
        index === join && index < known.length ? (values[index] ?? null) : value,
      ),
      style: 'ahead',
      bands: along(ahead, buckets, ({ band }) => (band === 'green' ? null : band)),
    },
  ]
}

const GRAVITY = { red: 4, orange: 3, yellow: 2, blue: 1, green: 0 } as const

/** The first expected bucket graver than where the indicator stands now; `null` = none is expected. */
export const aheadWarning = ({ bands }: TrendPanel, ahead: readonly AheadPoint[]): AheadPoint | null => {
  const now = bands.findLast((band) => band !== null) ?? 'green'
  return ahead.find(({ band }) => GRAVITY[band ?? 'green'] > GRAVITY[now]) ?? null
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
interface TrendRow {
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
