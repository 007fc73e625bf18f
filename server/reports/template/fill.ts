import { bucketTitle, untoldWords } from '../../contract/index.ts'
import type { Block } from '../document/model.ts'
import { indicatorOf, type FillContext } from './context.ts'
import { caseList } from './cases.ts'
import { chart, ranking, split, table } from './figures.ts'
import { rankedWords } from './ranked.ts'
import type { About, Node, Operator, Piece } from './read/nodes.ts'
import { apartFrom, type Told } from './apart.ts'
import { changeWords, issueNumber, momentWords, ordinal, reachedWords, targetWords, valueWords } from './words.ts'

const MEETS: Record<Operator, (value: number, limit: number) => boolean> = {
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '=': (a, b) => a === b,
}

/** What the report's bucket is called. */
export const periodOf = ({ clock, occasion }: Pick<FillContext, 'clock' | 'occasion'>): string =>
  bucketTitle(clock.zone.format(occasion.bucket), occasion.grain)

const aboutWords = (context: FillContext, what: About): string => {
  switch (what) {
    case '地区':
      return context.region.name
    case '期间':
      return periodOf(context)
    case '期号':
      return issueNumber(context.clock.zone.format(context.occasion.bucket), context.occasion.grain)
    case '序':
      return ordinal((context.headings.count += 1))
    case '截至':
      return momentWords(context.occasion.pin.asOf)
    case '导出人':
      return context.exporter
  }
}

/** What a piece says; of a value also which it is. */
const wordsOf = async (context: FillContext, piece: Piece): Promise<string | { words: string; told: Told }> => {
  if (piece.kind === 'words') return piece.text
  if (piece.kind === 'about') return aboutWords(context, piece.what)
  // The check keeps such words out of reports that have no subject.
  if (piece.kind === 'special') {
    const words = context.special!.word(piece.what)
    context.behind.say(piece.what, words)
    return words
  }
  const indicator = indicatorOf(context, piece.indicator)
  const { aspect, grain } = piece
  if (!['最高', '最低', '前', '后'].includes(aspect.kind)) {
    const cell = await context.numbers.cell(indicator, grain)
    if (aspect.kind === '值') {
      if (cell.suppressed) return untoldWords(cell)
      const words = valueWords(indicator, cell.value)
      return cell.value === null ? words : { words, told: { indicator, value: cell.value } }
    }
    if (aspect.kind === '达标') return reachedWords(indicator, cell)
    return aspect.kind === '目标'
      ? targetWords(indicator, cell.target)
      : changeWords(indicator, cell, aspect.kind === '同比' ? 'yoy' : 'pop')
  }
  const list = await context.numbers.children(indicator, grain)
  const count = 'count' in aspect ? aspect.count : 1
  return rankedWords(indicator, context.region.childLevel, list, {
    end: aspect.kind === '最高' || aspect.kind === '前' ? 'first' : 'last',
    count,
  })
}

const sentence = async (context: FillContext, pieces: readonly Piece[]): Promise<string> => {
  const words: string[] = []
  const values: (Told | null)[] = []
  for (const piece of pieces) {
    const said = await wordsOf(context, piece)
    words.push(typeof said === 'string' ? said : said.words)
    values.push(typeof said === 'string' ? null : said.told)
  }
  return apartFrom(words, values).join('')
}

/** A line that says something itself, and the numbers behind it. */
const said = async (context: FillContext, node: Exclude<Node, { kind: 'if' | 'given' }>): Promise<Block[]> => {
  const blocks = await written(context, node)
  context.behind.into(blocks[0] ?? null)
  return blocks
}

const blocksOf = async (context: FillContext, node: Node): Promise<Block[]> => {
  if (node.kind === 'given') return fill(context, context.special!.holds(node.test) ? node.then : node.otherwise)
  if (node.kind !== 'if') return said(context, node)
  const { value } = await context.numbers.cell(indicatorOf(context, node.indicator))
  context.behind.into(null)
  return fill(context, value !== null && MEETS[node.operator](value, node.limit) ? node.then : node.otherwise)
}

const written = async (context: FillContext, node: Exclude<Node, { kind: 'if' | 'given' }>): Promise<Block[]> => {
  switch (node.kind) {
    case 'special':
      return context.special!.show({
        figure: node.figure,
        caption: await sentence(context, node.caption),
        indicators: node.indicators,
        count: node.count,
      })
    case 'table':
      return [await table(context, await sentence(context, node.caption), node.columns)]
    case 'ranking':
      return [await ranking(context, await sentence(context, node.caption), node)]
    case 'split':
      return [await split(context, await sentence(context, node.caption), node)]
    case 'cases':
      return [await caseList(context.cases, await sentence(context, node.caption), node)]
    case 'chart':
      return [await chart(context, await sentence(context, node.caption), node)]
    case 'dateline':
      return [
        { kind: 'dateline', left: await sentence(context, node.left), right: await sentence(context, node.right) },
      ]
    default:
      return [{ kind: node.kind, text: await sentence(context, node.pieces) }]
  }
}

/** The template's lines with their numbers in place. */
export const fill = async (context: FillContext, nodes: readonly Node[]): Promise<Block[]> => {
  const blocks: Block[] = []
  for (const node of nodes) blocks.push(...(await blocksOf(context, node)))
  return blocks
}
