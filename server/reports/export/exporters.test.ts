import { parse } from 'csv-parse/sync'
import exceljs from 'exceljs'
import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import JSZip from 'jszip'
import { exporterContract, writeAll, type ReadFile } from './exporter.contract.ts'
import type { Column, Row, Sheet } from './exporter.ts'
import { EXPORTERS } from './index.ts'
import { expect, test } from 'vitest'

const minute = (date: Date): string => date.toISOString().slice(0, 16).replace('T', ' ')

const readCsv: ReadFile = (bytes) => {
  const [heading, ...rows] = parse(bytes, { bom: true }) as string[][]
  return Promise.resolve({ heading: heading!, rows, about: '' })
}

/** A number as its format shows it, without separators and percent sign. */
const displayed = (value: exceljs.CellValue, format: string): string => {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return minute(value)
  if (typeof value !== 'number') return String(value)
  const decimals = /\.(0+)/.exec(format)?.[1]?.length
  const scaled = format.endsWith('%') ? Number(`${value}e2`) : value
  return decimals === undefined && !/0/.test(format) ? String(scaled) : scaled.toFixed(decimals ?? 0)
}

const readXlsx: ReadFile = async (bytes) => {
  const book = new exceljs.Workbook()
  await book.xlsx.load(bytes as unknown as exceljs.Buffer)
  const lines: string[][] = []
  const sheet = book.worksheets[0]!
  sheet.eachRow((row) =>
    lines.push(
      Array.from({ length: sheet.columnCount }, (_, at) =>
        displayed(row.getCell(at + 1).value, row.getCell(at + 1).numFmt ?? ''),
      ),
    ),
  )
  const others = book.worksheets.slice(1).map((other) => `${other.name} ${JSON.stringify(other.getSheetValues())}`)
  const core = await (await JSZip.loadAsync(bytes)).file('docProps/core.xml')!.async('string')
  const [heading, ...rows] = lines
  return {
    heading: heading!,
    rows,
    about: [core.replaceAll('&quot;', '"').replaceAll('&amp;', '&'), ...others].join('\n'),
  }
}

const readParquet: ReadFile = async (bytes) => {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer
  const metadata = await parquetMetadataAsync({
    byteLength: file.byteLength,
    slice: (start, end) => Promise.resolve(file.slice(start, end)),
  })
  const heading = metadata.schema.slice(1).map(({ name }) => name)
  const rows = await parquetReadObjects({ file })
  const about = (metadata.key_value_metadata ?? []).map(({ key, value }) => `${key} ${value}`).join('\n')
  const words = (value: unknown): string =>
    value === null || value === undefined ? '' : value instanceof Date ? minute(value) : String(value)
  return { heading, rows: rows.map((row) => heading.map((name) => words(row[name]))), about }
}

exporterContract('csv', EXPORTERS.csv, readCsv)
exporterContract('xlsx', EXPORTERS.xlsx, readXlsx)
exporterContract('parquet', EXPORTERS.parquet, readParquet)

const numbers = (count: number): Row[] => Array.from({ length: count }, (_, at): Row => [`甲${at % 7}`, at])

test('CSV begins with a byte order mark, so that Excel takes it for UTF-8', async () => {
  const bytes = await writeAll(EXPORTERS.csv, [
    {
      name: '数据',
      columns: [{ name: '区域', kind: 'text', width: 9 }],
      pages: async function* () {
        yield await Promise.resolve([])
      },
    },
  ])
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
})

test('a wide sheet is printed over several pages side by side, each with its heading, the columns that say what a row is, its scope and who took it out', async () => {
  const wide = (name: string, width: number, title = false): Column => ({
    name,
    kind: 'text',
    width,
    ...(title ? { title } : {}),
  })
  const sheet = (name: string, columns: Column[]): Sheet => ({
    name,
    columns,
    pages: async function* () {
      yield await Promise.resolve([columns.map(({ name: text }) => text)])
    },
  })
  const columns = [
    wide('区域', 16, true),
    wide('指标', 20, true),
    ...Array.from({ length: 18 }, (_, at) => wide(`列${at}`, 14)),
  ]
  const book = new exceljs.Workbook()
  await book.xlsx.load(
    (await writeAll(EXPORTERS.xlsx, [
      sheet('数据', columns),
      sheet('质量', columns.slice(2, 13)),
    ])) as unknown as exceljs.Buffer,
  )
  const [data, quality] = book.worksheets.map(
    ({ pageSetup }) => pageSetup as typeof pageSetup & { printTitlesColumn?: string },
  )
  expect(data).toMatchObject({
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 3,
    fitToHeight: 0,
    paperSize: 9,
    printTitlesRow: '1:1',
    printTitlesColumn: 'A:B',
  })
  expect(quality).toMatchObject({ fitToWidth: 1, printTitlesRow: '1:1' })
  expect(quality!.printTitlesColumn).toBeUndefined()
  for (const { headerFooter } of book.worksheets) {
    expect(headerFooter.oddHeader).toMatch(/^&L.*数据截至 \d{4}-\d\d-\d\d \d\d:\d\d（版本 \d+）/)
    expect(headerFooter.oddFooter).toMatch(/^&L\S.* \d{4}-\d\d-\d\d \d\d:\d\d&C第 &P 页，共 &N 页$/)
  }
})

test('rows beyond what a sheet holds go on the next one, under the same heading', async () => {
  const page = numbers(5_000)
  const bytes = await writeAll(EXPORTERS.xlsx, [
    {
      name: '数据',
      columns: [
        { name: '区域', kind: 'text', width: 9 },
        { name: '数', kind: 'number', width: 9 },
      ],
      pages: async function* () {
        for (let at = 0; at < 210; at += 1) yield await Promise.resolve(page)
      },
    },
  ])
  const zip = await JSZip.loadAsync(bytes)
  const second = await zip.file('xl/worksheets/sheet2.xml')!.async('string')
  expect(second.match(/<row /g)).toHaveLength(1 + 210 * 5_000 - 1_048_575)
  expect(await zip.file('xl/workbook.xml')!.async('string')).toContain('数据 2')
})

test('a row with more text than its column holds is as high as its lines, up to what Excel knows; figures stand under their heading', async () => {
  const rows: Row[] = [
    ['甲', '按小时值个数合并，不对均值再求平均，缺测不计入', 1],
    ['乙', '短', 2],
    ['丙', '长'.repeat(3_000), 3],
  ]
  const book = new exceljs.Workbook()
  await book.xlsx.load(
    (await writeAll(EXPORTERS.xlsx, [
      {
        name: '口径',
        columns: [
          { name: '指标', kind: 'text', width: 20 },
          { name: '含义', kind: 'text', width: 30 },
          { name: '行数', kind: 'number', width: 14 },
        ],
        pages: async function* () {
          yield await Promise.resolve(rows)
        },
      },
    ])) as unknown as exceljs.Buffer,
  )
  const sheet = book.worksheets[0]!
  expect([1, 2, 3, 4].map((row) => sheet.getRow(row).height ?? sheet.properties.defaultRowHeight)).toEqual([
    16.5, 33, 16.5, 409,
  ])
  expect(['A1', 'C1'].map((at) => sheet.getCell(at).alignment.horizontal)).toEqual([undefined, 'right'])
  expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1, topLeftCell: 'A2' })
})

test('name and time lie over every sheet, no more than a few however long it is, beside each other on a wide one', async () => {
  const sheet = (name: string, rows: number, columns: number): Sheet => ({
    name,
    columns: Array.from({ length: columns }, (_, at): Column => ({ name: `列${at}`, kind: 'number', width: 16 })),
    pages: async function* () {
      yield await Promise.resolve(
        Array.from({ length: rows }, (_, at): Row => Array.from({ length: columns }, () => at)),
      )
    },
  })
  const zip = await JSZip.loadAsync(
    await writeAll(EXPORTERS.xlsx, [
      sheet('短', 3, 2),
      sheet('长', 480, 2),
      sheet('很长', 9_600, 2),
      sheet('宽', 24, 18),
    ]),
  )
  const marks = await Promise.all(
    [1, 2, 3, 4].map(async (at) =>
      (await zip.file(`xl/drawings/drawing${at}.xml`)!.async('string')).match(/<a:t>[^<]+<\/a:t>/g)!,
    ),
  )
  expect(marks.map(({ length }) => length)).toEqual([1, 20, 60, 3])
  expect(new Set(marks.flat()).size).toBe(1)
  expect(marks[0]![0]).toMatch(/<a:t>.+ \d{4}-\d\d-\d\d \d\d:\d\d<\/a:t>/)
  expect(await zip.file('xl/worksheets/sheet2.xml')!.async('string')).toContain(`<drawing r:id="rId1"/>`)
})

test('what explains a Parquet file tells moments as moments', async () => {
  const rows = (name: string, column: Column, value: number): Sheet => ({
    name,
    columns: [column],
    pages: async function* () {
      yield await Promise.resolve([[value]])
    },
  })
  const { about } = await readParquet(
    await writeAll(EXPORTERS.parquet, [
      rows('数据', { name: '件数', kind: 'number', width: 8 }, 3),
      rows('质量', { name: '最近到达', kind: 'time', width: 8 }, Date.UTC(2026, 10, 28, 16, 32)),
    ]),
  )
  expect(about).toContain('最近到达\n2026-11-28 16:32')
})
