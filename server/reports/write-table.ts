import type { Writable } from 'node:stream'
import { EXPORTERS, type TableFormat } from './export/index.ts'
import type { PreparedTable } from './table/index.ts'

/** Writes a prepared table in one format; resolves when every byte has been handed over. The sink is left open. */
export const writeTable = async (
  table: PreparedTable,
  format: TableFormat,
  sink: Writable,
  read?: (rows: number) => void,
): Promise<void> => {
  const file = EXPORTERS[format].open(sink, table.stamp)
  for (const sheet of table.sheets(read)) await file.sheet(sheet)
  await file.close()
}
