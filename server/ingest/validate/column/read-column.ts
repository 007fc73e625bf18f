import type { Column } from '../../../catalog/index.ts'
import type { Zone } from '../../../lib/index.ts'
import type { Regions } from '../../../regions/index.ts'
import {
  isWrong,
  readBoolean,
  readInteger,
  readNumber,
  readPoint,
  readText,
  timeReader,
  wrong,
  type Reader,
  type Stored,
  type Wrong,
} from '../value/index.ts'

export interface ReadContext {
  zone: Zone
  regions: Regions
}

const MOST_NAMED = 12

const regionReader =
  (regions: Regions): Reader<string> =>
  (written) => {
    const text = readText(written)
    return isWrong(text)
      ? text
      : (regions.resolve(text) ?? wrong(`不在“${regions.root.name}”的区划树内，应为树内区域的代码`))
  }

const readerOf = (column: Column, { zone, regions }: ReadContext): Reader => {
  switch (column.type) {
    case 'text':
      return readText
    case 'integer':
      return readInteger
    case 'number':
      return readNumber
    case 'boolean':
      return readBoolean
    case 'point':
      return readPoint
    case 'region':
      return regionReader(regions)
    case 'time':
    case 'date':
      return timeReader(
        { format: column.format, zone: column.zone, shiftSeconds: column.shift ?? 0, day: column.type === 'date' },
        zone,
      )
  }
}

const oneOf = (allowed: readonly string[]): Wrong =>
  wrong(`应为 ${allowed.slice(0, MOST_NAMED).join('、')}${allowed.length > MOST_NAMED ? ' 等' : ''} 之一`)

/** Turns what departments write into what is kept (`general` → 一般), before the type is read. */
const translated = (read: Reader, values: Readonly<Record<string, string>>): Reader => {
  const known = new Map(Object.entries(values))
  const refused = oneOf([...known.keys()])
  return (written) => {
    const kept = known.get(String(written))
    return kept === undefined ? refused : read(kept)
  }
}

const listed = (read: Reader, values: readonly string[]): Reader => {
  const known = new Set(values)
  const refused = oneOf(values)
  return (written) => {
    const value = read(written)
    return isWrong(value) || known.has(String(value)) ? value : refused
  }
}

const outOfRange = ({ min, max }: Column): Wrong =>
  wrong(min === undefined ? `应不大于 ${max}` : max === undefined ? `应不小于 ${min}` : `应在 ${min} 到 ${max} 之间`)

const limited = (read: Reader, column: Column): Reader => {
  const { min = -Infinity, max = Infinity } = column
  const refused = outOfRange(column)
  return (written) => {
    const value = read(written)
    return typeof value === 'number' && (value < min || value > max) ? refused : value
  }
}

const shaped = (read: Reader, pattern: string): Reader => {
  const shape = new RegExp(pattern, 'u')
  const refused = wrong(`写法应符合 ${pattern}`)
  return (written) => {
    const value = read(written)
    return typeof value === 'string' && !shape.test(value) ? refused : value
  }
}

/** The compiled check of one column's value: its type, then what else it declares. */
export const compileReader = (column: Column, context: ReadContext): Reader<Stored> => {
  let read = readerOf(column, context)
  if (column.min !== undefined || column.max !== undefined) read = limited(read, column)
  if (column.pattern !== undefined) read = shaped(read, column.pattern)
  if (column.values === undefined) return read
  return Array.isArray(column.values) ? listed(read, column.values) : translated(read, column.values)
}
