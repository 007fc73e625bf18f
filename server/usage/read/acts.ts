import type { UsageActs } from '../../contract/index.ts'

/** What became of one alert; times are local milliseconds. */
export interface Outcome {
  indicator: string
  region: string
  theme: string
  at: number
  actedAt: number | null
  becameCase: boolean
}

/** Somebody has this long to act on an alert. */
export const WINDOW_HOURS = 24
const WINDOW_MS = WINDOW_HOURS * 3_600_000
const MINUTE_MS = 60_000

const medianOf = (values: readonly number[]): number | null => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return sorted.length === 0
    ? null
    : Number.isInteger(middle)
      ? (sorted[middle - 1]! + sorted[middle]!) / 2
      : sorted[Math.floor(middle)]!
}

/** An alert nobody acted on counts once its time is over: before, it is not known what becomes of it. */
export const actsOf = (outcomes: readonly Outcome[], now: number): UsageActs => {
  const inTime = ({ at, actedAt }: Outcome): boolean => actedAt !== null && actedAt - at <= WINDOW_MS
  const known = outcomes.filter((one) => inTime(one) || now - one.at > WINDOW_MS)
  const acted = known.filter(inTime)
  const median = medianOf(acted.map(({ at, actedAt }) => (actedAt! - at) / MINUTE_MS))
  return {
    alerts: known.length,
    acted: acted.length,
    rate: known.length === 0 ? null : acted.length / known.length,
    medianMinutes: median === null ? null : Math.round(median),
    cases: outcomes.filter(({ becameCase }) => becameCase).length,
  }
}
