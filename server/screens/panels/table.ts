import type { Figure } from '../../contract/index.ts'
import { grainOf, indicatorsOf, type PanelMaker } from '../board.ts'
import { figuresAt, shownBucket } from '../figures.ts'

/** One row per child place, one number per indicator; a place without children shows itself. */
export const table: PanelMaker<'table'> = async (board, panel) => {
  const places = board.children.filter((child) => child.kind === 'place')
  const shown = places.length > 0 ? places : [board.region]
  const columns = indicatorsOf(board, panel.of).map((indicator) => ({ indicator, grain: grainOf(indicator, panel) }))
  const figures: Figure[][] = []
  for (const { indicator, grain } of columns) {
    figures.push(
      await figuresAt(board, indicator, {
        grain,
        regions: shown.map((node) => node.code),
        bucket: await shownBucket(board, indicator, grain),
      }),
    )
  }
  return {
    kind: 'table',
    columns: columns.map(({ indicator, grain }) => ({ indicator: indicator.id, grain })),
    rows: shown.map((node, row) => ({
      region: node.code,
      name: node.name,
      cells: figures.map((column) => column[row]!.cell),
    })),
  }
}
