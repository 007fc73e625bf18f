import type { Person } from '../contract/index.ts'
import type { Access } from './face.ts'
import type { Credentials } from './door/index.ts'

/** Whoever the starter of this server vouches for; `null` = a stranger. */
export type Guests = (headers: Credentials) => Person | null

/** Lets guests in beside those with accounts: how a proof brings thousands of people, and a host program its own. */
export const letIn = (access: Access, guests: Guests): void => {
  const { personOf, personNow, visitorOf, scopeFor } = access
  const met = new Map<string, Person>()
  const guestOf: Guests = (headers) => {
    const person = guests(headers)
    if (person) met.set(person.id, person)
    return person
  }
  const known: Access['personOf'] = (headers) => guestOf(headers) ?? personOf(headers)
  Object.assign(access, {
    personOf: known,
    personNow: (id) => met.get(id) ?? personNow(id),
    visitorOf: (headers, isUse) => {
      const person = guestOf(headers)
      return person ? { person, kind: 'local', session: null, mustChange: false } : visitorOf(headers, isUse)
    },
    scopeOf: (headers) => {
      const person = known(headers)
      return person ? scopeFor(person) : { reaches: [] }
    },
  } satisfies Partial<Access>)
}
