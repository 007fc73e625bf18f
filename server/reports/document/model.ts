import type { Stamp } from '../export/exporter.ts'

/** A table as it is printed: every field is already text. */
export interface TableBlock { kind: 'table'; caption: string; columns: { name: string; numeric: boolean; share: number }[]; rows: string[][] }

/** A drawing in the unit of its own; every format draws it as it can, digits in it come from the same formatter. */
export interface ChartBlock { kind: 'chart'; caption: string; svg: string; width: number; height: number }

export type Block =
  | { kind: 'title' | 'subtitle' | 'heading' | 'subheading' | 'paragraph' | 'note'; text: string }
  | { kind: 'page-break' }
  | TableBlock
  | ChartBlock

/** A document before it has a format: DOCX, PDF and HTML are made from the same one. */
export interface Document { stamp: Stamp; blocks: Block[] }

/** Makes a document's bytes; the same document gives the same bytes. */
export interface DocumentFormat { extension: string; mime: string; render: (document: Document) => Promise<Buffer> }
