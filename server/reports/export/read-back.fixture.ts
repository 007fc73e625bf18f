import { parse } from 'csv-parse/sync'
import exceljs from 'exceljs'
import { parquetReadObjects } from 'hyparquet'
import JSZip from 'jszip'

/**
 * Files as another program reads them: the digits of the column 指标值, in the order of the rows; nothing known is empty.
 */
type DigitsOf = (bytes: Buffer, decimals: number) => Promise<string[]>

/** The texts of a Word document's tables, row by row. */
const wordTables = async (bytes: Buffer): Promise<string[][][]> => {
  const xml = await (await JSZip.loadAsync(bytes)).file('word/document.xml')!.async('string')
  const parts = (text: string, tag: string): string[] =>
    text.match(new RegExp(`<w:${tag}[ >][\\s\\S]*?</w:${tag}>`, 'g')) ?? []
  return parts(xml, 'tbl').map((table) =>
    parts(table, 'tr').map((row) => parts(row, 'tc').map((cell) => cell.replace(/<[^>]+>/g, ''))),
  )
}

/** What paper shows is written for people. */
const bareDigits = (shown: string): string => (shown === '—' ? '' : shown.replace(/[,%]/g, ''))

export const DIGITS: Record<'csv' | 'xlsx' | 'parquet' | 'docx', DigitsOf> = {
  csv: (bytes) =>
    Promise.resolve(
      (parse(bytes, { bom: true, columns: true }) as Record<string, string>[]).map((row) => row['指标值']!),
    ),
  xlsx: async (bytes) => {
    const book = new exceljs.Workbook()
    await book.xlsx.load(bytes as unknown as exceljs.Buffer)
    const sheet = book.getWorksheet('数据')!
    const column = (sheet.getRow(1).values as string[]).indexOf('指标值')
    return Array.from({ length: sheet.rowCount - 1 }, (_, at) => {
      const { value, numFmt } = sheet.getRow(at + 2).getCell(column)
      if (typeof value !== 'number') return ''
      return (numFmt.endsWith('%') ? Number(`${value}e2`) : value).toFixed(/\.(0+)/.exec(numFmt)?.[1]?.length ?? 0)
    })
  },
  parquet: async (bytes, decimals) => {
    const rows = await parquetReadObjects({
      file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
    })
    return rows.map((row) => (typeof row['指标值'] === 'number' ? row['指标值'].toFixed(decimals) : ''))
  },
  docx: async (bytes) => {
    const [heading, ...rows] = (await wordTables(bytes))[0]!
    return rows.map((row) => bareDigits(row[heading!.indexOf('指标值')]!))
  },
}
