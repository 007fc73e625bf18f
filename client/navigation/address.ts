import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import { writeCard, type CardQuestion } from '../lib/card.ts'

/** Keys that say how the wall is set up; they stay in the URL wherever one goes. */
const SETTINGS = ['wall', 'stretch', 'carousel', 'kiosk'] as const

/** The part of a query that outlives a change of place: the wall's set-up, not the open card. */
export const lasting = (query: LocationQuery): LocationQueryRaw =>
  Object.fromEntries(SETTINGS.filter((key) => query[key] !== undefined).map((key) => [key, query[key]]))

/** The same address with a number's card open, or with none. */
export const withCard = (query: LocationQuery, card: CardQuestion | null): LocationQueryRaw => {
  const { card: _, ...rest } = query
  return card ? { ...rest, card: writeCard(card) } : rest
}

/** The same address with an alert's response plan open, or with none. */
export const withPlan = (query: LocationQuery, alert: string | null): LocationQueryRaw => {
  const { plan: _, ...rest } = query
  return alert === null ? rest : { ...rest, plan: alert }
}

/** True for `?key`, `?key=1`, `?key=true`. */
export const isOn = (value: LocationQuery[string] | undefined): boolean =>
  value === null || value === '' || value === '1' || value === 'true'
