import type { TableBlock } from './model.ts'

const MOST_ROWS = 10
/** Of a small table; with more it would take a third of the page along. */
const MOST_LINES = 13
/** A table that is not short begins with at least so many rows, and ends with as many where the format can say so. */
export const LEAST_ROWS = 3

/** Characters of full width that stand beside each other over the whole width of a page. */
const ACROSS = 40

const widthOf = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (sign.codePointAt(0)! < 0x2000 ? 0.55 : 1), 0)

/**
 * Whether a table stands whole on one page; a longer one goes on with its heading, so that no page ends early before
 * it.
 */
export const isShort = ({ columns, rows }: Pick<TableBlock, 'columns' | 'rows'>): boolean => {
  if (rows.length > MOST_ROWS) return false
  const whole = columns.reduce((sum, { share }) => sum + share, 0)
  const linesOf = (row: readonly string[]): number =>
    Math.max(1, ...row.map((text, at) => Math.ceil(widthOf(text) / ((columns[at]!.share / whole) * ACROSS))))
  return rows.reduce((sum, row) => sum + linesOf(row), 0) <= MOST_LINES
}
