import type { Content, Node, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { lined } from '../../draw/index.ts'
import { definitionsLine, scopeLine, watermarkOf, type Stamp } from '../../export/exporter.ts'
import type { Block, DocumentFormat } from '../model.ts'
import { isShort } from '../short-table.ts'
import { contentOf } from './blocks.ts'
import { chartOnPaper } from './chart.ts'
import { prepared } from './face.ts'
import { lowered, type Place } from './fit.ts'
import { joined, leadOf } from './joined.ts'
import { comesTooLate, FOOT_ABOVE_TABLE } from './late-heading.ts'
import { PAGE } from './page.ts'

/** A page that ends early costs a new layout; so many are given to a document. */
const MOST_LAYOUTS = 5

const definitionOf = (stamp: Stamp): TDocumentDefinitions => {
  const words = watermarkOf(stamp)
  return {
    pageSize: 'A4',
    pageMargins: PAGE.margins,
    info: {
      title: stamp.title,
      author: stamp.exporter,
      subject: `${stamp.scope}；数据截至 ${stamp.asOf}；版本号 ${stamp.version}`,
      keywords: words,
      creator: 'Yiping',
      producer: 'Yiping',
      creationDate: new Date(stamp.at),
    },
    defaultStyle: { font: 'Noto', fontSize: 12 },
    watermark: { text: words, fontSize: 22, color: '#8fa3bd', opacity: 0.16, angle: -35 },
    header: {
      stack: [{ text: scopeLine(stamp) }, { text: `${words} 导出`, alignment: 'right' }],
      fontSize: 8.5,
      color: '#6b7788',
      margin: [79, 34, 74, 0],
    },
    footer: (page) => ({
      stack: [
        { text: `— ${page} —`, fontSize: 11 },
        { text: definitionsLine(stamp), fontSize: 8.5, color: '#6b7788', margin: [0, 4, 0, 0] },
      ],
      alignment: 'center',
      margin: [0, 20, 0, 0],
    }),
    content: [],
  }
}

/** The library writes into what it is given; and its face has every sign but these. */
const copied = <T>(value: T): T => {
  if (typeof value === 'string') return lined(value) as T
  if (Array.isArray(value)) return value.map(copied) as T
  return value !== null && typeof value === 'object'
    ? (Object.fromEntries(Object.entries(value).map(([key, one]) => [key, copied(one)])) as T)
    : value
}

/**
 * Ids of what leads to a table that may go on over pages: the library tells of its rows where they would have stood.
 */
const ABOVE_TABLE = 'above table '
/** The level of text that introduces a table: it moves on as headings do. */
const INTRODUCTION = 3

const aboveTables = (blocks: readonly Block[], content: Content[]): void => {
  for (const [table, block] of blocks.entries()) {
    if (block.kind !== 'table' || isShort(block)) continue
    for (let at = leadOf(blocks, table); at < table; at += 1)
      content[at] = Object.assign({ headlineLevel: INTRODUCTION }, content[at], { id: `${ABOVE_TABLE}${at}` })
  }
}

/** Lays the pages; also says where everything with an id came to stand. */
const lay = async (
  stamp: Stamp,
  content: Content[],
): Promise<{ bytes: Buffer; places: ReadonlyMap<string, Place> }> => {
  const places = new Map<string, Place>()
  const bytes = await prepared()
    .createPdf({
      ...definitionOf(stamp),
      content: copied(content),
      pageBreakBefore: (node: Node, queries) => {
        if (node.id) places.set(node.id, node.startPosition)
        return comesTooLate(
          node,
          queries.getFollowingNodesOnPage(),
          node.id?.startsWith(ABOVE_TABLE) ? FOOT_ABOVE_TABLE : undefined,
        )
      },
    })
    .getBuffer()
  return { bytes, places }
}

/**
 * A PDF with its own face inside; what was copied out of it is text. A chart that would leave much of a page empty is
 * drawn a little lower.
 */
export const renderPdf: DocumentFormat['render'] = async ({ stamp, blocks }, photoOf) => {
  const content: Content[] = []
  for (const [at, block] of blocks.entries()) {
    content.push(await (block.kind === 'chart' ? chartOnPaper(block, `chart ${at}`) : contentOf(block, photoOf)))
  }
  aboveTables(blocks, content)
  content.splice(0, content.length, ...joined(blocks, content))
  let laid = await lay(stamp, content)
  // From the first page on: what is lowered moves all that follows.
  for (let again = 1, from = 0; again < MOST_LAYOUTS; again += 1) {
    const found = blocks.slice(from).flatMap((block, index) => {
      const id = `chart ${from + index}`
      const height =
        block.kind === 'chart' ? lowered(block, laid.places.get(`before ${id}`), laid.places.get(id)) : null
      return block.kind === 'chart' && height !== null ? [{ block, at: from + index, id, height }] : []
    })[0]
    if (!found) break
    content[found.at] = await chartOnPaper(found.block, found.id, found.height)
    from = found.at + 1
    laid = await lay(stamp, content)
  }
  return laid.bytes
}
