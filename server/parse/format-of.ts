import type { Format } from './types.ts'

const BY_EXTENSION: Record<string, Format> = {
  csv: 'csv',
  tsv: 'csv',
  txt: 'csv',
  json: 'json',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  xlsx: 'xlsx',
  xlsm: 'xlsx',
  parquet: 'parquet',
}

/** Format a file's name promises (`.csv.gz` included); `null` for an ending nothing here reads. */
export const formatOf = (fileName: string): { format: Format; gzip: boolean } | null => {
  const lower = fileName.toLowerCase()
  const gzip = lower.endsWith('.gz')
  const extension = (gzip ? lower.slice(0, -3) : lower).split('.').pop()!
  const format = Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension] : undefined
  return format ? { format, gzip } : null
}
