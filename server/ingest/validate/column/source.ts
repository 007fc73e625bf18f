import type { Column } from '../../../catalog/index.ts'
import { titlesOf } from './claims.ts'

export type Values = Readonly<Record<string, unknown>>

/** Where a column's value is found in a row as delivered. */
export interface ColumnSource {
  /** What is written, `undefined` where nothing is; text is trimmed. */
  pick: (values: Values) => unknown
  /** Sets of headers, each enough to make the column; the first is what is asked for when none is there. */
  ways: readonly (readonly string[])[]
  /** The header to name to whoever sent the row. */
  label: (values: Values) => string
}

const trimmed = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : (value ?? undefined))
const isNothing = (value: unknown): boolean => value === undefined || value === ''

const fromHeaders = (name: string, headers: readonly string[]): ColumnSource => {
  const [first = name, ...others] = headers
  const found = (values: Values): string | undefined =>
    first in values ? first : others.find((header) => header in values)
  return {
    pick: (values) => {
      const own = values[first]
      return trimmed(own === undefined ? values[found(values) ?? first] : own)
    },
    ways: headers.map((header) => [header]),
    label: (values) => found(values) ?? first,
  }
}

/** A composed value is nothing as soon as one part is: half a moment is none. */
const fromTemplate = (name: string, template: string): ColumnSource => {
  const pieces = template.split(/\{([^{}]+)\}/)
  const parts = pieces.filter((_, index) => index % 2 === 1)
  return {
    pick: (values) => {
      let text = ''
      for (const [index, piece] of pieces.entries()) {
        if (index % 2 === 0) {
          text += piece
          continue
        }
        const value = trimmed(values[piece])
        if (isNothing(value)) return undefined
        if (typeof value === 'object') return value
        text += String(value)
      }
      return text
    },
    ways: [parts],
    label: () => (parts.length > 0 ? parts.join('、') : name),
  }
}

const fromPair = (pair: { lon: string; lat: string }, whole: ColumnSource): ColumnSource => ({
  pick: (values) => {
    const lon = trimmed(values[pair.lon])
    const lat = trimmed(values[pair.lat])
    return isNothing(lon) && isNothing(lat) ? whole.pick(values) : { lon, lat }
  },
  ways: [[pair.lon, pair.lat], ...whole.ways],
  label: (values) => (pair.lon in values || pair.lat in values ? `${pair.lon}、${pair.lat}` : whole.label(values)),
})

/**
 * A column is found under the headers it declares, else under its own name or its title, as long as no other
 * column claims that header.
 */
export const sourceOf = (name: string, column: Column, claimed: (header: string) => boolean): ColumnSource => {
  if (column.compose !== undefined) return fromTemplate(name, column.compose)
  const own = [name, ...titlesOf(column).filter((title) => !claimed(title))]
  if (column.from === undefined) return fromHeaders(name, own)
  if (!Array.isArray(column.from)) return fromPair(column.from, fromHeaders(name, own))
  return fromHeaders(name, [...new Set([...column.from, ...own.filter((header) => header !== name || !claimed(name))])])
}
