export { indicatorsOf } from './check.ts'
export { loadTemplates } from './folder.ts'
export { parseTemplate, type Template } from './parse.ts'
export { writeReport, type ReportOrder, type WriteDeps } from './write.ts'
