import { breakOff, problemOf } from './break-off.ts'
import { decode } from './bytes/decode.ts'
import { gunzipIfNeeded } from './bytes/gunzip.ts'
import { limitBytes, peek, readBytes } from './bytes/read-bytes.ts'
import { spool } from './bytes/spool.ts'
import { readCsv } from './csv/read-csv.ts'
import { readJson } from './json/read-json.ts'
import { readNdjson } from './json/read-ndjson.ts'
import { readParquet } from './parquet.ts'
import { readRelay } from './json/read-relay.ts'
import type { Format, OpenOptions, ParseDeps, Parsed, Source } from './types.ts'

const RECORD_LIMIT = 1_048_576

/** How files of other kinds begin. */
const MARKS: { mark: string; words: string; format: Format | null }[] = [
  { mark: 'PK\u0003\u0004', words: 'XLSX 或 ZIP 文件', format: 'xlsx' },
  { mark: 'PAR1', words: 'Parquet 文件', format: 'parquet' },
  {
    mark: '\u00d0\u00cf\u0011\u00e0',
    words: '旧版 Excel（.xls）或带密码的工作簿，请另存为不带密码的 .xlsx',
    format: null,
  },
  { mark: '%PDF', words: 'PDF 文件', format: null },
]
const SHOWN: Record<Format, string> = {
  csv: 'CSV',
  json: 'JSON',
  ndjson: 'NDJSON',
  xlsx: 'XLSX',
  parquet: 'Parquet',
  relay: '已拆分的行',
}

/**
 * Reads a delivered file, some rows at a time: headers first, then rows and broken rows, and last a problem when the
 * file could not be read to its end; rows before the break are given. Whatever the bytes, it ends and does not throw.
 */
export async function* openRows(source: Source, options: OpenOptions, deps: ParseDeps): AsyncGenerator<Parsed[]> {
  try {
    const plain = gunzipIfNeeded(readBytes(source), options.gzip ?? false)
    const { head, all } = await peek(limitBytes(plain, options.byteLimit ?? Infinity), 4)
    const packed = options.format === 'xlsx' || options.format === 'parquet'
    refuseOtherKinds(head, options.format)
    if (packed) yield* readSpooled(all, options, deps)
    else yield* readText(all, options)
  } catch (error) {
    const problem = problemOf(error)
    if (problem === null) throw error
    yield [{ problem }]
  }
}

/**
 * Its libraries are loaded for the one kind of file that needs them: a small CSV is imported in less time than they
 * take.
 */
async function* readWorkbook(path: string, sheet: string | undefined): AsyncGenerator<Parsed[]> {
  yield* (await import('./xlsx/read-xlsx.ts')).readXlsx(path, sheet)
}

const refuseOtherKinds = (head: Buffer, format: Format): void => {
  const start = head.toString('latin1', 0, 4)
  const found = MARKS.find(({ mark }) => start === mark)
  if (found && found.format !== format) breakOff('format', `内容是${found.words}，不是 ${SHOWN[format]}`)
  if (format !== 'xlsx' && format !== 'parquet') return
  if (head.length === 0) breakOff('empty', '文件是空的')
  if (!found) breakOff('format', `内容不是 ${SHOWN[format]} 文件`)
}

async function* readText(
  bytes: AsyncIterable<Uint8Array>,
  { format, charset, recordLimit = RECORD_LIMIT }: OpenOptions,
): AsyncGenerator<Parsed[]> {
  const decoded = decode(bytes, charset)
  if (format === 'csv') yield* readCsv(decoded, recordLimit)
  else if (format === 'json') yield* readJson(decoded, recordLimit)
  else if (format === 'relay') yield* readRelay(decoded, recordLimit)
  else yield* readNdjson(decoded, recordLimit)
}

async function* readSpooled(
  bytes: AsyncIterable<Uint8Array>,
  { format, sheet }: OpenOptions,
  { parquetRows }: ParseDeps,
): AsyncGenerator<Parsed[]> {
  const file = await spool(bytes)
  try {
    yield* format === 'xlsx' ? readWorkbook(file.path, sheet) : readParquet(file.path, parquetRows)
  } finally {
    await file.remove()
  }
}
