import {
  bucketTick,
  bucketTitle,
  formatNumber,
  type IndicatorInfo,
  type MapPanel,
  type SimulationAnswer,
  type SimulatedPlace,
} from '../../../server/contract/index.ts'
import type { Fans } from '../../charts/desk/index.ts'

/** The whole as a chart: what was, what would come as it is, what would come with the levers. */
export const fansOf = ({ past, days, total }: SimulationAnswer, info: IndicatorInfo): Fans => {
  const buckets = [...past.map(({ bucket }) => bucket), ...days]
  const behind = past.length
  /** Both courses begin where the past ends. */
  const ahead = (values: readonly number[]): (number | null)[] =>
    buckets.map((_, at) => (at >= behind ? values[at - behind]! : at === behind - 1 ? past[at]!.value : null))
  const edges = ({ low, mid, high }: SimulationAnswer['total']['asIs']) => ({
    low: ahead(low),
    mid: ahead(mid),
    high: ahead(high),
  })
  const number = (value: number): string => `${formatNumber(value, 0)} ${info.unit}`
  return {
    ticks: buckets.map((bucket) => bucketTick(bucket, 'day')),
    words: buckets.map((bucket, at) => {
      const title = bucketTitle(bucket, 'day')
      if (at < behind) return [title, ...(past[at]!.value === null ? [] : [`${info.title} ${number(past[at]!.value)}`])]
      const of = (name: string, fan: SimulationAnswer['total']['asIs']): string =>
        `${name} ${number(fan.mid[at - behind]!)}（${formatNumber(fan.low[at - behind]!, 0)} 至 ${formatNumber(fan.high[at - behind]!, 0)}）`
      return [title, of('现状', total.asIs), of('推演', total.turned)]
    }),
    unit: info.unit,
    format: (value) => formatNumber(value, 0),
    past: buckets.map((_, at) => past[at]?.value ?? null),
    asIs: edges(total.asIs),
    turned: edges(total.turned),
  }
}

/** Where the backlog stands at the end with the levers, as a map. */
export const placesMap = ({ simulation, days, places }: SimulationAnswer): MapPanel => {
  const cells = places.map(
    ({ region, name, turned, band }) => [region, { name, value: turned.mid.at(-1)!, band, stale: false }] as const,
  )
  return {
    kind: 'map',
    indicator: simulation.backlog,
    grain: 'day',
    bucket: days.at(-1)!,
    extrude: false,
    heat: [],
    areaLevel: simulation.level,
    areas: Object.fromEntries(cells),
    labelLevel: simulation.level,
    labels: Object.fromEntries(cells),
  }
}

const signed = (value: number, decimals = 0): string => {
  const words = formatNumber(value, decimals)
  return value > 0 && /[1-9]/.test(words) ? `+${words}` : words
}
const both = (asIs: number, turned: number, decimals: number, unit = ''): string => {
  const [before, after] = [formatNumber(asIs, decimals), formatNumber(turned, decimals)]
  return before === after ? `${before}${unit}` : `${before} → ${after}${unit}`
}

/** One place's queue as it is written in the table. */
interface PlaceRow {
  region: string
  name: string
  now: string
  asIs: string
  turned: string
  range: string
  difference: string
  tone: string
  staff: string
  arrivals: string
  busy: string
  full: boolean
}

/** The table of places, those that change most first. */
export const placeRows = ({ places }: SimulationAnswer): PlaceRow[] =>
  [...places]
    .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference) || b.now - a.now)
    .map(({ region, name, now, asIs, turned, difference, tone, staff, arrivals, busy }: SimulatedPlace) => ({
      region,
      name,
      now: formatNumber(now, 0),
      asIs: formatNumber(asIs.mid.at(-1)!, 0),
      turned: formatNumber(turned.mid.at(-1)!, 0),
      range: `${formatNumber(turned.low.at(-1)!, 0)}–${formatNumber(turned.high.at(-1)!, 0)}`,
      difference: signed(difference),
      tone: tone === 'even' ? '' : `tone-${tone}`,
      staff: staff === null ? '—' : both(staff.asIs, staff.turned, 0),
      arrivals: both(arrivals.asIs, arrivals.turned, 1),
      busy: both(busy.asIs, busy.turned, 0, '%'),
      full: busy.turned >= 100,
    }))

/** How far off it would have been, in words for who has to rely on it. */
export const errorWords = ({ backtest, level }: SimulationAnswer): string => {
  if (!backtest) return '历史太短，还不能检验误差。'
  const { starts, days, error, errorShare, naiveError, placeError, naivePlaceError, coverage } = backtest
  const one = (value: number): string => formatNumber(value, 1)
  const verdict =
    error <= naiveError ? '总量优于“保持不变”' : '总量没有优于“保持不变”，绝对数只宜参考，两条线之差更可靠'
  return `回测：从过去 ${starts} 个起点各推 ${days} 天，总量平均差 ${one(error)} 件（${formatNumber(errorShare * 100, 1)}%），说“保持不变”差 ${one(naiveError)} 件；每处平均差 ${one(placeError)} 件，“保持不变”差 ${one(naivePlaceError)} 件；${formatNumber(level * 100, 0)}% 区间实际包住 ${formatNumber(coverage * 100, 0)}%。${verdict}。`
}
