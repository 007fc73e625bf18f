import type { Moment } from '../time.ts'

/** The last day before a moment that ends a day, as it is said and typed: `2026-12-31`. */
export const lastDayOf = (endsAt: Moment): string =>
  new Date(Date.parse(`${endsAt.slice(0, 19)}Z`) - 1).toISOString().slice(0, 10)
