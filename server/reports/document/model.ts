import type { ChartData } from '../draw/index.ts'
import type { Column, Row, Stamp } from '../export/exporter.ts'

/** A table as it is printed: every field is already text. */
export interface TableBlock {
  kind: 'table'
  caption: string
  columns: { name: string; numeric: boolean; share: number }[]
  rows: string[][]
}

/** A drawing in the unit of its own; every format draws it as it can, digits in it come from the same formatter. */
export interface ChartBlock {
  kind: 'chart'
  caption: string
  svg: string
  width: number
  height: number
  /** What it was drawn from, so that it can be drawn lower; issues of before did not keep it. */ data?: ChartData
}

/** Photos by the names they are kept under, two in a row; whoever makes the file brings those its reader may see. */
export interface PhotosBlock {
  kind: 'photos'
  photos: { id: string; mediaType: string; width: number; height: number; caption: string }[]
}

export type Block =
  | { kind: 'title' | 'subtitle' | 'heading' | 'subheading' | 'paragraph' | 'note'; text: string }
  | { kind: 'dateline'; left: string; right: string }
  /** Only in issues of the archive: nothing begins a page of its own any more. */
  | { kind: 'page-break' }
  | TableBlock
  | ChartBlock
  | PhotosBlock

/** A table of real numbers, as a workbook holds it. */
export interface DataSheet {
  name: string
  columns: readonly Column[]
  rows: readonly Row[]
}

/**
 * A document before it has a format: DOCX, PDF and HTML are made from the same one, and XLSX from the numbers it was
 * written from; issues of before did not keep them.
 */
export interface Document {
  stamp: Stamp
  blocks: Block[]
  data?: DataSheet[]
}

/** The stored bytes of a photo; `null` = not for this reader, or gone. */
export type PhotoOf = (id: string) => Promise<Buffer | null>

/** Makes a document's bytes; the same document, for readers who may see the same photos, gives the same bytes. */
export interface DocumentFormat {
  extension: string
  mime: string
  render: (document: Document, photoOf?: PhotoOf) => Promise<Buffer>
}
