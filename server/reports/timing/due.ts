import type { When } from './when.ts'

const DAY = 86_400_000
const MINUTE = 60_000
/** No row of days off is longer; where no calendar knows a working day, what is due is due. */
const MOST_MOVED = 31
/** What comes round at all comes round within this many days. */
const LONGEST = 800
/** Slots further back are counted no more: one is made up for, whatever was missed. */
const REMEMBERED = 400 * DAY

/**
 * One time something comes round, local milliseconds: when it acts, and the day it is for, which days off do not move.
 */
interface Slot {
  at: number
  nominal: number
}

export type IsWorkday = (midnight: number) => boolean

const lastOfMonth = (date: Date): number =>
  new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()

const falls = ({ every, day, month }: When, midnight: number, isWorkday: IsWorkday): boolean => {
  const date = new Date(midnight)
  const inMonth = date.getUTCDate() === Math.min(day, lastOfMonth(date))
  switch (every) {
    case 'day':
      return true
    case 'workday':
      return isWorkday(midnight)
    case 'week':
      return (date.getUTCDay() + 6) % 7 === day - 1
    case 'month':
      return inMonth
    case 'quarter':
      return inMonth && date.getUTCMonth() % 3 === month - 1
    case 'year':
      return inMonth && date.getUTCMonth() === month - 1
  }
}

const moved = (midnight: number, rest: When['rest'], isWorkday: IsWorkday): number => {
  if (rest === 'anyway') return midnight
  const step = rest === 'later' ? DAY : -DAY
  for (let days = 0; days <= MOST_MOVED; days += 1) if (isWorkday(midnight + days * step)) return midnight + days * step
  return midnight
}

function* slotsFrom(when: When, isWorkday: IsWorkday, from: number): Generator<Slot> {
  const first = Math.floor(from / DAY) * DAY - MOST_MOVED * DAY
  for (let midnight = first; midnight <= first + LONGEST * DAY; midnight += DAY) {
    if (!falls(when, midnight, isWorkday)) continue
    const nominal = midnight + when.minutes * MINUTE
    yield { nominal, at: moved(midnight, when.rest, isWorkday) + when.minutes * MINUTE }
  }
}

/** Slots after one moment and up to another, in the order they act. */
export const slotsBetween = (when: When, isWorkday: IsWorkday, after: number, until: number): Slot[] => {
  const slots: Slot[] = []
  for (const slot of slotsFrom(when, isWorkday, Math.max(after, until - REMEMBERED))) {
    if (slot.nominal > until + (MOST_MOVED + 1) * DAY) break
    if (slot.at > after && slot.at <= until) slots.push(slot)
  }
  return slots.sort((a, b) => a.at - b.at)
}

/** The first slot after a moment; `null` = there is none within two years. */
export const nextSlot = (when: When, isWorkday: IsWorkday, after: number): Slot | null => {
  let next: Slot | null = null
  for (const slot of slotsFrom(when, isWorkday, after)) {
    if (slot.at > after && (next === null || slot.at < next.at)) next = slot
    // Days off move a slot by a month at the most; a later one cannot come before.
    if (next !== null && slot.nominal > next.at + (MOST_MOVED + 1) * DAY) break
  }
  return next
}
