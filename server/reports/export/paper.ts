import { digitsOf, formatNumber } from '../../contract/index.ts'
import type { Block, DocumentFormat, TableBlock } from '../document/index.ts'
import { minute, watermarkOf, type Column, type Exporter, type Field, type Row, type Sheet } from './exporter.ts'
import { push } from './sink.ts'

const MOST_PRINTED = 3_000

const printed = (field: Field, kind: Column['kind']): string => {
  if (field === null) return '—'
  if (typeof field === 'string') return field
  if (typeof field === 'number')
    return kind === 'time' ? new Date(field).toISOString().slice(0, 16).replace('T', ' ') : String(field)
  return field.percent ? `${digitsOf(field.value, field.decimals)}%` : formatNumber(field.value, field.decimals)
}

/** The brief columns alone: paper has no room for all. */
const tableOf = async ({ name, columns, pages }: Sheet): Promise<TableBlock> => {
  const kept = columns.flatMap((column, at) => (column.brief === true ? [{ ...column, at }] : []))
  const rows: string[][] = []
  const add = (row: Row): void => void rows.push(kept.map(({ at, kind }) => printed(row[at] ?? null, kind)))
  for await (const page of pages()) page.forEach(add)
  return {
    kind: 'table',
    caption: name,
    columns: kept.map(({ name: title, kind, width }) => ({
      name: title,
      numeric: kind === 'number',
      share: Math.sqrt(width),
    })),
    rows,
  }
}

/** A table as a document: short enough to be read, with everything a file says of itself in words. */
export const paper = ({ extension, mime, render }: DocumentFormat): Exporter => ({
  extension,
  mime,
  mostRows: MOST_PRINTED,
  alone: false,
  printed: true,
  open: (sink, stamp) => {
    const blocks: Block[] = [
      { kind: 'title', text: stamp.title },
      {
        kind: 'paragraph',
        text: `范围：${stamp.scope}。数据截至 ${minute(stamp.asOf)}，版本号 ${stamp.version}。导出：${watermarkOf(stamp)}。`,
      },
    ]
    return {
      sheet: async (sheet) => void blocks.push(await tableOf(sheet)),
      close: async () => push(sink, await render({ stamp, blocks })),
    }
  },
})
