import type { Fan } from '../../../contract/index.ts'
import { quantileOf } from '../../spread/statistics.ts'

/** Share of runs between the edges of a fan. */
export const LEVEL = 0.8

/** Day by day the middle of runs, and the edges that hold `LEVEL` of them. */
export const fanOf = (runs: readonly (readonly number[])[]): Fan => {
  const days = (runs[0] ?? []).map((_, day) => runs.map((run) => run[day]!).sort((a, b) => a - b))
  const at = (share: number): number[] => days.map((values) => quantileOf(values, share))
  return { low: at((1 - LEVEL) / 2), mid: at(0.5), high: at((1 + LEVEL) / 2) }
}

/** The runs of several queues together: the first of each, the second of each, and so on. */
export const together = (places: readonly (readonly (readonly number[])[])[]): number[][] =>
  (places[0] ?? []).map((first, run) => first.map((_, day) => places.reduce((sum, runs) => sum + runs[run]![day]!, 0)))
