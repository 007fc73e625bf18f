import type { Series } from '../ets/model.ts'
import type { Method, Past } from './method.ts'

/**
 * Errors of forecasts made as of one earlier moment, each over the mean error of seasonal-naive within what was known
 * then.
 */
export interface Trial {
  errors: { step: number; error: number; scaled: number }[]
}

/**
 * Mean absolute difference to the bucket a period before: the unit in which errors are told. `null` where there is none:
 * nothing to compare, or a series that repeats exactly.
 */
const unitOf = (series: Series, period: number): number | null => {
  const differences = series.flatMap((value, index) => {
    const before = series[index - period]
    return value === null || before === null || before === undefined ? [] : [Math.abs(value - before)]
  })
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length
  return differences.length > 0 && mean > 0 ? mean : null
}

const MOST = 8
const FEWEST_SEASONS = 4
const FEWEST = 24

/** Ends of the pasts to forecast from, oldest first: far enough back to be checked, long enough to learn from. */
export const originsOf = (length: number, horizon: number, period: number): number[] => {
  const least = Math.max(FEWEST, period > 1 ? Math.min(FEWEST_SEASONS, 60 / period) * period : 0, 2 * period + 2)
  return rolling(length, horizon, least)
}

const rolling = (length: number, horizon: number, least: number): number[] => {
  const stride = Math.max(1, Math.ceil(horizon / 2))
  const ends: number[] = []
  for (let end = length - horizon; end >= least && ends.length < MOST; end -= stride) ends.unshift(end)
  return ends
}

/**
 * The same where there is only seasonal-naive to be tried, which learns nothing: one whole season and two buckets more
 * are enough.
 */
export const naiveOriginsOf = (length: number, horizon: number, period: number): number[] =>
  rolling(length, horizon, period + 2)

/** Those moments at which what was known then had a unit to tell errors in. */
export const measurable = (series: Series, origins: readonly number[], period: number): number[] =>
  origins.filter((end) => unitOf(series.slice(0, end), period) !== null)

/** Whether each known bucket, of which there are some, is what it was a period before. */
export const repeats = (series: Series, period: number): boolean => {
  const pairs = series.flatMap((value, index) => {
    const before = series[index - period]
    return value === null || before === null || before === undefined ? [] : [value === before]
  })
  return pairs.length > 0 && pairs.every(Boolean)
}

/** What a method would have said at an earlier moment, held against what came; `null` where it could not have. */
export const tryAt = (method: Method, past: Past, end: number, period: number): Trial | null => {
  const known = past.series.slice(0, end)
  const unit = unitOf(known, period)
  const outlook =
    unit === null ? null : method.look({ ...past, series: known, starts: past.starts.slice(0, end + past.horizon) })
  if (!outlook || unit === null) return null
  const errors = outlook.values.flatMap((value, step) => {
    const actual = past.series[end + step]
    return actual === null || actual === undefined || !Number.isFinite(value)
      ? []
      : [{ step, error: actual - value, scaled: Math.abs(actual - value) / unit }]
  })
  return { errors }
}

/** Mean absolute scaled error over trials; infinite where there is none. */
export const maseOf = (trials: readonly (Trial | null)[]): number => {
  const all = trials.flatMap((trial) => trial?.errors ?? [])
  return all.length === 0 || trials.includes(null)
    ? Infinity
    : all.reduce((sum, { scaled }) => sum + scaled, 0) / all.length
}
