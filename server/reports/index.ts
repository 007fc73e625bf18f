import type { Writable } from 'node:stream'
import { EXPORTERS, type TableFormat } from './export/index.ts'
import { prepareTable, type PreparedTable, type TableDeps, type TableRequest } from './table/index.ts'
import { writeTable } from './write-table.ts'

export { EXPORTERS, SinkClosed, type TableFormat } from './export/index.ts'
export type { PreparedTable, TableRequest } from './table/index.ts'

/** What leaves the house: tables in any format, written reports, and the jobs that make them. */
export interface Reports {
  /** Admits a table and says what it comes to. Throws `Refused` before a byte is sent. */
  prepare: (request: TableRequest) => Promise<PreparedTable>
  /** Writes it; throws `SinkClosed` when the reader goes away. */
  write: (table: PreparedTable, format: TableFormat, sink: Writable) => Promise<void>
}

export type ReportsDeps = TableDeps

export const createReports = (deps: ReportsDeps): Reports => ({
  prepare: (request) => prepareTable(deps, request),
  write: writeTable,
})

export const isTableFormat = (text: string): text is TableFormat => Object.hasOwn(EXPORTERS, text)
