import type { IncomingMessage } from 'node:http'
import type { Deed } from '../audit/index.ts'
import type { Person, Problem } from '../contract/index.ts'
import type { ViewSocket } from './lagging.ts'

const NAMED = /^\/problems\/unknown-/
/** A page that keeps asking is one refusal, not one every ten seconds. */
const AGAIN_MS = 600_000
const MOST_KEPT = 10_000

interface RefusalDeps {
  note: (deed: Deed) => void
  addressOf: (request: IncomingMessage) => string
  now: () => number
}
export type NoteRefusal = (socket: ViewSocket, person: Person | null, what: string, problem: Problem) => void

/**
 * Writes down whom the stream refused what, once in ten minutes; what is merely unreadable or too fast is no refusal of
 * a right.
 */
export const noteRefusals = ({ note, addressOf, now }: RefusalDeps): NoteRefusal => {
  const told = new Map<string, number>()
  return (socket, person, what, { status, type }) => {
    if (person === null || !(status === 403 || (status === 404 && NAMED.test(type)))) return
    const key = `${person.id} ${what}`.slice(0, 500)
    if (now() - (told.get(key) ?? -Infinity) < AGAIN_MS) return
    if (told.size >= MOST_KEPT) told.clear()
    told.set(key, now())
    note({
      who: person.id,
      name: person.name,
      from: addressOf(socket.request),
      deed: 'denied',
      what: what.slice(0, 500),
      why: '',
      outcome: 'refused',
    })
  }
}
