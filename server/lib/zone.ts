/**
 * Local time here is a number: the milliseconds of the city's wall clock read as if it were UTC.
 * Buckets, calendars and the store work on it; only the edges know instants and offsets.
 */
export interface Zone {
  name: string
  /** Wall clock of an instant. */
  toLocal: (instantMs: number) => number
  /** Instant of a wall clock; where clocks go back the earlier of the two, where they skip the moment after. */
  toInstant: (localMs: number) => number
  /** RFC 3339 with the city's offset, whole seconds: `2026-11-21T20:41:07+08:00`. */
  format: (localMs: number) => string
}

const QUARTER_HOUR = 900_000
const CACHED_OFFSETS = 10_000

/** Throws RangeError for a zone the machine does not know. */
export const createZone = (name: string): Zone => {
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    era: 'short',
  })
  const offsets = new Map<number, number>()

  const offsetAt = (instantMs: number): number => {
    const slot = Math.floor(instantMs / QUARTER_HOUR)
    const known = offsets.get(slot)
    if (known !== undefined) return known
    const parts = Object.fromEntries(clock.formatToParts(slot * QUARTER_HOUR).map((part) => [part.type, part.value]))
    const year = parts['era'] === 'BC' ? 1 - Number(parts['year']) : Number(parts['year'])
    const wall = Date.UTC(
      year,
      Number(parts['month']) - 1,
      Number(parts['day']),
      Number(parts['hour']),
      Number(parts['minute']),
      Number(parts['second']),
    )
    const offset = wall - slot * QUARTER_HOUR
    if (offsets.size >= CACHED_OFFSETS) offsets.clear()
    offsets.set(slot, offset)
    return offset
  }

  const toInstant = (localMs: number): number => {
    const first = localMs - offsetAt(localMs - offsetAt(localMs))
    const earlier = localMs - offsetAt(first - 3_600_000)
    return earlier + offsetAt(earlier) === localMs ? earlier : first
  }

  return {
    name,
    toLocal: (instantMs) => instantMs + offsetAt(instantMs),
    toInstant,
    format: (localMs) => {
      const offset = Math.round((localMs - toInstant(localMs)) / 60_000)
      const size = Math.abs(offset)
      const two = (number: number) => String(number).padStart(2, '0')
      return `${new Date(localMs).toISOString().slice(0, 19)}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
    },
  }
}
