import { expect, test } from 'vitest'
import type { Block } from '../model.ts'
import { joined } from './joined.ts'

const heading = (kind: 'heading' | 'subheading' | 'paragraph', length = 1): Block => ({
  kind,
  text: '文'.repeat(length),
})
const table = (rows: number): Block => ({
  kind: 'table',
  caption: '',
  columns: [{ name: '区域', numeric: false, share: 1 }],
  rows: Array.from({ length: rows }, () => ['甲']),
})
/** What stands together, by the places of the blocks. */
const pieces = (...blocks: Block[]): unknown[] =>
  joined(
    blocks,
    blocks.map((_, at) => String(at)),
  ).map((one) => (typeof one === 'object' && 'stack' in one ? one.stack : one))

test('headings and a sentence directly above a table that stands whole stand with it, and every block keeps its place', () => {
  expect(
    pieces(heading('paragraph'), heading('heading'), heading('subheading'), table(3), heading('paragraph')),
  ).toEqual(['0', [], [], ['1', '2', '3'], '4'])
  expect(pieces(heading('heading'), heading('paragraph'), table(3))).toEqual([[], [], ['0', '1', '2']])
  expect(pieces(heading('heading'), heading('paragraph', 200), table(3))).toEqual(['0', '1', '2'])
  expect(pieces(heading('heading'), table(30))).toEqual(['0', '1'])
  expect(pieces(table(3), heading('heading'), table(2))).toEqual(['0', [], ['1', '2']])
})

test('a part of a piece that moves as one says nothing of its own moving', () => {
  const [, piece] = joined(
    [heading('heading'), table(2)],
    [
      { text: '三、', headlineLevel: 1, bold: true },
      { table: { body: [] }, unbreakable: true },
    ],
  )
  expect(piece).toEqual({ stack: [{ text: '三、', bold: true }, { table: { body: [] } }], unbreakable: true })
})
