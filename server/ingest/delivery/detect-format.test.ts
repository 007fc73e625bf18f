import { expect, test } from 'vitest'
import { detectFormat, type Declared } from './index.ts'

test.each<[Declared, unknown]>([
  [{ contentType: 'application/x-ndjson' }, { format: 'ndjson', gzip: false }],
  [{ contentType: 'Text/CSV; charset=GBK' }, { format: 'csv', gzip: false, charset: 'GBK' }],
  [{ contentType: 'text/csv; charset=utf-8' }, { format: 'csv', gzip: false }],
  [
    { contentType: 'application/octet-stream', fileName: '台账.XLSX' },
    { format: 'xlsx', gzip: false },
  ],
  [{ fileName: 'a.csv.gz' }, { format: 'csv', gzip: true }],
  [
    { contentType: 'application/json', fileName: 'a.csv' },
    { format: 'json', gzip: false },
  ],
  [
    { contentType: 'text/csv; charset=gbk', encoding: 'utf-8' },
    { format: 'csv', gzip: false, charset: 'utf-8' },
  ],
  [
    { contentType: 'text/csv', gzip: true },
    { format: 'csv', gzip: true },
  ],
  [{ contentType: 'image/png', fileName: 'a.png' }, null],
  [{}, null],
])('%j is read as %j', (declared, expected) => {
  expect(detectFormat(declared)).toEqual(expected)
})
