import type { Indicator } from '../../catalog/index.ts'
import type { Undelivered } from '../../contract/index.ts'
import type { Board, PanelMaker } from '../board.ts'
import { grainOf, indicatorsOf, NOTHING_KNOWN, PanelFailure } from '../board.ts'
import { courseOf, figureOf } from '../figures.ts'

/** What an indicator is computed from and nobody has delivered: a derived dataset waits for the one it is made of. */
const awaited = ({ reading, catalog, regions }: Board, indicator: Indicator): Undelivered[] =>
  indicator.datasets.flatMap((id) => {
    const dataset = catalog.datasets.get(id)
    const source = dataset?.type === 'derived' ? catalog.datasets.get(dataset.from) : dataset
    return source && reading.heardFrom(id, regions.root.code) === null
      ? [{ title: source.title, owner: source.owner }]
      : []
  })

/** Key numbers with their recent course. An indicator whose definition is broken is left out, the others stay. */
export const headline: PanelMaker<'headline'> = async (board, panel) => {
  const indicators = indicatorsOf(board, panel.of)
  if (indicators.length === 0) throw new PanelFailure(NOTHING_KNOWN)
  const items = []
  for (const indicator of indicators) {
    const grain = grainOf(indicator, panel)
    const { cells } = await courseOf(board, indicator, grain)
    const figure = await figureOf(board, indicator, grain)
    const awaits = figure.cell.value === null && !figure.cell.suppressed ? awaited(board, indicator) : []
    items.push({ ...figure, spark: cells.map((cell) => cell.value), ...(awaits.length > 0 ? { awaits } : {}) })
  }
  return { kind: 'headline', items }
}
