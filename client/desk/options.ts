import type { Band, Cell, Grain, IndicatorInfo, RegionRef, View } from '../../server/contract/index.ts'
import { pressableCell, type Lookup, type Pressable } from '../lib/ask.ts'
import { shownBand } from '../lib/band.ts'
import { shownChange, type ShownChange } from '../lib/change.ts'

/** The newest cells of all children for one indicator, as the server gave them. */
export interface ChildColumn {
  indicator: string
  grain: Grain
  cells: ReadonlyMap<string, Cell>
}

/** A column to be read; without a bucket the running one. */
export interface ColumnAsked {
  indicator: string
  grain?: Grain
  bucket?: string
}

/**
 * The columns for these indicators, each of when the region's own number is: an hour that has just begun has nothing to
 * tell yet.
 */
export const columnsAsked = (indicators: readonly string[], panels: View['panels']): ColumnAsked[] => {
  const own = new Map(
    Object.values(panels).flatMap((panel) =>
      panel.kind === 'headline' ? panel.items.map((item) => [item.indicator, item] as const) : [],
    ),
  )
  return indicators.map((indicator) => {
    const figure = own.get(indicator)
    return figure && figure.cell.value !== null
      ? { indicator, grain: figure.grain, bucket: figure.cell.bucket }
      : { indicator }
  })
}

interface ChildFigure {
  key: string
  number: Pressable | null
  band: Band | null
  stale: boolean
  change: ShownChange | null
}

/** A place with one figure per column. */
interface ChildRow {
  region: string
  name: string
  kind: RegionRef['kind']
  figures: ChildFigure[]
}

/** How the table is ordered: `null` = the order of the places. */
export interface Order {
  column: number
  descending: boolean
}

const figureOf = ({ indicator, grain, cells }: ChildColumn, place: RegionRef, info: IndicatorInfo): ChildFigure => {
  const cell = cells.get(place.code)
  if (!cell) return { key: indicator, number: null, band: null, stale: false, change: null }
  const pop = cell.compare?.pop
  return {
    key: indicator,
    number: pressableCell(info, grain, cell, place.name),
    band: shownBand(cell),
    stale: cell.stale,
    change: pop && !cell.stale ? shownChange({ ...pop, basis: 'pop' }, grain, info) : null,
  }
}

/** Rows in the wanted order; places without a value come last either way. */
export const childRows = (
  children: RegionRef[],
  columns: ChildColumn[],
  lookup: Lookup,
  order: Order | null,
): ChildRow[] => {
  const rows = children.map((place) => ({
    region: place.code,
    name: place.name,
    kind: place.kind,
    figures: columns.map((column) => figureOf(column, place, lookup(column.indicator))),
  }))
  if (!order) return rows
  const value = (row: ChildRow): number | null => row.figures[order.column]?.number?.value ?? null
  return rows.sort((a, b) => {
    const [left, right] = [value(a), value(b)]
    if (left === null || right === null) return Number(left === null) - Number(right === null)
    return order.descending ? right - left : left - right
  })
}

/** The next order when a heading is pressed: largest first, smallest first, as the places stand. */
export const nextOrder = (order: Order | null, column: number): Order | null =>
  order?.column !== column ? { column, descending: true } : order.descending ? { column, descending: false } : null

/** `2` or `-2` in the URL; `null` for none. */
export const readOrder = (text: unknown): Order | null => {
  const [, minus, column] = /^(-?)(\d{1,2})$/.exec(typeof text === 'string' ? text : '') ?? []
  return column === undefined ? null : { column: Number(column), descending: minus === '-' }
}

/** The URL's text of an order. */
export const writeOrder = (order: Order | null): string | undefined =>
  order ? `${order.descending ? '-' : ''}${order.column}` : undefined
