import { breakOff } from '../break-off.ts'
import { readHeader } from '../header.ts'
import type { CellFault, Parsed } from '../types.ts'
import { columnLetters, type CellRange } from './address.ts'
import { readMerges, type Merges } from './merges.ts'
import { openPackage } from './package.ts'
import { readSheet, type Cell, type SheetRow } from './sheet.ts'
import { readStrings } from './strings.ts'
import { readDateStyles } from './styles.ts'
import { chooseSheet, readWorkbook } from './workbook.ts'

const SHEET_LIMIT = 1024 * 1_048_576

/**
 * Rows of one worksheet below its header, the first row that is more than a merged title. A formula, an error
 * or a merged cell is handed on as a fault, because only who knows the columns can tell whether it matters.
 */
export async function* readXlsx(path: string, wanted?: string): AsyncGenerator<Parsed[]> {
  const pack = await openPackage(path)
  try {
    const { sheets, date1904 } = await readWorkbook(pack)
    const sheet = chooseSheet(sheets, wanted)
    const context = { strings: await readStrings(pack), dateStyles: await readDateStyles(pack), date1904 }
    const merges = await readMerges(pack.read(sheet.path, SHEET_LIMIT))
    yield* readTable(readSheet(pack.read(sheet.path, SHEET_LIMIT), context), merges, sheet.name)
  } finally {
    pack.close()
  }
}

async function* readTable(
  rows: AsyncIterable<SheetRow[]>,
  merges: Merges,
  sheetName: string,
): AsyncGenerator<Parsed[]> {
  let keys: (string | null)[] | null = null
  let headerRow = 0
  const take = ({ row, cells }: SheetRow): Parsed[] => {
    const merged = merges.inRow(row)
    if (isCaption(cells, merged, row)) return []
    if (keys === null) {
      const header = headerOf(cells, merged)
      keys = header.keys
      headerRow = row
      return [{ columns: header.columns, fixed: true }]
    }
    return [{ row: row - headerRow, values: valuesOf(cells, merged, row, keys) }]
  }
  for await (const some of rows) yield some.flatMap(take)
  if (keys === null) breakOff('empty', `工作表“${sheetName}”是空的`)
}

/** A title or remark: the row's only content is one cell merged across. */
const isCaption = (cells: Cell[], merged: CellRange[], row: number): boolean =>
  cells.length === 1
  && merged.some((range) => range.top === row && range.left === cells[0]!.column && range.right > range.left)

const headerOf = (cells: Cell[], merged: CellRange[]): ReturnType<typeof readHeader> => {
  if (merged.length > 0)
    breakOff(
      'header',
      `表头有合并单元格（${merged.map((range) => range.text).join('、')}），请只保留一行、一列一名的表头`,
    )
  const names: string[] = []
  for (const { column, value } of cells) names[column - 1] = typeof value === 'object' ? value.text : String(value)
  return readHeader(Array.from(names, (name) => name ?? ''))
}

const valuesOf = (
  cells: Cell[],
  merged: CellRange[],
  row: number,
  keys: (string | null)[],
): Record<string, unknown> => {
  const values: Record<string, unknown> = {}
  for (const key of keys) if (key !== null) values[key] = null
  for (const { column, value } of cells) {
    const key = keys[column - 1]
    if (key) values[key] = value
  }
  for (const range of merged) {
    for (let column = range.left; column <= Math.min(range.right, keys.length); column += 1) {
      const key = keys[column - 1]
      if (key)
        values[key] = { fault: 'merged', cell: `${columnLetters(column)}${row}`, text: range.text } satisfies CellFault
    }
  }
  return values
}
