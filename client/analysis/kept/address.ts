import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import { withChange, type Question } from '../question.ts'

/** Keys that say what is open over the page, not what is on it. */
const PASSING = ['card', 'view']

/**
 * All that is on screen as a query string: what the reader's own place would fill in is written out, so that it means
 * the same to others.
 */
export const addressOf = (query: LocationQuery, question: Question): string => {
  const whole = withChange(query, question)
  const kept = Object.entries(whole).filter(([key, value]) => !PASSING.includes(key) && typeof value === 'string') as [
    string,
    string,
  ][]
  return new URLSearchParams(kept.sort(([a], [b]) => (a < b ? -1 : 1))).toString()
}

/** The query of a saved view, which remembers which one it is. */
export const queryOfView = ({ id, address }: { id: string; address: string }): LocationQueryRaw => ({
  ...Object.fromEntries(new URLSearchParams(address)),
  view: id,
})
