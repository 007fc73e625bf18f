/** Which parts a model of exponential smoothing has; `period` is the number of buckets in a season. */
export interface Form {
  trend: 'none' | 'additive' | 'damped'
  season: 'none' | 'additive' | 'multiplicative'
  period: number
}

/** How fast level, trend and season follow the data, and how a trend fades. */
export interface Smoothing {
  alpha: number
  beta: number
  gamma: number
  phi: number
}

/** What is known at one moment; `season[0]` belongs to the next bucket. */
export interface State {
  level: number
  trend: number
  season: number[]
}

/** A value expected of the next bucket. */
const expected = (form: Form, { phi }: Smoothing, { level, trend, season }: State): number => {
  const base = level + phi * trend
  return form.season === 'none' ? base : form.season === 'additive' ? base + season[0]! : base * season[0]!
}

/** The state after a bucket; an unknown value moves time on and teaches nothing. */
const advance = (
  form: Form,
  { alpha, beta, gamma, phi }: Smoothing,
  { level, trend, season }: State,
  value: number | null,
): State => {
  const base = level + phi * trend
  const [own, ...others] = season
  if (value === null) return { level: base, trend: phi * trend, season: own === undefined ? season : [...others, own] }
  const bare = form.season === 'none' ? value : form.season === 'additive' ? value - own! : value / own!
  const next = alpha * bare + (1 - alpha) * base
  const slope = form.trend === 'none' ? 0 : beta * (next - level) + (1 - beta) * phi * trend
  if (own === undefined) return { level: next, trend: slope, season }
  const seen = form.season === 'additive' ? value - next : next === 0 ? own : value / next
  return { level: next, trend: slope, season: [...others, gamma * seen + (1 - gamma) * own] }
}

export type Series = readonly (number | null)[]

/** Goes through a series from a state: what was expected of each bucket one step ahead, and the state at the end. */
export const run = (
  form: Form,
  smoothing: Smoothing,
  start: State,
  series: Series,
): { fitted: number[]; state: State } => {
  let state = start
  const fitted = series.map((value) => {
    const ahead = expected(form, smoothing, state)
    state = advance(form, smoothing, state, value)
    return ahead
  })
  return { fitted, state }
}

/** The course from a state on, each bucket taken as expected; `shock` may add to each what chance might. */
export const ahead = (
  { form, smoothing, state: from }: { form: Form; smoothing: Smoothing; state: State },
  steps: number,
  shock: (value: number) => number = (value) => value,
): number[] => {
  let state = from
  return Array.from({ length: steps }, () => {
    const value = shock(expected(form, smoothing, state))
    state = advance(form, smoothing, state, value)
    return value
  })
}
