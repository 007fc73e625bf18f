import type { RegionCode } from '../contract/index.ts'
import { markOf } from './salt.ts'

/**
 * Coming again within this goes on with the stretch one is in: a reconnect, the next turn of a carousel, a look back.
 */
export const STRETCH_MS = 30 * 60_000

/** What is counted: an indicator of a screen, or with an empty `subject` the screen itself. */
interface Key {
  day: string
  screen: string
  subject: string
  unit: RegionCode
  role: string
}
interface Count extends Key {
  openings: number
  people: number
  lastAt: number
}

/** One look. `who` is forgotten when this returns. */
export interface Look extends Omit<Key, 'day'> {
  who: string
  place: string
  wall: boolean
  at: number
}

/** What is known of the running day: its salt, and when each mark was last met (local ms). */
export interface Today {
  day: string
  salt: string
  marks: Map<string, number>
}

/** What has been counted and is in no ledger yet. */
export interface Pending {
  counts: Map<string, Count>
  marks: Map<string, number>
}

export const nothing = (): Pending => ({ counts: new Map(), marks: new Map() })

const add = (pending: Pending, key: Key, more: Omit<Count, keyof Key>): void => {
  const name = JSON.stringify([key.day, key.screen, key.subject, key.unit, key.role])
  const known = pending.counts.get(name)
  pending.counts.set(name, {
    ...key,
    openings: (known?.openings ?? 0) + more.openings,
    people: (known?.people ?? 0) + more.people,
    lastAt: Math.max(known?.lastAt ?? 0, more.lastAt),
  })
}

/** Counts a look of today. A stretch is of a person, screen and place; a person counts once a day. */
export const look = (today: Today, pending: Pending, { who, place, wall, at, ...key }: Look): void => {
  const [stretch, person] = [
    markOf(today.salt, 'stretch', who, key.screen, key.subject, place),
    markOf(today.salt, 'person', who, key.screen, key.subject),
  ]
  const goesOn = at - (today.marks.get(stretch) ?? -Infinity) < STRETCH_MS
  const met = today.marks.has(person)
  for (const mark of [stretch, person]) {
    today.marks.set(mark, at)
    pending.marks.set(mark, at)
  }
  add(pending, { ...key, day: today.day }, { openings: goesOn ? 0 : 1, people: met || wall ? 0 : 1, lastAt: at })
}

/** Takes back what could not be written, so that the next writing has it. */
export const putBack = (pending: Pending, { counts, marks }: Pending): void => {
  for (const { openings, people, lastAt, ...key } of counts.values()) add(pending, key, { openings, people, lastAt })
  for (const [mark, at] of marks) if (!pending.marks.has(mark)) pending.marks.set(mark, at)
}
