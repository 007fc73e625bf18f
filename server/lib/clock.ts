import type { Zone } from './zone.ts'

/** The one source of "now"; tests pass their own. */
export interface Clock {
  zone: Zone
  /** Instant, Unix milliseconds. */
  now: () => number
  /** Wall clock of the city, see `Zone`. */
  local: () => number
}

export const createClock = (zone: Zone, now: () => number = Date.now): Clock => ({
  zone,
  now,
  local: () => zone.toLocal(now()),
})

/**
 * Reads a date or moment from outside as local time: `2026-11-21`, `2026-11`, `2026`, RFC 3339, or without offset.
 * `null` if it is none.
 */
export const parseLocal = (zone: Zone, text: string): number | null => {
  const plain =
    /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/.exec(
      text.trim().replace(/(T\d{2}:\d{2}(?::\d{2})?) (\d{2}:?\d{2})$/, '$1+$2'),
    )
  if (!plain) return null
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', offset] = plain
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  const wall = Date.parse(`${iso}Z`)
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 19) !== iso) return null
  return offset ? zone.toLocal(Date.parse(iso + offset)) : wall
}
