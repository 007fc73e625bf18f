import { excelToMs } from '../../../parse/index.ts'
import { momentOf, offsetMinutes, type Moment } from './wall-clock.ts'

const DIGITS = /^(\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2})(?::?(\d{2})(?::?(\d{2}))?)?)?$/
const DATE = '(\\d{4})(?:[-/年](\\d{1,2})(?:[-/](\\d{1,2})|月(?:(\\d{1,2})日?)?)?|年)?'
const CLOCK = '(\\d{1,2})(?:[:时点](?:(\\d{1,2})分?(?::?(\\d{1,2})(?:[.,](\\d{1,9}))?秒?)?)?)?'
const WRITTEN = new RegExp(`^${DATE}(?:(?:[T ]+|(?<=日))${CLOCK} ?(Z|z|[+-]\\d{2}(?::?\\d{2})?)?)?$`)
const SERIAL = /^\d{5}(?:\.\d+)?$/

const fromMatch = (match: RegExpExecArray): Moment | null => {
  const [, year, month, dayA, dayB, hour, minute, second, fraction, offset] = match
  const day = dayA ?? dayB
  if (hour !== undefined && day === undefined) return null
  return momentOf(
    {
      year: Number(year),
      month: Number(month ?? 1),
      day: Number(day ?? 1),
      hour: Number(hour ?? 0),
      minute: Number(minute ?? 0),
      second: Number(second ?? 0),
      ms: fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000),
    },
    offset === undefined ? null : offsetMinutes(offset),
  )
}

const fromDigits = ([, year, month, day, hour, minute, second]: RegExpExecArray): Moment | null =>
  momentOf(
    {
      year: Number(year),
      month: Number(month),
      day: Number(day),
      hour: Number(hour ?? 0),
      minute: Number(minute ?? 0),
      second: Number(second ?? 0),
      ms: 0,
    },
    null,
  )

const two = (text: string, at: number): number => {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN
}

/**
 * `2019-03-01 05:00:00` and the same with `T`, with milliseconds and with an offset, which nearly all times are,
 * without a regular expression.
 */
const parseUsual = (text: string): Moment | null => {
  if (
    text.length < 19
    || text[4] !== '-'
    || text[7] !== '-'
    || (text[10] !== ' ' && text[10] !== 'T')
    || text[13] !== ':'
    || text[16] !== ':'
  )
    return null
  const after = text[19] === '.' ? 23 : 19
  const offset = text.length === after ? null : offsetMinutes(text.slice(after))
  if (text.length < after || (text.length > after && offset === null)) return null
  const ms = after === 19 ? 0 : two(text, 20) * 10 + two(`0${text[22]!}`, 0)
  return momentOf(
    {
      year: two(text, 0) * 100 + two(text, 2),
      month: two(text, 5),
      day: two(text, 8),
      hour: two(text, 11),
      minute: two(text, 14),
      second: two(text, 17),
      ms,
    },
    offset,
  )
}

const fromSerial = (serial: number): Moment | null => {
  const wall = excelToMs(serial)
  return wall === null ? null : { wall }
}

/**
 * A moment in any of the notations that are understood without being declared: RFC 3339, `2019-03-01 05:00:00`,
 * `20190301`, `2019/3/1`, `2019年3月`, a year, an Excel day number. `null` for anything else.
 */
export const parseAnyTime = (written: unknown): Moment | null => {
  if (typeof written === 'number') {
    if (Number.isInteger(written) && (written >= 10_000_101 || (written >= 1900 && written < 2200)))
      return parseAnyTime(String(written))
    return fromSerial(written)
  }
  if (typeof written !== 'string') return null
  const usual = parseUsual(written)
  if (usual !== null) return usual
  const match = WRITTEN.exec(written)
  if (match) return fromMatch(match)
  const digits = DIGITS.exec(written)
  if (digits) return fromDigits(digits)
  return SERIAL.test(written) ? fromSerial(Number(written)) : null
}
