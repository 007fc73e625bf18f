import type { Content } from 'pdfmake/interfaces.js'
import type { Block } from '../model.ts'
import { introduces, isHeading, isShort } from '../short-table.ts'

/**
 * Within a piece that moves as one, nothing else may say what moves: the library would lay the piece twice or lose it.
 */
const asPart = (content: Content): Content =>
  typeof content === 'object' && !Array.isArray(content)
    ? (Object.fromEntries(
        Object.entries(content).filter(([key]) => key !== 'headlineLevel' && key !== 'unbreakable'),
      ) as unknown as Content)
    : content

/** Where what leads to the table at a place begins: its introduction, and the headings above. */
export const leadOf = (blocks: readonly Block[], table: number): number => {
  let first = table
  while (first > 0 && (isHeading(blocks[first - 1]!) || introduces(blocks[first - 1]!, blocks[first]))) first -= 1
  return first
}

/**
 * What leads to a table that stands whole is one piece with it: of what goes to the next page whole, the library does
 * not say that it left its heading.
 */
export const joined = (blocks: readonly Block[], content: readonly Content[]): Content[] => {
  const all = [...content]
  for (const [at, block] of blocks.entries()) {
    if (block.kind !== 'table' || !isShort(block)) continue
    const first = leadOf(blocks, at)
    if (first < at)
      all.splice(first, at - first + 1, ...all.slice(first, at).map((): Content => ({ stack: [] })), {
        stack: all.slice(first, at + 1).map(asPart),
        unbreakable: true,
      })
  }
  return all
}
