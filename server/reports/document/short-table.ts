import type { Block, TableBlock } from './model.ts'

const MOST_ROWS = 6
/** With more it would take over a quarter of the page along. */
const MOST_LINES = 9
/** A table that is not short begins with at least so many rows on its first page, and ends with as many on its last. */
export const LEAST_ROWS = 3

/** Characters of full width that stand beside each other over the whole width of a page. */
const ACROSS = 40

/** Text of so many, two or three lines, says no more than what comes next. */
const MOST_OF_INTRODUCTION = 70

/** How many characters of full width a text is wide. */
export const lettersAcross = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (sign.codePointAt(0)! < 0x2000 ? 0.55 : 1), 0)

/** How many characters of full width stand beside each other in a column. */
export const roomOf = (columns: TableBlock['columns'], at: number): number =>
  (columns[at]!.share / columns.reduce((sum, { share }) => sum + share, 0)) * ACROSS

/**
 * Whether a table stands whole on one page; a longer one goes on with its heading, so that no page ends early before
 * it.
 */
export const isShort = ({ columns, rows }: Pick<TableBlock, 'columns' | 'rows'>): boolean => {
  if (rows.length > MOST_ROWS) return false
  const linesOf = (row: readonly string[]): number =>
    Math.max(1, ...row.map((text, at) => Math.ceil(lettersAcross(text) / roomOf(columns, at))))
  return rows.reduce((sum, row) => sum + linesOf(row), 0) <= MOST_LINES
}

/** Text that is nothing without what follows it. */
export const isHeading = ({ kind }: Block): boolean => kind === 'heading' || kind === 'subheading'

/** Short text directly above a table belongs to it as headings do: neither ends a page the table does not stand on. */
export const introduces = (block: Block, next: Block | undefined): boolean =>
  next?.kind === 'table' && block.kind === 'paragraph' && lettersAcross(block.text) <= MOST_OF_INTRODUCTION
