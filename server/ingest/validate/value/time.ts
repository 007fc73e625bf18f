import { createZone, type Zone } from '../../../lib/index.ts'
import { parseAnyTime } from './any-time.ts'
import { compileFormat } from './strptime.ts'
import type { Moment } from './wall-clock.ts'
import { wrong, type Reader } from './wrong.ts'

const DAY = 86_400_000
const EARLIEST = Date.UTC(1900, 0, 1)
const LATEST = Date.UTC(9999, 11, 31)
// How date cells of a workbook arrive, whatever the column's own notation.
const FROM_WORKBOOK = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/

export interface TimeRules {
  format?: string | undefined
  /** Zone the times are written in; the city's without it. */
  zone?: string | undefined
  shiftSeconds: number
  day: boolean
}

/** Local milliseconds of what is written; dates are the start of their day. */
export const timeReader = ({ format, zone, shiftSeconds, day }: TimeRules, city: Zone): Reader<number> => {
  const source = zone === undefined || zone === city.name ? null : createZone(zone)
  const expected =
    format === undefined
      ? `应为${day ? '日期，例如 2019-03-01' : '时间，例如 2019-03-01 05:00:00 或带时区的 RFC 3339'}`
      : `应为${day ? '日期' : '时间'}，按 ${format} 书写`
  const declared = format === undefined ? null : compileFormat(format)
  const parse = (written: unknown): Moment | null => {
    if (declared === null) return parseAnyTime(written)
    const moment = declared(String(written))
    return moment ?? (typeof written === 'string' && FROM_WORKBOOK.test(written) ? parseAnyTime(written) : null)
  }
  return (written) => {
    const moment = parse(written)
    if (moment === null) return wrong(expected)
    const local =
      'instant' in moment
        ? city.toLocal(moment.instant)
        : source === null
          ? moment.wall
          : city.toLocal(source.toInstant(moment.wall))
    const shifted = local + shiftSeconds * 1000
    if (shifted < EARLIEST || shifted > LATEST) return wrong('时间早于 1900 年或晚于 9999 年，请核对')
    return day ? Math.floor(shifted / DAY) * DAY : shifted
  }
}
