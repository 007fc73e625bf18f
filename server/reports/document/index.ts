import type { ReportFormat } from '../../contract/index.ts'
import type { DocumentFormat } from './model.ts'

export type { Block, DataSheet, Document, DocumentFormat, PhotoOf, TableBlock } from './model.ts'

/**
 * The libraries of paper are large and most processes never print: each is loaded when its format is first asked for.
 */
const loaded = (extension: string, mime: string, load: () => Promise<DocumentFormat['render']>): DocumentFormat => ({
  extension,
  mime,
  render: async (document, photoOf) => (await load())(document, photoOf),
})

export const docx = loaded(
  'docx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  async () => (await import('./docx/index.ts')).renderDocx,
)
export const pdf = loaded('pdf', 'application/pdf', async () => (await import('./pdf/index.ts')).renderPdf)
const xlsx = loaded(
  'xlsx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  async () => (await import('./workbook.ts')).renderWorkbook,
)
const html = loaded('html', 'text/html; charset=utf-8', async () => (await import('./html.ts')).renderHtml)

/** Every format a document can be made in, by its name. */
export const DOCUMENT_FORMATS: Record<ReportFormat, DocumentFormat> = { docx, pdf, html, xlsx }
