import type { BasicType } from 'hyparquet-writer'
import { ByteWriter, parquetWriteRows } from 'hyparquet-writer'
import { digitsOf } from '../../contract/index.ts'
import { watermarkOf, type Column, type Exporter, type Field, type Sheet } from './exporter.ts'
import { push } from './sink.ts'

const TYPES: Record<Column['kind'], BasicType> = { text: 'STRING', number: 'DOUBLE', time: 'TIMESTAMP' }
const GROUP = 20_000

const stored = (field: Field, kind: Column['kind']): string | number | Date | null => {
  if (field === null || typeof field === 'string') return field
  if (typeof field === 'number') return kind === 'time' ? new Date(field) : field
  return Number(digitsOf(field.value, field.decimals))
}

async function* recordsOf({ columns, pages }: Sheet): AsyncGenerator<Record<string, unknown>> {
  for await (const page of pages()) {
    for (const row of page)
      yield Object.fromEntries(columns.map(({ name, kind }, at) => [name, stored(row[at] ?? null, kind)]))
  }
}

const said = (field: Field): string =>
  field !== null && typeof field === 'object' ? digitsOf(field.value, field.decimals) : String(field ?? '')

/** Explanations go with the file as text; they are short. */
const asText = async ({ columns, pages }: Sheet): Promise<string> => {
  const lines = [columns.map(({ name }) => name).join('\t')]
  for await (const page of pages())
    lines.push(
      ...page.map((row) =>
        row
          .map((field, at) => {
            const kept = stored(field, columns[at]!.kind)
            return kept instanceof Date ? kept.toISOString().slice(0, 16).replace('T', ' ') : said(field)
          })
          .join('\t'),
      ),
    )
  return lines.join('\n')
}

/** Columns for colleagues with tools: the data as rows, what explains it as key–value metadata. */
export const parquet: Exporter = {
  extension: 'parquet',
  mime: 'application/vnd.apache.parquet',
  mostRows: null,
  alone: false,
  printed: false,
  open: (sink, stamp) => {
    const kept: { data: Sheet | null; notes: Sheet[] } = { data: null, notes: [] }
    return {
      sheet: (sheet) => {
        if (kept.data) kept.notes.push(sheet)
        else kept.data = sheet
        return Promise.resolve()
      },
      close: async () => {
        if (!kept.data) throw new Error('a file without data')
        const metadata = [
          ['标题', stamp.title],
          ['范围', stamp.scope],
          ['导出', watermarkOf(stamp)],
          ['数据截至', stamp.asOf],
          ['版本号', String(stamp.version)],
        ] as [string, string][]
        for (const note of kept.notes) metadata.push([note.name, await asText(note)])
        const writer = new ByteWriter()
        const hand = async (): Promise<void> => {
          const bytes = new Uint8Array(writer.buffer).slice(0, writer.index)
          writer.index = 0
          await push(sink, bytes)
        }
        await parquetWriteRows({
          writer: Object.assign(writer, { flush: hand, finish: hand }),
          rows: recordsOf(kept.data),
          rowGroupSize: GROUP,
          createdBy: 'Yiping',
          columns: kept.data.columns.map(({ name, kind }) => ({ name, type: TYPES[kind], nullable: true })),
          kvMetadata: metadata.map(([key, value]) => ({ key, value })),
        })
      },
    }
  },
}
