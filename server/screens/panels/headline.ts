import type { PanelMaker } from '../board.ts'
import { grainOf, indicatorsOf, NOTHING_KNOWN, PanelFailure } from '../board.ts'
import { courseOf, figureOf } from '../figures.ts'

/** Key numbers with their recent course. An indicator whose definition is broken is left out, the others stay. */
export const headline: PanelMaker<'headline'> = async (board, panel) => {
  const indicators = indicatorsOf(board, panel.of)
  if (indicators.length === 0) throw new PanelFailure(NOTHING_KNOWN)
  const items = []
  for (const indicator of indicators) {
    const grain = grainOf(indicator, panel)
    const { cells } = await courseOf(board, indicator, grain)
    items.push({ ...(await figureOf(board, indicator, grain)), spark: cells.map((cell) => cell.value) })
  }
  return { kind: 'headline', items }
}
