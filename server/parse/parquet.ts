import { breakOff, wordsOf } from './break-off.ts'
import type { Parsed, ParquetRows } from './types.ts'

/** Rows of a Parquet file; its columns are known from the first. */
export async function* readParquet(path: string, parquetRows: ParquetRows): AsyncGenerator<Parsed[]> {
  let row = 0
  try {
    for await (const rows of parquetRows(path)) {
      if (row === 0 && rows.length > 0) yield [{ columns: Object.keys(rows[0]!), fixed: true }]
      yield rows.map((values) => ({ row: ++row, values }))
    }
  } catch (error) {
    breakOff(row === 0 ? 'format' : 'truncated', `Parquet 文件已损坏，读到第 ${row} 行为止（${wordsOf(error)}）`)
  }
}
