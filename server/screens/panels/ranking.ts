import type { Indicator } from '../../catalog/index.ts'
import type { Figure } from '../../contract/index.ts'
import { grainOf, theIndicator, type PanelMaker } from '../board.ts'
import { figuresAt, shownBucket } from '../figures.ts'

/** Worst first by direction; where neither way is better, largest first. */
const worseFirst = (indicator: Indicator) => (a: Figure, b: Figure): number =>
  indicator.better === 'higher' ? a.cell.value! - b.cell.value! : b.cell.value! - a.cell.value!

/** The children of the region by one indicator; statistical zones have no place in it. Equal values share a rank. */
export const ranking: PanelMaker<'ranking'> = async (board, panel) => {
  const indicator = theIndicator(board, panel.of)
  const grain = grainOf(indicator, panel)
  const places = new Map(board.children.filter((child) => child.kind === 'place').map((node) => [node.code, node.name]))
  const bucket = await shownBucket(board, indicator, grain)
  const figures = (await figuresAt(board, indicator, { grain, regions: [...places.keys()], bucket })).filter((figure) => figure.cell.value !== null).sort(worseFirst(indicator))
  const most = figures.reduce((largest, figure) => Math.max(largest, Math.abs(figure.cell.value!)), 0)
  return {
    kind: 'ranking',
    indicator: indicator.id,
    grain,
    rows: figures.slice(0, panel.top).map((figure) => ({
      rank: 1 + figures.findIndex((other) => other.cell.value === figure.cell.value),
      name: places.get(figure.region)!,
      share: most === 0 ? 0 : Math.abs(figure.cell.value!) / most,
      figure,
    })),
  }
}
