import type { Catalog } from '../../catalog/index.ts'
import type { Cell, Scope } from '../../contract/index.ts'
import { membersOf, type CellsQuery, type Indicators } from '../../indicators/index.ts'
import { bucketsBetween } from '../../lib/index.ts'

/** The state of the data all pages of one export are read at. */
export interface Pin {
  version: number
  asOf: string
  at: number
}

/** Cells read at once: small enough that no page holds up a wall, large enough that asking costs little. */
const PAGE = 8_000

/** Rows handed on at once: gone before the collector has counted them among what stays. */
export const ROWS_AT_ONCE = 500

/** A query, and how many cells of it stand at one place and time: about, where they are told thing by thing. */
export interface Deep {
  query: CellsQuery
  depth: number
  exact: boolean
}

export const deepened = async (indicators: Indicators, catalog: Catalog, query: CellsQuery): Promise<Deep> => {
  const { by, regions } = query
  const about = await indicators.thingsAbout(query)
  if (about !== null) return { query, depth: Math.max(1, Math.ceil(about / regions.length)), exact: false }
  const known = catalog.indicators.get(query.indicator)
  return { query, depth: known && by ? Math.max(1, membersOf(catalog, known, by).length) : 1, exact: true }
}

/** A query cut into pieces of at most `PAGE` cells, in the order of the whole. */
export const piecesOf = ({ query, depth }: Deep): CellsQuery[] => {
  const buckets = bucketsBetween(query.grain, query.first, query.last)
  const page = Math.max(1, Math.floor(PAGE / depth))
  const span = Math.min(buckets.length, page)
  const together = Math.max(1, Math.floor(page / span))
  const pieces: CellsQuery[] = []
  for (let from = 0; from < query.regions.length; from += together) {
    for (let at = 0; at < buckets.length; at += span) {
      pieces.push({
        ...query,
        regions: query.regions.slice(from, from + together),
        first: buckets[at]!,
        last: buckets[Math.min(at + span, buckets.length) - 1]!,
      })
    }
  }
  return pieces
}

/** Pins the data have moved on from: they never come back, and asking for the newest would be computed for nothing. */
const left = new WeakSet<Pin>()

/**
 * Reads one piece at the pinned state. What came in since the first page is left out; no page but the first after that
 * is computed twice.
 */
export const readPinned = async (
  indicators: Indicators,
  query: CellsQuery,
  scope: Scope,
  pin: Pin,
): Promise<Cell[]> => {
  if (!left.has(pin)) {
    const now = await indicators.read(query, scope)
    if (now.version === pin.version && now.asOf.slice(0, 16) === pin.asOf.slice(0, 16)) return now.cells
    left.add(pin)
  }
  return (await indicators.read({ ...query, asOf: pin.version, at: pin.at }, scope)).cells
}

/** How many rows the queries come to, without reading one; about, where not all are exact. */
export const rowsOf = (deep: readonly Deep[]): number =>
  deep.reduce(
    (rows, { query, depth }) =>
      rows + bucketsBetween(query.grain, query.first, query.last).length * query.regions.length * depth,
    0,
  )

/** How many rows they come to, counted where that cannot be known without reading. */
export const countRows = async (
  indicators: Indicators,
  deep: readonly Deep[],
  scope: Scope,
  pin: Pin,
): Promise<number> => {
  let rows = rowsOf(deep.filter(({ exact }) => exact))
  for (const one of deep.filter(({ exact }) => !exact))
    for (const piece of piecesOf(one))
      rows += (await readPinned(indicators, { ...piece, compare: [] }, scope, pin)).length
  return rows
}
