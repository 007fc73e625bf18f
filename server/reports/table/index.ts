export { prepareTable, type PreparedTable, type TableDeps, type TableRequest } from './prepare.ts'
export { definitionsSheet, qualitySheet } from './notes.ts'
export { shown } from './columns.ts'
