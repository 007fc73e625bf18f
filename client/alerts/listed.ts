import type { AlertInfo } from '../../server/contract/index.ts'

/**
 * The alerts as a list shows them: the one somebody came for first, and those another one of the list mutes under that
 * one alone.
 */
export const listed = (alerts: readonly AlertInfo[], first?: string): AlertInfo[] => {
  const covered = new Set(alerts.flatMap(({ covers }) => covers.map(({ id }) => id)))
  return alerts
    .filter(({ id }) => id === first || !covered.has(id))
    .toSorted((a, b) => Number(b.id === first) - Number(a.id === first))
}
