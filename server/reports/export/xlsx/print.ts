import type { Column } from '../exporter.ts'
import { columnName } from './text.ts'

/**
 * Characters across a landscape A4 page in print that can still be read: ten points where 宋体 is at hand, seven where a
 * wider face takes its place.
 */
const ACROSS = 140
/** So much of a page more is set a little smaller rather than on a page of its own. */
const SLACK = 0.1

/** Height of a line in points: the faces that take the place of 宋体 are taller than it. */
export const LINE = 16.5

/** Lines a text takes in a column of so many characters; a Chinese one is as wide as two. */
export const linesOf = (text: string, width: number): number =>
  text
    .split('\n')
    .reduce(
      (lines, line) =>
        lines + Math.max(1, Math.ceil(line.replace(/[\u2e80-\uffff]/g, '  ').length / Math.max(1, width - 1))),
      0,
    )

const leading = (columns: readonly Column[]): readonly Column[] => {
  const end = columns.findIndex(({ title }) => title !== true)
  return end < 0 ? columns : columns.slice(0, end)
}
const widthOf = (columns: readonly Column[]): number => columns.reduce((sum, { width }) => sum + width, 0)

/**
 * Over how many pages side by side a sheet is printed: as few as keep it readable, each with the columns that say what
 * a row is.
 */
export const pagesAcross = (columns: readonly Column[]): number => {
  const titles = widthOf(leading(columns))
  return Math.max(1, Math.ceil((widthOf(columns) - titles) / Math.max(ACROSS - titles, ACROSS / 3) - SLACK))
}

/** What comes again on every printed page of a sheet: its heading and its first columns, as a name of the workbook. */
export const printTitles = (sheet: string, columns: readonly Column[]): string => {
  const across = leading(columns).length
  const of = `'${sheet.replaceAll("'", "''")}'!`
  return `${across > 0 ? `${of}$A:$${columnName(across - 1)},` : ''}${of}$1:$1`
}
