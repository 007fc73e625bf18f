import type { ColumnSource } from './column/index.ts'

export interface HeaderReport {
  /** Headers that declared columns need and that are not there. */
  missing: string[]
  /** Headers that stand twice and are used, so that nobody can tell which is meant. */
  duplicated: string[]
  /** Headers no column is made from. */
  ignored: string[]
}

/** What the headers of a delivery mean for the dataset's columns. */
export const reportHeaders = (sources: readonly ColumnSource[], headers: readonly string[]): HeaderReport => {
  const present = new Set(headers)
  const used = new Set(sources.flatMap((source) => source.ways.flat()))
  const missing = sources
    .filter((source) => !source.ways.some((way) => way.every((header) => present.has(header))))
    .flatMap((source) => source.ways[0]!.filter((header) => !present.has(header)))
  const twice = headers.filter((header, index) => headers.indexOf(header) !== index)
  return {
    missing: [...new Set(missing)],
    duplicated: [...new Set(twice)].filter((header) => used.has(header)),
    ignored: [...present].filter((header) => !used.has(header)),
  }
}
