import type { LocationQuery } from 'vue-router'
import {
  AUDIT_DEEDS,
  AUDIT_OUTCOMES,
  type AuditDeed,
  type AuditOutcome,
  type ToldEntry,
} from '../../server/contract/index.ts'

/** What the reader looks for; empty = everything. It lives in the address, so that a finding can be sent on. */
export interface AuditFilter {
  who: string
  deed: AuditDeed | ''
  outcome: AuditOutcome | ''
  text: string
  from: string
  to: string
}

const DAY = /^\d{4}-\d\d-\d\d$/
const word = (value: LocationQuery[string] | undefined): string =>
  typeof value === 'string' ? value.trim().slice(0, 200) : ''
const day = (value: LocationQuery[string] | undefined): string => (DAY.test(word(value)) ? word(value) : '')
const oneOf = <T extends string>(known: readonly T[], value: string): T | '' => known.find((one) => one === value) ?? ''

/** The filter an address asks for; what it does not know is left out. */
export const filterOf = (query: LocationQuery): AuditFilter => ({
  who: word(query['who']),
  deed: oneOf(AUDIT_DEEDS, word(query['deed'])),
  outcome: oneOf(AUDIT_OUTCOMES, word(query['outcome'])),
  text: word(query['text']),
  from: day(query['from']),
  to: day(query['to']),
})

/** The part of an address that stands for a filter: only what narrows. */
export const queryOfFilter = (filter: AuditFilter): Record<string, string> =>
  Object.fromEntries(
    Object.entries(filter).flatMap(([key, value]) => (value.trim() === '' ? [] : [[key, value.trim()]])),
  )

/** Whether anything narrows the list. */
export const narrows = (filter: AuditFilter): boolean => Object.keys(queryOfFilter(filter)).length > 0

/** Whether an entry that was written a moment ago belongs into the list: what the server would answer. */
export const fits = ({ who, deed, outcome, text, from, to }: AuditFilter, entry: ToldEntry): boolean => {
  // Moments are written in the time of the city.
  const on = entry.at.slice(0, 10)
  return (
    (who === '' || entry.who === who || entry.name === who)
    && (deed === '' || entry.deed === deed)
    && (outcome === '' || entry.outcome === outcome)
    && (text === '' || [entry.object, entry.what, entry.why].some((words) => words.includes(text)))
    && (from === '' || on >= from)
    && (to === '' || on <= to)
  )
}
