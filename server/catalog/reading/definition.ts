import type { Place } from './place.ts'

export const LISTS = [
  'themes',
  'calendars',
  'datasets',
  'indicators',
  'plans',
  'alerts',
  'screens',
  'worktimes',
  'units',
  'case_types',
  'simulations',
] as const
export type ListName = (typeof LISTS)[number]

/** One entry as written, not yet checked. */
export interface Definition {
  list: ListName | 'city'
  /** `null` when the entry has no readable id. */
  id: string | null
  /** `indicators.governance.open_cases`, or `indicators[3]` without an id. */
  name: string
  raw: unknown
  place: Place
}

/** Equal for two versions of one definition. */
export const keyOf = ({ list, id }: Pick<Definition, 'list' | 'id'>): string => `${list}:${id}`
