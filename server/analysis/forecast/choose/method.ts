import type { Grain } from '../../../contract/index.ts'
import { NONE, type Adjustment } from '../adjust/adjust.ts'
import { fit } from '../ets/fit.ts'
import { ahead, type Form, type Series } from '../ets/model.ts'

/** A series up to some moment, and the starts of its buckets and of those asked for. */
export interface Past {
  series: Series
  starts: readonly number[]
  grain: Grain
  horizon: number
}

export interface Outlook {
  values: number[]
  /** One step ahead, aligned with the series. */
  fitted: (number | null)[]
  /** How much wider the band is at each step than at the first; `random` in [0, 1). */
  widening: (random: () => number) => number[]
}

/** A way to go on from a past; `null` where it cannot. */
export interface Method {
  words: string
  look: (past: Past) => Outlook | null
}

/** Buckets in a season that many of them make; 1 = none. */
export const PERIODS: Record<Grain, number> = { hour: 24, day: 7, week: 52, dekad: 36, month: 12, quarter: 4, year: 1 }
const SEASON_WORDS: Record<Grain, string> = {
  hour: '昨日同一小时',
  day: '上周同一天',
  week: '上年同一周',
  dekad: '上年同旬',
  month: '上年同月',
  quarter: '上年同季',
  year: '上一年',
}

/** The season a past is long enough to show. */
export const periodOf = (grain: Grain, length: number): number =>
  length >= 2 * PERIODS[grain] + 2 ? PERIODS[grain] : 1

const lastKnown = (series: Series, from: number, period: number): number | null => {
  for (let index = from; index >= 0; index -= period)
    if (series[index] !== null && series[index] !== undefined) return series[index]!
  return null
}

/** The same bucket of the season before: what every other method has to beat. */
export const naive = (grain: Grain, period: number): Method => ({
  words: period > 1 ? `沿用${SEASON_WORDS[grain]}` : '沿用最近一期',
  look: ({ series, horizon }) => {
    const values = Array.from({ length: horizon }, (_, step) =>
      lastKnown(series, series.length - period + (step % period), period),
    )
    if (values.some((value) => value === null)) return null
    return {
      values: values as number[],
      fitted: series.map((_, index) => (index < period ? null : lastKnown(series, index - period, period))),
      widening: () => values.map((_, step) => Math.sqrt(1 + Math.floor(step / period))),
    }
  },
})

/** Older buckets than these say nothing new about how fast to learn. */
const LEARNED = 420
const PATHS = 200

const FORM_WORDS = (form: Form): string =>
  [
    '指数平滑',
    form.trend === 'none' ? '' : form.trend === 'damped' ? '阻尼趋势' : '趋势',
    form.season === 'none' ? '' : form.season === 'additive' ? '加法季节' : '乘法季节',
  ]
    .filter(Boolean)
    .join('·')

const deviation = (values: readonly number[]): number => {
  const middle = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / values.length)
}

/** Exponential smoothing of a series freed from what moves with the calendar. */
export const smoothing = (form: Form, adjustment: Adjustment = NONE): Method => ({
  words: [FORM_WORDS(form), adjustment.words].filter(Boolean).join('，'),
  look: ({ series, starts, grain, horizon }) => {
    const factor = adjustment.learn(series, starts.slice(0, series.length), grain)
    if (!factor) return null
    const bare = series.map((value, index) => (value === null ? null : value / factor(starts[index]!)))
    const cut = Math.max(0, bare.length - LEARNED)
    const model = fit(form, bare.slice(cut))
    const values = ahead(model, horizon).map((value, step) => value * factor(starts[series.length + step]!))
    const residuals = model.residuals.filter((value) => value !== null)
    return {
      values,
      fitted: series.map((_, index) => {
        const value = model.fitted[index - cut]
        return value === null || value === undefined ? null : value * factor(starts[index]!)
      }),
      widening: (random) => {
        const paths = Array.from({ length: PATHS }, () =>
          ahead(model, horizon, (value) => value + residuals[Math.floor(random() * residuals.length)]!),
        )
        const spread = values.map((_, step) => deviation(paths.map((path) => path[step]!)))
        return spread.map((one) => (spread[0]! > 0 ? one / spread[0]! : 1))
      },
    }
  },
})

/** Forms worth trying on a past. */
export const formsFor = (series: Series, period: number): Form[] => {
  const seasons: Form['season'][] =
    period === 1
      ? ['none']
      : series.every((value) => value === null || value > 0)
        ? ['additive', 'multiplicative']
        : ['additive']
  return seasons.flatMap((season) => (['none', 'damped'] as const).map((trend): Form => ({ trend, season, period })))
}
