export { indicatorsOf } from './read/check.ts'
export { loadTemplates } from './read/folder.ts'
export { parseTemplate, type Template } from './read/parse.ts'
export { writeReport, type ReportOrder, type WriteDeps } from './write.ts'
