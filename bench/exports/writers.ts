import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { EXPORTERS, type Field } from '../../server/reports/export/index.ts'
import { COLUMNS, sheetOf, STAMP } from './rows.ts'

const ours = async (rows: number, path: string): Promise<void> => {
  const sink = createWriteStream(path)
  const file = EXPORTERS.xlsx.open(sink, STAMP)
  await file.sheet(sheetOf(rows))
  await file.close()
  sink.end()
  await finished(sink)
}

const plain = (field: Field, kind: string): unknown =>
  field === null || typeof field === 'string'
    ? field
    : typeof field === 'number'
      ? kind === 'time'
        ? new Date(field)
        : field
      : field.percent
        ? field.value / 100
        : field.value

/**
 * Each process loads the library it measures alone: the same rows with the same formats through exceljs' streaming
 * writer, text shared as we share it.
 */
const theirs = async (rows: number, path: string): Promise<void> => {
  const { default: exceljs } = await import('exceljs')
  const book = new exceljs.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true, useSharedStrings: true })
  const sheet = book.addWorksheet('数据')
  sheet.columns = COLUMNS.map(({ name, width, kind }) => ({
    header: name,
    width,
    style: { numFmt: kind === 'time' ? 'yyyy-mm-dd hh:mm' : name.includes('%') ? '0.0%' : '#,##0.00' },
  }))
  for await (const page of sheetOf(rows).pages())
    for (const row of page) sheet.addRow(row.map((field, at) => plain(field, COLUMNS[at]!.kind))).commit()
  sheet.commit()
  await book.commit()
}

/** Started as a process of its own: `ours|theirs rows path` → seconds and largest resident memory. */
const [, , which, rows, path] = process.argv
const began = performance.now()
await (which === 'ours' ? ours : theirs)(Number(rows), path!)
console.log(
  JSON.stringify({ seconds: (performance.now() - began) / 1000, megabytes: process.resourceUsage().maxRSS / 1024 }),
)
