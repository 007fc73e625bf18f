import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import exceljs from 'exceljs'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { openRows, type OpenOptions, type Parsed } from './index.ts'

const deps = {
  parquetRows: async function* (): AsyncGenerator<never> {
    yield await Promise.reject<never>(new Error('not a file'))
  },
}

const read = async (bytes: Buffer | string, options: OpenOptions, piece = Infinity): Promise<Parsed[]> => {
  const all = Buffer.from(bytes)
  const pieces: Buffer[] = []
  for (let at = 0; at < all.length; at += piece) pieces.push(all.subarray(at, Math.min(all.length, at + piece)))
  const items: Parsed[] = []
  for await (const some of openRows({ stream: Readable.from(pieces) }, options, deps)) items.push(...some)
  return items
}

/** Values of rows, reasons of broken ones, kinds of problems. */
const gist = (items: Parsed[]): unknown[] =>
  items.flatMap((item): unknown[] =>
    'columns' in item
      ? []
      : 'problem' in item
        ? [item.problem.kind]
        : 'broken' in item
          ? [[item.row, item.broken.reason]]
          : [[item.row, item.values]],
  )

test.each<[string, string | Buffer, unknown[]]>([
  ['commas', 'a,b\n1,2\n', [[1, { a: '1', b: '2' }]]],
  ['semicolons', 'a;b\n1;2,5\n', [[1, { a: '1', b: '2,5' }]]],
  ['tabs', 'a\tb\n1\t2', [[1, { a: '1', b: '2' }]]],
  ["Excel's own first line", 'sep=;\na;b\n1;2\n', [[1, { a: '1', b: '2' }]]],
  ['a mark and CRLF', '\ufeffa,b\r\n1,2\r\n', [[1, { a: '1', b: '2' }]]],
  ['quotes around commas, quotes and line ends', 'a,b\n"1,""x""\ny",2\n', [[1, { a: '1,"x"\ny', b: '2' }]]],
  ['blank rows, left out and counted', 'a,b\n\n,\n1,2\n', [[3, { a: '1', b: '2' }]]],
  [
    'a short row',
    'a,b\n1\n1,2\n',
    [
      [1, '应有 2 列，实际 1 列'],
      [2, { a: '1', b: '2' }],
    ],
  ],
  [
    'a long row, unless the rest is empty',
    'a,b\n1,2,3\n1,2,,\n',
    [
      [1, '应有 2 列，实际 3 列'],
      [2, { a: '1', b: '2' }],
    ],
  ],
  ['columns without a name, left out', 'a,,b\n1,x,2\n', [[1, { a: '1', b: '2' }]]],
  [
    'UTF-16 as Excel saves it',
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('区,b\n甲,2\n', 'utf16le')]),
    [[1, { 区: '甲', b: '2' }]],
  ],
  ['GBK', iconv.encode('区域,b\n城厢街道,2\n', 'gbk'), [[1, { 区域: '城厢街道', b: '2' }]]],
  ['gzip that nobody declared', gzipSync('a,b\n1,2\n'), [[1, { a: '1', b: '2' }]]],
  ['a header and nothing else', 'a,b\n', []],
  ['nothing', ' \n\n', ['empty']],
  ['a PDF', '%PDF-1.7 …', ['format']],
])('CSV with %s is read', async (_, text, expected) => {
  expect(gist(await read(text, { format: 'csv' }))).toEqual(expected)
})

test('CSV, NDJSON and JSON read the same however the bytes are cut', async () => {
  const cell = fc
    .string({ unit: fc.constantFrom('a', '甲', '"', ',', '\n', ' ', '\\', '😀', '{', ']') })
    .filter((text) => text.trim() !== '')
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ x: cell, y: cell }), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 9 }),
      async (rows, piece) => {
        const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
        const expected = rows.map((row, index) => [index + 1, row])
        expect(
          gist(
            await read(
              `x,y\n${rows.map((row) => `${quoted(row.x)},${quoted(row.y)}`).join('\n')}`,
              { format: 'csv', charset: 'utf-8' },
              piece,
            ),
          ),
        ).toEqual(expected)
        expect(
          gist(
            await read(
              rows.map((row) => JSON.stringify(row)).join('\n'),
              { format: 'ndjson', charset: 'utf-8' },
              piece,
            ),
          ),
        ).toEqual(expected)
        expect(gist(await read(JSON.stringify(rows), { format: 'json', charset: 'utf-8' }, piece))).toEqual(expected)
      },
    ),
    { numRuns: 200 },
  )
})

test.each<[string, OpenOptions['format'], string, unknown[]]>([
  [
    'a line that is no JSON',
    'ndjson',
    '{"a":1}\n{"a":\n{"a":3}',
    [
      [1, { a: 1 }],
      [2, '不是有效的 JSON，应是一个对象 {"列名": 值, …}'],
      [3, { a: 3 }],
    ],
  ],
  ['NaN', 'ndjson', '{"a":NaN}', [[1, 'NaN 不是 JSON 的数值，没有数值请写 null']]],
  ['single quotes', 'ndjson', "{'a':1}", [[1, '不是有效的 JSON：名称和文字应使用双引号']]],
  ['a bare value', 'ndjson', '5', [[1, '应是一个对象 {"列名": 值, …}']]],
  ['an array called NDJSON', 'ndjson', '[{"a":1}]', ['format']],
  ['an object called JSON', 'json', '{"a":1}', ['format']],
  [
    'an array with a bad element',
    'json',
    '[{"a":1}, oops, {"a":3},]',
    [
      [1, { a: 1 }],
      [2, '不是有效的 JSON，应是一个对象 {"列名": 值, …}'],
      [3, { a: 3 }],
    ],
  ],
  ['an array without end', 'json', '[{"a":1}, {"a":', [[1, { a: 1 }], 'truncated']],
  ['something behind the array', 'json', '[{"a":1}] x', [[1, { a: 1 }], 'format']],
  [
    'lines of another machine that are none',
    'relay',
    '{"row":1,"values":{"a":1}}\n{"row":0}',
    [[1, { a: 1 }], 'format'],
  ],
])('%s (%s) is answered', async (_, format, text, expected) => {
  expect(gist(await read(text, { format }))).toEqual(expected)
})

test('a broken archive gives what came before the break, cut at a row', async () => {
  const packed = gzipSync(
    `a,b\n${Array.from({ length: 5_000 }, (_, index) => `${Math.sin(index)},甲${index}\n`).join('')}`,
  )
  const items = gist(await read(packed.subarray(0, packed.length / 2), { format: 'csv' }))
  expect(items.length).toBeGreaterThan(1_000)
  expect(items.slice(0, -1)).toEqual(
    Array.from({ length: items.length - 1 }, (_, index) => [
      index + 1,
      { a: String(Math.sin(index)), b: `甲${index}` },
    ]),
  )
  expect(items.at(-1)).toBe('truncated')
})

test('a workbook gives text, numbers, truth, dates and faults; another sheet by its name', async () => {
  const book = new exceljs.Workbook()
  const sheet = book.addWorksheet('一')
  sheet.addRow(['t', 'n', 'b', 'd', 'f'])
  sheet.addRow(['甲', 1.5, true, new Date('2019-03-01T05:00:00Z'), { formula: 'A1', result: 7 }])
  sheet.addRow(['乙', null, null, null, { formula: 'A1' }])
  book.addWorksheet('二').addRows([['x'], [1]])
  const bytes = Buffer.from(await book.xlsx.writeBuffer())
  expect(gist(await read(bytes, { format: 'xlsx' }))).toEqual([
    [1, { t: '甲', n: 1.5, b: true, d: '2019-03-01T05:00:00', f: 7 }],
    [2, { t: '乙', n: null, b: null, d: null, f: { fault: 'formula', cell: 'E3', text: '=A1' } }],
  ])
  expect(gist(await read(bytes, { format: 'xlsx', sheet: '二' }))).toEqual([[1, { x: 1 }]])
  expect(gist(await read(bytes, { format: 'xlsx', sheet: '三' }))).toEqual(['format'])
  expect(gist(await read(bytes.subarray(0, bytes.length / 2), { format: 'xlsx' }))).toEqual(['truncated'])
})

test('whatever the bytes, reading ends and does not throw', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 300 }),
      fc.constantFrom(...(['csv', 'json', 'ndjson', 'xlsx', 'parquet', 'relay'] as const)),
      async (bytes, format) => {
        expect(Array.isArray(await read(Buffer.from(bytes), { format }))).toBe(true)
      },
    ),
    { numRuns: 400 },
  )
})
