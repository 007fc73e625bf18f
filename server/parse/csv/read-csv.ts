import { reject } from '../reject.ts'
import { breakOff } from '../break-off.ts'
import { BROKEN, type Decoded } from '../bytes/decode.ts'
import { readHeader, type Header } from '../header.ts'
import type { Parsed, RawRow } from '../types.ts'
import { declaredDelimiter, sniffDelimiter } from './delimiter.ts'
import { createRecordReader, type CsvRecord, type RecordReader } from './records.ts'

/** Rows of delimited text under one header line; broken lines are refused one by one. */
export async function* readCsv({ text, charset }: Decoded, limit: number): AsyncGenerator<Parsed[]> {
  const table = createTable(charset, limit)
  let reader: RecordReader | null = null
  let start = ''
  const begin = (last: boolean): CsvRecord[] => {
    const body = start.replace(BLANK_LINES, '')
    start = body
    const newline = body.indexOf('\n')
    if (newline < 0 && !last && body.length <= limit) return []
    if (body.trim() === '') return breakOff('empty', '文件是空的')
    const first = newline < 0 ? body : body.slice(0, newline)
    const declared = declaredDelimiter(first)
    reader = createRecordReader(declared ?? sniffDelimiter(first), limit)
    return reader.feed(declared === null ? body : body.slice(newline + 1).replace(BLANK_LINES, ''))
  }
  for await (const piece of text) {
    if (reader === null) {
      start += piece
      yield [...table(begin(false))]
    } else yield [...table((reader as RecordReader).feed(piece))]
  }
  if (reader === null) yield [...table(begin(true))]
  yield [...table(reader!.end())]
}

const BLANK_LINES = /^(?:[ \t]*\r?\n)+/

const isBlank = (fields: string[]): boolean => fields.every((field) => field.trim() === '')

const createTable = (charset: () => string, limit: number): ((records: CsvRecord[]) => Generator<Parsed>) => {
  let header: Header | null = null
  let row = 0
  return function* (records) {
    for (const record of records) {
      if (header === null) {
        header = headerOf(record, charset())
        yield { columns: header.columns, fixed: true }
        continue
      }
      row += 1
      if ('fields' in record && isBlank(record.fields)) continue
      yield rowOf(record, row, header.keys, { charset, limit })
    }
  }
}

const headerOf = (record: CsvRecord, charset: string): Header => {
  if ('bad' in record) return breakOff('header', '第一行（表头）读不出来：引号没有配对，或这一行过长')
  if (record.fields.some((field) => field.includes(BROKEN)))
    return breakOff('encoding', `表头按 ${charset} 读取时有无法识别的字节，请用 --encoding 指明字符集，或另存为 UTF-8`)
  return readHeader(record.fields)
}

const rowOf = (
  record: CsvRecord,
  row: number,
  keys: (string | null)[],
  { charset, limit }: { charset: () => string; limit: number },
): RawRow => {
  if ('bad' in record) {
    const reason = record.bad === 'quotes' ? '引号没有配对，本行无法拆分成列' : `本行超过 ${limit} 个字符`
    return { row, broken: reject(row, null, record.text, reason) }
  }
  const { fields } = record
  if (fields.length < keys.length || (fields.length > keys.length && !isBlank(fields.slice(keys.length)))) {
    return { row, broken: reject(row, null, fields.join(','), `应有 ${keys.length} 列，实际 ${fields.length} 列`) }
  }
  const values: Record<string, unknown> = {}
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index]!
    if (key === null) continue
    const field = fields[index]!
    if (field.includes(BROKEN)) {
      return { row, broken: reject(row, key, field, `含有按 ${charset()} 无法识别的字节，请检查文件编码`) }
    }
    values[key] = field
  }
  return { row, values }
}
