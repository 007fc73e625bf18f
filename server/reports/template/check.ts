import { dimensionsOf, type Catalog, type Indicator } from '../../catalog/index.ts'
import type { CatalogProblem, Grain } from '../../contract/index.ts'
import type { Node, Piece, Template } from './parse.ts'

interface Use { indicator: string; grain: Grain | null; line: number; by?: string }

const inPieces = (pieces: readonly Piece[]): Use[] => pieces.flatMap((piece) => (piece.kind === 'number' ? [{ indicator: piece.indicator, grain: piece.grain, line: piece.line }] : []))

const usesOf = (node: Node): Use[] => {
  switch (node.kind) {
    case 'if': return [{ indicator: node.indicator, grain: null, line: node.line }, ...[...node.then, ...node.otherwise].flatMap(usesOf)]
    case 'table': return [...inPieces(node.caption), ...node.columns.map(({ indicator, line }) => ({ indicator, grain: null, line }))]
    case 'chart': case 'ranking': return [...inPieces(node.caption), { indicator: node.indicator, grain: null, line: node.line }]
    case 'split': return [...inPieces(node.caption), { indicator: node.indicator, grain: null, line: node.line, by: node.by }]
    default: return inPieces(node.pieces)
  }
}

/** Every indicator a report speaks of, once, in the order of the text. */
export const indicatorsOf = (template: Template): string[] => [...new Set(template.nodes.flatMap(usesOf).map(({ indicator }) => indicator))]

/** What of a report does not fit the catalogue, with file and line. */
export const checkTemplate = (template: Template, catalog: Catalog): CatalogProblem[] => {
  const wrong = (use: Use, indicator: Indicator | undefined): string | null => {
    if (!indicator) return `没有指标 ${use.indicator}`
    const grain = use.grain ?? template.grain
    if (!indicator.grains.includes(grain)) return `指标 ${indicator.title} 没有 ${grain} 粒度，可用：${indicator.grains.join('、')}`
    const dimensions = dimensionsOf(catalog, indicator)
    if (use.by !== undefined && !dimensions.some(({ id }) => id === use.by)) return `指标 ${indicator.title} 不能按“${use.by}”分类，可用：${dimensions.map(({ id }) => id).join('、') || '无'}`
    return null
  }
  return template.nodes.flatMap(usesOf).flatMap((use) => {
    const message = wrong(use, catalog.indicators.get(use.indicator))
    return message === null ? [] : [{ file: template.file, line: use.line, column: 1, where: template.id, message }]
  })
}
