import { formatOf, type Format } from '../../parse/index.ts'

const BY_MEDIA_TYPE: Record<string, Format> = {
  'application/x-ndjson': 'ndjson',
  'application/ndjson': 'ndjson',
  'application/jsonl': 'ndjson',
  'application/x-jsonlines': 'ndjson',
  'application/json': 'json',
  'text/csv': 'csv',
  'application/csv': 'csv',
  'text/tab-separated-values': 'csv',
  'text/plain': 'csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.apache.parquet': 'parquet',
  'application/x-parquet': 'parquet',
  'application/x-yiping-rows': 'relay',
}

export interface Declared {
  contentType?: string | undefined
  fileName?: string | undefined
  encoding?: string | undefined
  gzip?: boolean | undefined
}
export interface Detected {
  format: Format
  charset?: string
  gzip: boolean
}

const mediaType = (contentType: string): string => contentType.split(';')[0]!.trim().toLowerCase()

const charsetOf = (contentType: string): string | undefined => /;\s*charset="?([^";\s]+)/i.exec(contentType)?.[1]

/** What the sender says the bytes are: by media type, else by the file's name; `null` when neither says. */
export const detectFormat = ({
  contentType = '',
  fileName = '',
  encoding,
  gzip = false,
}: Declared): Detected | null => {
  const type = mediaType(contentType)
  const named = formatOf(fileName)
  const format = Object.hasOwn(BY_MEDIA_TYPE, type) ? BY_MEDIA_TYPE[type] : named?.format
  if (format === undefined) return null
  const stated = charsetOf(contentType)
  // CSV is often labelled utf-8 by the client library and is GBK all the same, so only another charset is believed.
  const charset = encoding ?? (stated !== undefined && !/^utf-?8$/i.test(stated) ? stated : undefined)
  return { format, gzip: gzip || (named?.gzip ?? false), ...(charset === undefined ? {} : { charset }) }
}
