import { categoriesOf, type Catalog, type Indicator } from '../../../catalog/index.ts'
import type { CatalogProblem, Grain } from '../../../contract/index.ts'
import type { Node, Piece } from './nodes.ts'
import type { Template } from './parse.ts'

interface Use {
  indicator: string
  grain: Grain | null
  line: number
  by?: string
  anyGrain?: boolean
}

const inPieces = (pieces: readonly Piece[]): Use[] =>
  pieces.flatMap((piece) =>
    piece.kind === 'number' ? [{ indicator: piece.indicator, grain: piece.grain, line: piece.line }] : [],
  )

const usesOf = (node: Node): Use[] => {
  switch (node.kind) {
    case 'given':
      return [...node.then, ...node.otherwise].flatMap(usesOf)
    case 'special':
      return [
        ...inPieces(node.caption),
        ...node.indicators.map((indicator) => ({ indicator, grain: null, line: node.line, anyGrain: true })),
      ]
    case 'if':
      return [
        { indicator: node.indicator, grain: null, line: node.line },
        ...[...node.then, ...node.otherwise].flatMap(usesOf),
      ]
    case 'table':
      return [
        ...inPieces(node.caption),
        ...node.columns.map(({ indicator, line }) => ({ indicator, grain: null, line })),
      ]
    case 'chart':
    case 'ranking':
      return [...inPieces(node.caption), { indicator: node.indicator, grain: null, line: node.line }]
    case 'split':
      return [...inPieces(node.caption), { indicator: node.indicator, grain: null, line: node.line, by: node.by }]
    case 'cases':
      return inPieces(node.caption)
    case 'dateline':
      return inPieces([...node.left, ...node.right])
    default:
      return inPieces(node.pieces)
  }
}

/** Every indicator a report speaks of, once, in the order of the text. */
export const indicatorsOf = (template: Template): string[] => [
  ...new Set(template.nodes.flatMap(usesOf).map(({ indicator }) => indicator)),
]

/** Lines that speak of an alert or its case. */
const specialLines = (node: Node): number[] => {
  const inText = (pieces: readonly Piece[]): number[] =>
    pieces.flatMap((piece) => (piece.kind === 'special' ? [piece.line] : []))
  switch (node.kind) {
    case 'special':
      return [node.line]
    case 'given':
      return [node.line, ...[...node.then, ...node.otherwise].flatMap(specialLines)]
    case 'if':
      return [...node.then, ...node.otherwise].flatMap(specialLines)
    case 'table':
    case 'chart':
    case 'ranking':
    case 'split':
    case 'cases':
      return inText(node.caption)
    case 'dateline':
      return inText([...node.left, ...node.right])
    default:
      return inText(node.pieces)
  }
}

const caseLines = (node: Node): number[] =>
  node.kind === 'cases'
    ? [node.line]
    : node.kind === 'if' || node.kind === 'given'
      ? [...node.then, ...node.otherwise].flatMap(caseLines)
      : []

/** What of a report does not fit the catalogue, with file and line. */
export const checkTemplate = (template: Template, catalog: Catalog): CatalogProblem[] => {
  const wrong = (use: Use, indicator: Indicator | undefined): string | null => {
    if (!indicator) return `没有指标 ${use.indicator}`
    const grain = use.grain ?? template.grain
    if (use.anyGrain !== true && !indicator.grains.includes(grain))
      return `指标 ${indicator.title} 没有 ${grain} 粒度，可用：${indicator.grains.join('、')}`
    const dimensions = categoriesOf(catalog, indicator)
    if (use.by !== undefined && !dimensions.some(({ id }) => id === use.by))
      return `指标 ${indicator.title} 不能按“${use.by}”分类，可用：${dimensions.map(({ id }) => id).join('、') || '无'}`
    return null
  }
  const misplaced =
    template.subject === 'alert'
      ? []
      : template.nodes.flatMap(specialLines).map((line) => ({
          file: template.file,
          line,
          column: 1,
          where: template.id,
          message: '预警和事件的内容只用于专报：在说明里写 subject: alert',
        }))
  // Cases are listed of the themes its numbers are of: without any nobody could say whom they may be shown to.
  const themeless =
    template.subject === 'alert' || indicatorsOf(template).length > 0
      ? []
      : template.nodes.flatMap(caseLines).map((line) => ({
          file: template.file,
          line,
          column: 1,
          where: template.id,
          message: '@事件 只列报告所写指标同主题的事件：正文里至少写一项指标',
        }))
  return [
    ...misplaced,
    ...themeless,
    ...template.nodes.flatMap(usesOf).flatMap((use) => {
      const message = wrong(use, catalog.indicators.get(use.indicator))
      return message === null ? [] : [{ file: template.file, line: use.line, column: 1, where: template.id, message }]
    }),
  ]
}
