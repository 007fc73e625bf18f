import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync, type Zippable } from 'fflate'
import { afterAll, expect, test } from 'vitest'
import { problemOf } from '../break-off.ts'
import { readXlsx } from './read-xlsx.ts'

const folder = mkdtempSync(join(tmpdir(), 'yiping-xlsx-'))
afterAll(() => rmSync(folder, { recursive: true }))

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const sheetOf = (rows: string): string =>
  `${HEAD}<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>名称</v></c></row>${rows}</sheetData></worksheet>`
const workbook = (sheet: string, more: Record<string, string> = {}): Zippable => ({
  'xl/workbook.xml': bytes(`${HEAD}<workbook><sheets><sheet name="表" r:id="r1" xmlns:r="x"/></sheets></workbook>`),
  'xl/_rels/workbook.xml.rels': bytes(
    `${HEAD}<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>`,
  ),
  'xl/worksheets/sheet1.xml': bytes(sheet),
  ...Object.fromEntries(Object.entries(more).map(([name, text]) => [name, bytes(text)])),
})

const read = async (parts: Zippable): Promise<unknown> => {
  const path = join(folder, 'book.xlsx')
  writeFileSync(path, zipSync(parts, { level: 9 }))
  const rows: unknown[] = []
  try {
    for await (const some of readXlsx(path)) rows.push(...some)
    return rows
  } catch (error) {
    const problem = problemOf(error)
    if (problem) return problem
    throw error
  }
}
const row = (text: string): string => `<row r="2"><c r="A2" t="str"><v>${text}</v></c></row>`

test('a plain workbook is read', async () => {
  expect(await read(workbook(sheetOf(row('甲'))))).toEqual([
    { columns: ['名称'], fixed: true },
    { row: 1, values: { 名称: '甲' } },
  ])
})

test.each<[string, Zippable, { kind: string; message: RegExp }]>([
  [
    'a file outside, named as an entity',
    workbook(
      sheetOf(row('&secret;')).replace(
        '<worksheet>',
        '<!DOCTYPE worksheet [<!ENTITY secret SYSTEM "file:///etc/passwd">]><worksheet>',
      ),
    ),
    { kind: 'format', message: /DTD/ },
  ],
  [
    'entities that multiply',
    workbook(
      sheetOf(row('&b;')).replace(
        '<worksheet>',
        '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><worksheet>',
      ),
    ),
    { kind: 'format', message: /DTD/ },
  ],
  ['an entity nobody declared', workbook(sheetOf(row('&nbsp;'))), { kind: 'truncated', message: /损坏/ }],
  [
    'strings with a document type',
    workbook(sheetOf(row('甲')), {
      'xl/sharedStrings.xml': `${HEAD}<!DOCTYPE sst SYSTEM "http://example.test/x.dtd"><sst><si><t>甲</t></si></sst>`,
    }),
    { kind: 'format', message: /DTD/ },
  ],
  [
    'a sheet that unfolds a thousandfold',
    workbook(sheetOf(' '.repeat(20_000_000))),
    { kind: 'too-large', message: /膨胀/ },
  ],
  [
    'a cell without end',
    workbook(sheetOf(row(Array.from({ length: 800_000 }, (_, n) => n.toString(36)).join('，')))),
    { kind: 'too-large', message: /过长/ },
  ],
  ['nesting without end', workbook(sheetOf('<x>'.repeat(3_000))), { kind: 'format', message: /嵌套/ }],
  [
    'thousands of parts',
    {
      ...workbook(sheetOf(row('甲'))),
      ...Object.fromEntries(Array.from({ length: 2_100 }, (_, n) => [`xl/media/${n}`, new Uint8Array(0)])),
    },
    { kind: 'too-large', message: /2000 个/ },
  ],
])('%s breaks it off', async (_, parts, { kind, message }) => {
  expect(await read(parts)).toMatchObject({ kind, message: expect.stringMatching(message) as unknown })
})
