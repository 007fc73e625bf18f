import type { Content } from 'pdfmake/interfaces.js'
import type { Block } from '../model.ts'
import { isShort } from '../short-table.ts'

/** Text that belongs to what follows it. */
export const isHeading = ({ kind }: Block): boolean => kind === 'heading' || kind === 'subheading'

/**
 * Within a piece that moves as one, nothing else may say what moves: the library would lay the piece twice or lose it.
 */
const asPart = (content: Content): Content =>
  typeof content === 'object' && !Array.isArray(content)
    ? (Object.fromEntries(
        Object.entries(content).filter(([key]) => key !== 'headlineLevel' && key !== 'unbreakable'),
      ) as unknown as Content)
    : content

/**
 * Headings directly above a table that stands whole are one piece with it: of what goes to the next page whole, the
 * library does not say that it left them.
 */
export const joined = (blocks: readonly Block[], content: readonly Content[]): Content[] => {
  const all = [...content]
  for (const [at, block] of blocks.entries()) {
    if (block.kind !== 'table' || !isShort(block)) continue
    let first = at
    while (first > 0 && isHeading(blocks[first - 1]!)) first -= 1
    if (first < at)
      all.splice(first, at - first + 1, ...all.slice(first, at).map((): Content => ({ stack: [] })), {
        stack: all.slice(first, at + 1).map(asPart),
        unbreakable: true,
      })
  }
  return all
}
