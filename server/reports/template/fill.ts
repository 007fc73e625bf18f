import type { Catalog, Indicator } from '../../catalog/index.ts'
import { bucketTick, bucketTitle, untoldWords, type Cell } from '../../contract/index.ts'
import type { Clock } from '../../lib/index.ts'
import { chartSvg, CHART_SIZE } from '../draw/index.ts'
import type { Block, TableBlock } from '../document/model.ts'
import type { Numbers, Occasion } from './numbers.ts'
import type { Node, Operator, Piece, TableColumn } from './parse.ts'
import { changeMark, changeWords, targetWords, valueWords } from './words.ts'

export interface FillContext { catalog: Catalog; clock: Clock; numbers: Numbers; occasion: Occasion; region: { name: string; childLevel: string }; exporter: string }

const MEETS: Record<Operator, (value: number, limit: number) => boolean> = {
  '>': (a, b) => a > b, '>=': (a, b) => a >= b, '<': (a, b) => a < b, '<=': (a, b) => a <= b, '=': (a, b) => a === b,
}

const of = ({ catalog }: FillContext, id: string): Indicator => catalog.indicators.get(id)!

/** What the report's bucket is called. */
export const periodOf = ({ clock, occasion }: Pick<FillContext, 'clock' | 'occasion'>): string => bucketTitle(clock.zone.format(occasion.bucket), occasion.grain)

const ranked = (list: { name: string; cell: Cell }[], indicator: Indicator): string =>
  list.length === 0 ? '暂无数据' : list.map(({ name, cell }) => `${name}（${valueWords(indicator, cell.value)}）`).join('、')

const wordsOf = async (context: FillContext, piece: Piece): Promise<string> => {
  if (piece.kind === 'words') return piece.text
  if (piece.kind === 'about') return { 地区: context.region.name, 期间: periodOf(context), 截至: moment(context.occasion.pin.asOf), 导出人: context.exporter }[piece.what]
  const indicator = of(context, piece.indicator)
  const { aspect, grain } = piece
  if (aspect.kind === '值' || aspect.kind === '同比' || aspect.kind === '环比' || aspect.kind === '目标') {
    const cell = await context.numbers.cell(indicator, grain)
    if (aspect.kind === '值') return cell.suppressed ? untoldWords(cell) : valueWords(indicator, cell.value)
    return aspect.kind === '目标' ? targetWords(indicator, cell.target) : changeWords(indicator, cell, aspect.kind === '同比' ? 'yoy' : 'pop')
  }
  const list = (await context.numbers.children(indicator, grain)).filter(({ cell }) => cell.value !== null)
  const count = 'count' in aspect ? aspect.count : 1
  return ranked(aspect.kind === '最高' || aspect.kind === '前' ? list.slice(0, count) : list.slice(-count).reverse(), indicator)
}

/** `2026年11月25日19时02分`, of the city's own clock. */
export const moment = (text: string): string => {
  const [year, month, day, hour, minute] = text.match(/\d+/g)!.map(Number)
  return `${year}年${month}月${day}日${hour}时${String(minute).padStart(2, '0')}分`
}

const sentence = async (context: FillContext, pieces: readonly Piece[]): Promise<string> => {
  const words: string[] = []
  for (const piece of pieces) words.push(await wordsOf(context, piece))
  return words.join('')
}

const headingOf = ({ title, unit }: Indicator): string => `${title}（${unit}）`

/** A value in a table: its digits, the unit stands in the heading. */
const figure = (indicator: Indicator, value: number | null, compareTo: string): string => (value === null ? compareTo : valueWords({ ...indicator, unit: '' }, value))

const table = async (context: FillContext, caption: string, columns: readonly TableColumn[]): Promise<TableBlock> => {
  const heads: TableBlock['columns'] = [{ name: context.region.childLevel, numeric: false, share: 1.5 }]
  const rows = new Map<string, string[]>()
  const add = (name: string, texts: string[]): void => void rows.set(name, [...(rows.get(name) ?? [name]), ...texts])
  for (const column of columns) {
    const indicator = of(context, column.indicator)
    heads.push({ name: headingOf(indicator), numeric: true, share: 1.4 }, ...column.with.map((name) => ({ name, numeric: true, share: 1 })))
    const texts = (cell: Cell): string[] => [
      figure(indicator, cell.value, cell.suppressed ? untoldWords(cell) : '—'),
      ...column.with.map((name) => (name === '目标' ? targetWords({ ...indicator, unit: '' }, cell.target) : changeMark(indicator, cell, name === '同比' ? 'yoy' : 'pop'))),
    ]
    const list = await context.numbers.children(indicator)
    for (const { name, cell } of list) add(name, texts(cell))
    add('合计', texts(await context.numbers.cell(indicator)))
  }
  // The whole stands last, whichever order the first column gave the places.
  const whole = rows.get('合计')!
  rows.delete('合计')
  return { kind: 'table', caption, columns: heads, rows: [...rows.values(), [context.region.name, ...whole.slice(1)]] }
}

const ranking = async (context: FillContext, caption: string, { indicator: id, top }: Extract<Node, { kind: 'ranking' }>): Promise<TableBlock> => {
  const indicator = of(context, id)
  const list = (await context.numbers.children(indicator)).filter(({ cell }) => cell.value !== null)
  return {
    kind: 'table', caption,
    columns: [{ name: '序号', numeric: true, share: 0.6 }, { name: context.region.childLevel, numeric: false, share: 1.6 }, { name: headingOf(indicator), numeric: true, share: 1.4 }, { name: '同比', numeric: true, share: 1.2 }, { name: '环比', numeric: true, share: 1.2 }],
    rows: list.slice(0, top).map(({ name, cell }, at) => [String(at + 1), name, figure(indicator, cell.value, '—'), changeMark(indicator, cell, 'yoy'), changeMark(indicator, cell, 'pop')]),
  }
}

const split = async (context: FillContext, caption: string, { indicator: id, by, top }: Extract<Node, { kind: 'split' }>): Promise<Block[]> => {
  const indicator = of(context, id)
  const list = (await context.numbers.split(indicator, by)).filter(({ cell }) => cell.value !== null).slice(0, top)
  const change = (cell: Pick<Cell, 'compare'>, basis: 'yoy' | 'pop'): string => changeMark(indicator, cell as Cell, basis)
  const rows = list.map(({ member, cell }, at) => [String(at + 1), member, figure(indicator, cell.value, '—'), change(cell, 'yoy'), change(cell, 'pop')])
  return [{ kind: 'table', caption, columns: [{ name: '序号', numeric: true, share: 0.6 }, { name: '类别', numeric: false, share: 1.6 }, { name: headingOf(indicator), numeric: true, share: 1.4 }, { name: '同比', numeric: true, share: 1.2 }, { name: '环比', numeric: true, share: 1.2 }], rows }]
}

const chart = async (context: FillContext, caption: string, { indicator: id, buckets }: Extract<Node, { kind: 'chart' }>): Promise<Block> => {
  const indicator = of(context, id)
  const cells = await context.numbers.course(indicator, buckets)
  const courses = [
    { name: '本期', style: 'present' as const, values: cells.map(({ value }) => value) },
    { name: '去年同期', style: 'past' as const, values: cells.map(({ compare }) => compare?.yoy?.value ?? null) },
    { name: '目标', style: 'target' as const, values: cells.map(({ target }) => target) },
  ].filter(({ style, values }) => style === 'present' || values.some((value) => value !== null))
  const shape = cells.length <= 12 ? ('bar' as const) : ('line' as const)
  const ticks = cells.map(({ bucket }) => bucketTick(bucket, context.occasion.grain))
  return { kind: 'chart', caption, svg: chartSvg({ shape, ticks, courses, unit: indicator.unit, decimals: indicator.decimals }), ...CHART_SIZE }
}

const blocksOf = async (context: FillContext, node: Node): Promise<Block[]> => {
  switch (node.kind) {
    case 'if': {
      const { value } = await context.numbers.cell(of(context, node.indicator))
      return fill(context, value !== null && MEETS[node.operator](value, node.limit) ? node.then : node.otherwise)
    }
    case 'table': return [await table(context, await sentence(context, node.caption), node.columns)]
    case 'ranking': return [await ranking(context, await sentence(context, node.caption), node)]
    case 'split': return split(context, await sentence(context, node.caption), node)
    case 'chart': return [await chart(context, await sentence(context, node.caption), node)]
    default: return [{ kind: node.kind, text: await sentence(context, node.pieces) }]
  }
}

/** The template's lines with their numbers in place. */
export const fill = async (context: FillContext, nodes: readonly Node[]): Promise<Block[]> => {
  const blocks: Block[] = []
  for (const node of nodes) blocks.push(...(await blocksOf(context, node)))
  return blocks
}
