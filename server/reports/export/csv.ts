import { digitsOf } from '../../contract/index.ts'
import { isFormula, type Column, type Exporter, type Field } from './exporter.ts'
import { push } from './sink.ts'

const BOM = '\uFEFF'

/** What a spreadsheet would compute is kept as words by an apostrophe in front. */
const text = (value: string): string => {
  const safe = isFormula(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const written = (field: Field, kind: Column['kind']): string => {
  if (field === null) return ''
  if (typeof field === 'string') return text(field)
  if (typeof field === 'number')
    return kind === 'time' ? new Date(field).toISOString().slice(0, 16).replace('T', ' ') : String(field)
  return digitsOf(field.value, field.decimals)
}

/**
 * Comma-separated values as Excel and Power Query read them without asking: UTF-8 with a byte order mark, the data
 * alone.
 */
export const csv: Exporter = {
  extension: 'csv',
  mime: 'text/csv; charset=utf-8',
  mostRows: null,
  alone: true,
  printed: false,
  open: (sink) => {
    let first = true
    return {
      sheet: async ({ columns, pages }) => {
        if (!first) return
        first = false
        await push(sink, `${BOM}${columns.map(({ name }) => text(name)).join(',')}\r\n`)
        for await (const page of pages()) {
          await push(
            sink,
            page.map((row) => `${row.map((field, at) => written(field, columns[at]!.kind)).join(',')}\r\n`).join(''),
          )
        }
      },
      close: () => Promise.resolve(),
    }
  },
}
