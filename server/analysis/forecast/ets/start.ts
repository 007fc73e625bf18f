import type { Form, Series, State } from './model.ts'

const known = (series: Series): number[] => series.filter((value) => value !== null)
const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length

/** The line through values at 1, 2, 3 …: where it stands at 0, and its slope. */
const lineThrough = (values: readonly number[]): [number, number] => {
  const middle = (values.length + 1) / 2
  const average = mean(values)
  const above = values.reduce((sum, value, index) => sum + (index + 1 - middle) * (value - average), 0)
  const below = values.reduce((sum, _, index) => sum + (index + 1 - middle) ** 2, 0)
  const slope = below === 0 ? 0 : above / below
  return [average - slope * middle, slope]
}

/** Means over one period around each bucket, the ends of an even one counting half. */
const centred = (values: readonly number[], period: number): number[] => {
  const half = Math.floor(period / 2)
  const weight = (away: number): number => (period % 2 === 0 && Math.abs(away) === half ? 0.5 : 1)
  return values.slice(half, values.length - half).map((_, index) => {
    let sum = 0
    for (let away = -half; away <= half; away += 1) sum += weight(away) * values[index + half + away]!
    return sum / period
  })
}

/** The same bucket a period away stands in for an unknown one; else the mean. */
const filled = (series: Series, period: number): number[] => {
  const average = mean(known(series))
  return series.map((value, index) => value ?? series[index + period] ?? series[index - period] ?? average)
}

const LEAD = 8

/**
 * Where smoothing begins and after how many buckets. With a season: the classical decomposition of the first two
 * periods (as R's HoltWinters does, so that published results can be reproduced); else a line through the first few.
 */
export const startOf = (form: Form, series: Series): { state: State; skip: number } => {
  const { period } = form
  if (form.season === 'none') {
    const lead = filled(series.slice(0, LEAD), 1)
    const [level, slope] = lineThrough(lead)
    return {
      state:
        form.trend === 'none'
          ? { level: mean(lead.slice(0, LEAD / 2)), trend: 0, season: [] }
          : { level, trend: slope, season: [] },
      skip: 0,
    }
  }
  const two = filled(series.slice(0, 2 * period), period)
  const trend = centred(two, period)
  const half = Math.floor(period / 2)
  const bare = trend.map((value, index) =>
    form.season === 'additive' ? two[index + half]! - value : value === 0 ? 1 : two[index + half]! / value,
  )
  const raw = Array.from({ length: period }, (_, place) =>
    mean(bare.filter((_, index) => (index + half) % period === place)),
  )
  const middle = mean(raw)
  const season = raw.map((value) => (form.season === 'additive' ? value - middle : middle === 0 ? 1 : value / middle))
  const [level, slope] = lineThrough(trend)
  return { state: { level, trend: form.trend === 'none' ? 0 : slope, season }, skip: period }
}
