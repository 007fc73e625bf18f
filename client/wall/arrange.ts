import type { PanelInfo } from '../../server/contract/index.ts'

/** The columns of a wall, left to right around the map; widths in design pixels. */
interface Arrangement {
  left: PanelInfo[][]
  right: PanelInfo[][]
  column: number
}

const GAP = 16
const MAP_LEAST = 760
const COLUMN_LEAST = 440
const COLUMN_MOST = 620
/** On a wall of three screens and more in a row. */
const STRIP_COLUMN_MOST = 760
/** Part of the width that belongs to the map once a side has more than one column. */
const MAP_SHARE = 0.36
const TWO_FROM = 2600
const THREE_FROM = 4800

/** Splits panels in order over `columns` so that the heaviest column is as light as it can be. */
export const split = (panels: PanelInfo[], columns: number): PanelInfo[][] => {
  if (columns <= 1 || panels.length <= 1) return panels.length > 0 ? [panels] : []
  const load = (group: PanelInfo[]): number => group.reduce((sum, { weight }) => sum + weight, 0)
  const cuts = panels
    .slice(1)
    .map((_, index) => [panels.slice(0, index + 1), ...split(panels.slice(index + 1), columns - 1)])
  return cuts.reduce((best, cut) => (Math.max(...cut.map(load)) < Math.max(...best.map(load)) ? cut : best))
}

/**
 * One column a side up to about 2600 design pixels, two beyond, three on a long strip; what is spare widens columns
 * first, then the map.
 */
export const arrange = (left: PanelInfo[], right: PanelInfo[], width: number): Arrangement => {
  const sides = width >= THREE_FROM ? 3 : width >= TWO_FROM ? 2 : 1
  const columns = { left: split(left, sides), right: split(right, sides) }
  const count = columns.left.length + columns.right.length
  const map = Math.max(MAP_LEAST, width * (sides > 1 ? MAP_SHARE : 0.51))
  const column = count === 0 ? 0 : (width - map - GAP * (count + 2)) / count
  return {
    ...columns,
    column: Math.round(Math.min(sides === 3 ? STRIP_COLUMN_MOST : COLUMN_MOST, Math.max(COLUMN_LEAST, column))),
  }
}
