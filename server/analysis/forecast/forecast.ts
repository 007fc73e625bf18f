import type { Indicator } from '../../catalog/index.ts'
import type { Cell, ForecastAnswer, Grain, RegionCode } from '../../contract/index.ts'
import { bucketsBetween, endOf, shift, startOf } from '../../lib/index.ts'
import type { Reader } from '../context.ts'
import { bandOf, unknownIndicator } from '../../indicators/index.ts'
import { quantileOf } from '../spread/statistics.ts'
import type { Choice } from './choose/choose.ts'
import { PERIODS, type Outlook, type Past } from './choose/method.ts'
import type { Learner } from './learned.ts'

export interface ForecastQuery {
  indicator: string
  region: RegionCode
  grain: Grain
  horizon: number | undefined
  /** The only indicators this reader comes upon, whatever else lies in their scope; absent = all. */
  among?: ReadonlySet<string> | undefined
}

/** Buckets looked back over, shown, and forecast unless asked otherwise. */
const SPANS: Record<Grain, { past: number; shown: number; ahead: number }> = {
  hour: { past: 672, shown: 96, ahead: 24 },
  day: { past: 1095, shown: 90, ahead: 14 },
  week: { past: 208, shown: 52, ahead: 8 },
  dekad: { past: 144, shown: 36, ahead: 6 },
  month: { past: 84, shown: 36, ahead: 6 },
  quarter: { past: 40, shown: 20, ahead: 4 },
  year: { past: 20, shown: 20, ahead: 2 },
}
const LEVEL = 0.8
/** A normal value strays this far from its neighbours three times in a thousand. */
const STRANGE = 3
/** Median absolute deviation of a normal distribution, as a share of its standard deviation. */
const MAD = 0.6745

/** Values cannot leave where all of them have been: counts stay above zero, shares below a hundred. */
const boundsOf = (indicator: Indicator, series: Past['series']): ((value: number) => number) => {
  const known = series.filter((value) => value !== null)
  const low = known.every((value) => value >= 0) ? 0 : -Infinity
  const high = indicator.unit === '%' && known.every((value) => value <= 100) ? 100 : Infinity
  return (value) => Math.max(low, Math.min(high, value))
}

/**
 * Half the width of the band at the first step, so wide that it would have held `LEVEL` of what was forecast before.
 */
const halfWidth = ({ trials }: Choice, widening: readonly number[]): number => {
  const ratios = trials
    .flatMap(({ errors }) => errors.map(({ step, error }) => Math.abs(error) / widening[step]!))
    .sort((a, b) => a - b)
  return quantileOf(ratios, LEVEL)
}

const coverageOf = ({ trials }: Choice, widening: readonly number[], half: number): number => {
  const all = trials.flatMap(({ errors }) => errors)
  return all.filter(({ step, error }) => Math.abs(error) <= half * widening[step]!).length / all.length
}

const notesOf = (choice: Choice | null, length: number): string[] => {
  if (!choice) return [`历史只有 ${length} 个完整时段，不足以检验预测，暂不给出`]
  if (choice.exact)
    return [`历史各期与${choice.period > 1 ? '上一季节同期' : '上一期'}完全相同，照此给出；没有误差可衡量，不作检验`]
  if (choice.alone) return [`历史只有 ${length} 个完整时段，不足以检验其他方法，按上一季节同期给出`]
  return choice.isNaive ? ['在近期的滚动检验中，没有方法优于沿用上一季节同期，因此按同期给出'] : []
}

/** Where each known bucket was expected to be, and whether it was not. */
const expectations = (
  outlook: Outlook | null,
  past: Past,
): { low: number | null; high: number | null; anomaly: boolean }[] => {
  const residuals = past.series.map((value, index) => {
    const expected = outlook?.fitted[index]
    return value === null || expected === null || expected === undefined ? null : value - expected
  })
  const sizes = residuals
    .filter((value) => value !== null)
    .map(Math.abs)
    .sort((a, b) => a - b)
  const reach = sizes.length < 2 * 12 ? null : (quantileOf(sizes, 0.5) / MAD) * STRANGE
  return past.series.map((_, index) => {
    const expected = outlook?.fitted[index]
    if (reach === null || expected === null || expected === undefined) return { low: null, high: null, anomaly: false }
    return {
      low: expected - reach,
      high: expected + reach,
      anomaly: residuals[index] !== null && Math.abs(residuals[index]!) > reach && reach > 0,
    }
  })
}

const finished = (
  cells: readonly Cell[],
  buckets: readonly number[],
  now: number,
  grain: Grain,
): { series: (number | null)[]; first: number } => {
  const whole = cells.filter((_, index) => endOf(grain, buckets[index]!) <= now).map(({ value }) => value)
  const first = Math.max(
    0,
    whole.findIndex((value) => value !== null),
  )
  return { series: whole.some((value) => value !== null) ? whole.slice(first) : [], first }
}

/** The course of an indicator and what comes next. Throws `Refused` for what is unknown to the reader. */
export const forecast = (
  { indicators, catalog, regions, clock, scope, learned }: Reader & { learned: Learner },
  query: ForecastQuery,
): Promise<ForecastAnswer> =>
  indicators.reading(scope, async ({ cells, version, asOf, now }) => {
    const { grain, region } = query
    if (query.among && !query.among.has(query.indicator)) throw unknownIndicator(query.indicator)
    const span = SPANS[grain]
    const horizon = query.horizon ?? span.ahead
    const last = startOf(grain, now)
    const buckets = bucketsBetween(grain, shift(grain, last, -span.past), last)
    const read = await cells({ indicator: query.indicator, regions: [region], grain, first: buckets[0]!, last })
    const shown = buckets.slice(-span.shown)
    const beside = await cells({
      indicator: query.indicator,
      regions: [region],
      grain,
      first: shown[0]!,
      last,
      compare: ['yoy'],
    })
    const indicator = catalog().indicators.get(query.indicator)!
    const { series, first } = finished(read, buckets, now, grain)
    const starts = [...buckets.slice(first, first + series.length)]
    for (let step = 0, at = starts.at(-1) ?? last; step < horizon; step += 1) starts.push((at = endOf(grain, at)))
    const past: Past = { series, starts, grain, horizon }
    const { choice, outlook, widening } = await learned(
      past,
      `${query.indicator} ${region} ${grain} ${clock.zone.format(starts[0] ?? last)}`,
    )
    const bound = boundsOf(indicator, series)
    const half = choice && outlook && !choice.exact ? halfWidth(choice, widening) : 0
    const expected = expectations(outlook, past)
    return {
      indicator: query.indicator,
      region,
      grain,
      version,
      asOf,
      level: LEVEL,
      course: shown.map((bucket, index) => {
        const place = starts.indexOf(bucket)
        const seen = place >= 0 && place < series.length ? expected[place]! : { low: null, high: null, anomaly: false }
        const cell = beside[index]!
        return {
          bucket: cell.bucket,
          value: cell.value,
          lastYear: cell.compare?.yoy?.value ?? null,
          target: cell.target,
          low: seen.low === null ? null : bound(seen.low),
          high: seen.high === null ? null : bound(seen.high),
          anomaly: seen.anomaly,
        }
      }),
      ahead:
        !choice || !outlook
          ? []
          : outlook.values.map((value, step) => ({
              bucket: clock.zone.format(starts[series.length + step]!),
              value: bound(value),
              band: bandOf(indicator, bound(value), { level: regions.get(region)!.level, grain, target: null }),
              low: bound(value - half * widening[step]!),
              high: bound(value + half * widening[step]!),
            })),
      method: choice?.method.words ?? '',
      naive: choice?.isNaive ?? false,
      backtest:
        choice && !choice.exact
          ? {
              forecasts: choice.trials.length,
              horizon,
              mase: choice.mase,
              naiveMase: choice.naiveMase,
              coverage: coverageOf(choice, widening, half),
            }
          : null,
      notes: [
        ...notesOf(choice, series.length),
        ...(PERIODS[grain] > 1 && choice?.period === 1 ? ['历史不足两个完整季节周期，未计入季节'] : []),
      ],
    }
  })
