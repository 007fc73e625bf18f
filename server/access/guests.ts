import type { Person } from '../contract/index.ts'
import type { Access } from './create.ts'
import type { Credentials } from './door/index.ts'

/** Whoever the starter of this server vouches for; `null` = a stranger. */
export type Guests = (headers: Credentials) => Person | null

/** Lets guests in beside those with accounts: how a proof brings thousands of people, and a host program its own. */
export const letIn = (access: Access, guests: Guests): void => {
  const { personOf, visitorOf, scopeFor } = access
  const known: Access['personOf'] = (headers) => guests(headers) ?? personOf(headers)
  Object.assign(access, {
    personOf: known,
    visitorOf: (headers) => {
      const person = guests(headers)
      return person ? { person, kind: 'local', session: null, mustChange: false } : visitorOf(headers)
    },
    scopeOf: (headers) => {
      const person = known(headers)
      return person ? scopeFor(person) : { reaches: [] }
    },
  } satisfies Partial<Access>)
}
