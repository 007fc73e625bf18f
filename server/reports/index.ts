import { TABLE_FORMATS, type TableFormat } from '../contract/index.ts'
import { problem, Refused } from '../indicators/index.ts'

export { createReports } from './create.ts'
export { DOCUMENT_FORMATS } from './document/index.ts'
export { EXPORTERS, minute, named, SinkClosed } from './export/index.ts'
export { loadOutlets } from './outlets/index.ts'
export { loadTemplates, reportDictionary, reportHeadSchema } from './template/index.ts'
export { drawOne, drawScreen, panelOf, type Poster } from './poster/index.ts'
export type { Reports, ReportsDeps } from './reports.ts'
export { usageName, writeUsage } from './usage/index.ts'

export const isTableFormat = (text: string): text is TableFormat => TABLE_FORMATS.some((one) => one === text)

/** No such job or issue for this person. */
export const nothingThere = (): Refused => new Refused(problem(404, 'not-found', '没有这个任务或报告，或者文件已过期'))
