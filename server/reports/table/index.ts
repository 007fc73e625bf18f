export { prepareTable, type PreparedTable, type TableDeps, type TableRequest } from './prepare.ts'
export { definitionsSheet, qualitySheet } from './notes.ts'
export { readPinned, type Pin } from './pages.ts'
export { shown } from './columns.ts'
