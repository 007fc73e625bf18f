import { excelToText } from '../excel-date.ts'
import type { CellFault } from '../types.ts'
import { columnLetters, columnOf } from './address.ts'
import { walkXml } from './xml.ts'

/** A filled cell; `value` is text, a number, a boolean, or a fault. `column` counts from 1. */
export interface Cell {
  column: number
  value: string | number | boolean | CellFault
}
export interface SheetRow {
  row: number
  cells: Cell[]
}

interface CellContext {
  strings: string[]
  dateStyles: boolean[]
  date1904: boolean
}

interface Draft {
  column: number
  type: string
  style: number
  formula: string | null
  text: string
}

// Workbooks of old Macs count days from 1904.
const DAYS_1904 = 1462

const valueOf = (draft: Draft, cell: string, { strings, dateStyles, date1904 }: CellContext): Cell['value'] | null => {
  // The result a formula had when the workbook was saved is what its sender saw.
  if (draft.formula !== null && draft.text === '') return { fault: 'formula', cell, text: `=${draft.formula}` }
  if (draft.type === 's') return strings[Number(draft.text)] ?? null
  if (draft.type === 'e') return { fault: 'error', cell, text: draft.text }
  if (draft.type === 'b') return draft.text.trim() === '1'
  if (draft.type !== 'n') return draft.text
  if (draft.text.trim() === '') return null
  const number = Number(draft.text)
  if (!dateStyles[draft.style]) return Number.isFinite(number) ? number : draft.text
  return excelToText(number + (date1904 && number >= 1 ? DAYS_1904 : 0)) ?? number
}

/** Rows of a sheet that have any filled cell, in order. */
export async function* readSheet(bytes: AsyncIterable<Uint8Array>, context: CellContext): AsyncGenerator<SheetRow[]> {
  const { handlers, take } = createRowCollector(context)
  for await (const _ of walkXml(bytes, handlers)) yield take()
  yield take()
}

const createRowCollector = (context: CellContext) => {
  let ready: SheetRow[] = []
  let row: SheetRow | null = null
  let lastRow = 0
  let lastColumn = 0
  let cell: Draft | null = null
  let into: 'formula' | 'text' | null = null

  const openCell = (attributes: Record<string, string>): Draft => ({
    column: columnOf(attributes['r'] ?? '') ?? lastColumn + 1,
    type: attributes['t'] ?? 'n',
    style: Number(attributes['s'] ?? 0),
    formula: null,
    text: '',
  })

  const closeCell = (): void => {
    if (!row || !cell) return
    lastColumn = cell.column
    const value = valueOf(cell, `${columnLetters(cell.column)}${row.row}`, context)
    if (value !== null && value !== '') row.cells.push({ column: cell.column, value })
    cell = null
  }

  const open = (name: string, attributes: Record<string, string>): void => {
    if (name === 'row') {
      const stated = Number(attributes['r'])
      lastRow = Number.isInteger(stated) && stated > lastRow ? stated : lastRow + 1
      lastColumn = 0
      row = { row: lastRow, cells: [] }
    } else if (name === 'c' && row) cell = openCell(attributes)
    else if (name === 'f' && cell) {
      cell.formula = ''
      into = 'formula'
    } else if ((name === 'v' || name === 't') && cell) into = 'text'
    else if (name === 'rPh') into = null
  }

  const text = (piece: string): void => {
    if (!cell || into === null) return
    if (into === 'formula') cell.formula += piece
    else cell.text += piece
  }

  const close = (name: string): void => {
    if (name === 'f' || name === 'v' || name === 't') into = null
    else if (name === 'c') closeCell()
    else if (name === 'row' && row) {
      if (row.cells.length > 0) ready.push(row)
      row = null
    }
  }

  return {
    handlers: { open, text, close },
    take: () => {
      const rows = ready
      ready = []
      return rows
    },
  }
}
