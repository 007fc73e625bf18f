import { literal, moment, name } from '../text.ts'
import type { SqlType } from '../table.ts'

/**
 * How a column may be written for a row to be taken as it is. What is written otherwise may still be right: somebody
 * has to read it.
 */
export interface PlainColumn {
  name: string
  type: SqlType
  /** The header it stands under in this delivery; `null` where it was not sent. */
  header: string | null
  kind: 'text' | 'integer' | 'number' | 'boolean' | 'time' | 'date' | 'region'
  required: boolean
  /** Latest moment (local ms) that is plausible; `null` = any. */
  latest: number | null
  /** Words that stand for nothing. */
  blank: readonly string[]
  /** The only texts allowed; `null` = any. */
  values: readonly string[] | null
  min: number | null
  max: number | null
}

/** The city's offset, where it has been the same since `EARLIEST`: `+08:00`. */
export type FixedOffset = string | null

/** Clocks before this were put forward in summer, and were set differently in many places. */
export const EARLIEST = Date.UTC(1992, 0, 1)
const LAST = Date.UTC(9999, 11, 31)

/** Letters, digits and what names and addresses are made of. No point: `1.50` sent as a number is another text. */
const TEXT = '[\\p{L}\\p{N}_#][\\p{L}\\p{N}_#\\-/:%·、，。；：！？（）《》“”() ]*'
const CLOCK = '[0-9]{4}-[0-9]{2}-[0-9]{2}[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{3})?'

const matches = (value: string, pattern: string): string => `regexp_full_match(${value}, ${literal(pattern)})`
const listed = (value: string, texts: readonly string[]): string => `${value} in (${texts.map(literal).join(', ')})`

/** SQL of a value out of its text, and of what must hold of both for it to be certain. */
interface Reading {
  value: string
  certain: string[]
}

const withoutOffset = (text: string, offset: FixedOffset): string =>
  offset === null
    ? text
    : `case when ends_with(${text}, ${literal(offset)}) then left(${text}, length(${text}) - ${offset.length}) else ${text} end`

const ending = (offset: FixedOffset): string => (offset === null ? '' : `(?:${offset.replaceAll('+', '\\+')})?`)
const plausible = (value: string, { latest }: PlainColumn): string =>
  `${value} between ${moment(EARLIEST)} and ${moment(latest ?? LAST)}`

type Reader = (text: string, value: string, column: PlainColumn, offset: FixedOffset) => Reading

const READERS: Record<PlainColumn['kind'], Reader> = {
  // A number of more than 15 digits may have lost some on the way; whether it was sent as text cannot be told here.
  text: (text, _, { values }) => ({
    value: text,
    certain:
      values === null
        ? [matches(text, TEXT), `not ${matches(text, '[0-9]{16,}')}`, `not ends_with(${text}, ' ')`]
        : [listed(text, values)],
  }),
  integer: (text) => ({ value: `try_cast(${text} as BIGINT)`, certain: [matches(text, '-?[0-9]{1,15}')] }),
  number: (text) => ({
    value: `try_cast(${text} as DOUBLE)`,
    certain: [matches(text, '-?[0-9]{1,15}(?:\\.[0-9]{1,15})?')],
  }),
  boolean: (text) => ({ value: `${text} = 'true'`, certain: [listed(text, ['true', 'false'])] }),
  time: (text, value, column, offset) => ({
    value: `try_cast(${withoutOffset(text, offset)} as TIMESTAMP)`,
    certain: [plausible(value, column), matches(text, CLOCK + ending(offset))],
  }),
  date: (text, value, column) => ({
    value: `try_cast(${text} as DATE)`,
    certain: [plausible(value, column), matches(text, '[0-9]{4}-[0-9]{2}-[0-9]{2}')],
  }),
  region: (text) => ({ value: text, certain: [`${text} in (select _descendant from tree)`] }),
}

/**
 * SQL of a column of a delivery, each step of it made once: its text (`null` for nothing), its value out of that, and
 * whether that is certain.
 */
interface PlainSql {
  text: string
  value: string
  certain: string
}

/** `text` and `value` are the names under which the later steps find the earlier ones. */
export const readPlain = (
  column: PlainColumn,
  names: { sent: string; text: string; value: string },
  offset: FixedOffset,
): PlainSql => {
  if (column.header === null)
    return { text: 'null::VARCHAR', value: `null::${column.type}`, certain: String(!column.required) }
  const sent = `${names.sent}.${name(column.header)}`
  const { value, certain } = READERS[column.kind](names.text, names.value, column, offset)
  const limits = [
    column.min === null ? null : `${names.value} >= ${column.min}`,
    column.max === null ? null : `${names.value} <= ${column.max}`,
  ].flatMap((limit) => limit ?? [])
  return {
    text:
      column.blank.length === 0
        ? `nullif(${sent}, '')`
        : `case when ${listed(sent, ['', ...column.blank])} then null else ${sent} end`,
    value: `(${value})::${column.type}`,
    certain: `case when ${names.text} is null then ${String(!column.required)} else coalesce(${[...certain, ...limits].join(' and ')}, false) end`,
  }
}
