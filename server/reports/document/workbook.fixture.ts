import exceljs from 'exceljs'
import { formatNumber, formatValue } from '../../contract/index.ts'

/** The 数据 sheet of a report's workbook as another program reads it: a record for each number, by the headings. */
export const readDataSheet = async (
  bytes: Buffer,
): Promise<{ sheets: string[]; rows: Record<string, exceljs.Cell>[] }> => {
  const book = new exceljs.Workbook()
  await book.xlsx.load(bytes as unknown as exceljs.Buffer)
  const sheet = book.getWorksheet('数据')!
  const names = sheet.getRow(1).values as string[]
  const rows = Array.from({ length: sheet.rowCount - 1 }, (_, at) =>
    Object.fromEntries(
      names.flatMap((name, column) => (name ? [[name, sheet.getRow(at + 2).getCell(column)] as const] : [])),
    ),
  )
  return { sheets: book.worksheets.map(({ name }) => name), rows }
}

const decimalsOf = (format: string): number => /\.(0+)/.exec(format)?.[1]?.length ?? 0

/** Every way a report writes the numbers of these rows: whole, in 万 and 亿, as percent; the sign is told in words. */
export const writtenForms = (rows: readonly Record<string, exceljs.Cell>[]): Set<string> => {
  const forms = new Set<string>()
  for (const row of rows) {
    const unit = String(row['单位']!.value ?? '')
    for (const { value, numFmt = '' } of Object.values(row)) {
      if (typeof value !== 'number') continue
      const points = Math.abs(numFmt.endsWith('%') ? Number(`${value}e2`) : value)
      const decimals = decimalsOf(numFmt)
      forms.add(formatNumber(points, decimals))
      for (const one of [unit, '']) forms.add(formatValue(points, { unit: one, decimals }).text)
    }
  }
  return forms
}

/** Digits that tell a number: names with digits, dates, ordinals and units left out. */
export const digitsIn = (text: string): string[] =>
  text
    .replace(/\d+年(\d+月)?(\d+日)?(\d+时(\d+分)?)?|第\d+[周期季]|\d+月(\d+日)?|[表图]\d+/g, ' ')
    .match(/\d[\d,]*(\.\d+)?/g) ?? []
