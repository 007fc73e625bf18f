import type { Indicator } from '../../catalog/index.ts'
import type { Figure } from '../../contract/index.ts'
import type { RegionNode } from '../../regions/index.ts'
import { grainOf, theIndicator, type Board, type PanelMaker } from '../board.ts'
import { figuresAt, shownBucket } from '../figures.ts'
import { shareOf } from '../share.ts'

/** Worst first by direction; where neither way is better, largest first. */
const worseFirst =
  (indicator: Indicator) =>
  (a: Figure, b: Figure): number =>
    indicator.better === 'higher' ? a.cell.value! - b.cell.value! : b.cell.value! - a.cell.value!

/** The places a region stands beside, itself among them; at the root there are none. */
const peersOf = ({ regions, region }: Board): RegionNode[] =>
  region.parent === null ? [] : regions.children(region.parent)

/**
 * The children of the region by one indicator, or where the screen declares it the region among its peers, whose
 * aggregates are then read beside the reader's own scope. Statistical zones have no place in it. Equal values share a
 * rank.
 */
export const ranking: PanelMaker<'ranking'> = async (own, panel) => {
  const indicator = theIndicator(own, panel.of)
  const grain = grainOf(indicator, panel)
  const peers = panel.peers ? peersOf(own) : []
  const board =
    peers.length === 0
      ? own
      : {
          ...own,
          reading: own.reading.beside(
            peers.map(({ code }) => code),
            indicator.theme,
          ),
        }
  const places = new Map(
    (peers.length === 0 ? own.children : peers)
      .filter(({ kind }) => kind === 'place')
      .map((node) => [node.code, node.name]),
  )
  const bucket = await shownBucket(board, indicator, grain)
  const figures = (await figuresAt(board, indicator, { grain, regions: [...places.keys()], bucket }))
    .filter((figure) => figure.cell.value !== null)
    .sort(worseFirst(indicator))
  const share = shareOf(figures.map(({ cell }) => cell.value!))
  return {
    kind: 'ranking',
    indicator: indicator.id,
    grain,
    rows: figures.slice(0, panel.top).map((figure) => ({
      rank: 1 + figures.findIndex((other) => other.cell.value === figure.cell.value),
      name: places.get(figure.region)!,
      share: share(figure.cell.value!),
      figure,
      ...(peers.length > 0 && figure.region !== own.region.code ? { peer: true as const } : {}),
    })),
  }
}
