import { bucketSql, startOf } from '../../lib/index.ts'
import { name } from '../text.ts'
import type { SqlType, TableSpec } from '../table.ts'

const DAY = 86_400_000
const BETWEEN = '\u001f'

/** As the database writes the same value. */
const written = (type: SqlType | undefined, held: unknown): string | null => {
  if (held === null || held === undefined || typeof held === 'object') return null
  if (type === 'TIMESTAMP') return String(Math.round(held as number))
  if (type === 'DATE') return String(Math.floor((held as number) / DAY) * DAY)
  return type === 'DOUBLE' && Number.isInteger(held) ? `${held as number}.0` : String(held as string)
}

/**
 * What names a row, as text, so that one that is not kept is known again; `null` where a part of it is missing or the
 * dataset has no key.
 */
export const keyText = (
  { key, period, columns }: TableSpec,
  { values, at }: { values: Record<string, unknown>; at: number | undefined },
): string | null => {
  const parts = key.map((column) => written(columns.find(({ name: own }) => own === column)?.type, values[column]))
  if (period !== null) parts.push(at === undefined ? null : String(startOf(period, at)))
  return key.length === 0 || parts.includes(null) ? null : parts.join(BETWEEN)
}

/** The same of a kept row of alias `t`. */
export const keyTextSql = ({ key, period, columns }: TableSpec, t: string): string => {
  const parts = key.map((column) => {
    const type = columns.find(({ name: own }) => own === column)?.type
    const held = `${t}.${name(column)}`
    return type === 'TIMESTAMP' || type === 'DATE' ? `epoch_ms(${held}::TIMESTAMP)::VARCHAR` : `${held}::VARCHAR`
  })
  if (period !== null) parts.push(`epoch_ms(${bucketSql(period, `${t}._at`)})::VARCHAR`)
  return parts.length === 0 ? 'null::VARCHAR' : parts.join(' || chr(31) || ')
}
