import type { ReportFormat } from '../../contract/index.ts'
import { docx } from './docx/index.ts'
import { html } from './html.ts'
import type { DocumentFormat } from './model.ts'
import { pdf } from './pdf.ts'

export { docx, pdf }
export type { Block, Document, DocumentFormat, PhotoOf, TableBlock } from './model.ts'

/** Every format a document can be made in, by its name. */
export const DOCUMENT_FORMATS: Record<ReportFormat, DocumentFormat> = { docx, pdf, html }
