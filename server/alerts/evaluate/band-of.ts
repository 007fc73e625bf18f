import type { AlertBand, AlertStep, Threshold } from '../../catalog/index.ts'

const crossed = ({ operator, number }: Threshold, value: number): boolean =>
  operator === '<'
    ? value < number
    : operator === '<='
      ? value <= number
      : operator === '>'
        ? value > number
        : value >= number

/** Whether one value is worse than another, by the rule's own lines. */
export const isWorse = (steps: readonly AlertStep[], value: number, than: number): boolean =>
  (steps[0]?.enter.operator.startsWith('<') ?? false) ? value < than : value > than

/** 0 = the worst severity of the rule; what is not among its steps is calmer than all. */
export const rankOf = (steps: readonly AlertStep[], band: AlertBand | null): number => {
  const rank = band === null ? -1 : steps.findIndex((step) => step.band === band)
  return rank < 0 ? steps.length : rank
}

/**
 * The severity a value calls for. Entering counts from the calm side; a severity that is already there stays
 * until its way out is crossed, and on the way down each milder one likewise.
 */
export const bandOf = (steps: readonly AlertStep[], current: AlertBand | null, value: number): AlertBand | null => {
  const entered = steps.findIndex(({ enter }) => crossed(enter, value))
  const from = rankOf(steps, current)
  const kept = current === null ? -1 : steps.findIndex(({ exit }, rank) => rank >= from && !crossed(exit, value))
  const ranks = [entered, kept].filter((rank) => rank >= 0)
  return ranks.length === 0 ? null : steps[Math.min(...ranks)]!.band
}
