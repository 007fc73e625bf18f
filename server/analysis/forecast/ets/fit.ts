import { minimize } from './minimize.ts'
import { run, type Form, type Series, type Smoothing, type State } from './model.ts'
import { startOf } from './start.ts'

/** A model that has learned a series. */
interface Fitted {
  form: Form
  smoothing: Smoothing
  state: State
  /** One step ahead, aligned with the series; `null` where nothing was expected yet. */
  fitted: (number | null)[]
  residuals: (number | null)[]
}

const between = (low: number, high: number, free: number): number => low + (high - low) / (1 + Math.exp(-free))

/**
 * Free numbers → smoothing within bounds: a trend never faster than the level, damping that is felt but not at once.
 */
const smoothingOf = (form: Form, free: readonly number[]): Smoothing => {
  const rest = [...free]
  const alpha = between(0.001, 0.999, rest.shift()!)
  const beta = form.trend === 'none' ? 0 : between(0.0001, 0.999, rest.shift()!)
  const gamma = form.season === 'none' ? 0 : between(0.0001, 0.999, rest.shift()!)
  return { alpha, beta, gamma, phi: form.trend === 'damped' ? between(0.8, 0.98, rest.shift()!) : 1 }
}

const STEPS = 160

/** Sum of squared errors one step ahead. */
export const errorOf = (series: Series, fitted: readonly number[]): number =>
  fitted.reduce(
    (sum, value, index) =>
      series[index] === null || series[index] === undefined ? sum : sum + (series[index] - value) ** 2,
    0,
  )

/**
 * Learns a series: the smoothing with the least squared error one step ahead. The series must hold two periods of a
 * season.
 */
export const fit = (form: Form, series: Series): Fitted => {
  const { state, skip } = startOf(form, series)
  const rest = series.slice(skip)
  const free = [
    -0.8,
    ...(form.trend === 'none' ? [] : [-3]),
    ...(form.season === 'none' ? [] : [-1.5]),
    ...(form.trend === 'damped' ? [1] : []),
  ]
  const cost = (at: readonly number[]): number => {
    const error = errorOf(rest, run(form, smoothingOf(form, at), state, rest).fitted)
    return Number.isFinite(error) ? error : Number.MAX_VALUE
  }
  const smoothing = smoothingOf(form, minimize(cost, free, STEPS))
  const { fitted, state: end } = run(form, smoothing, state, rest)
  const expected = [...new Array<null>(skip).fill(null), ...fitted]
  const residuals = series.map((value, index) =>
    value === null || expected[index] === null ? null : value - expected[index]!,
  )
  return { form, smoothing, state: end, fitted: expected, residuals }
}
