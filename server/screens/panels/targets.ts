import type { Indicator } from '../../catalog/index.ts'
import { meets } from '../../indicators/index.ts'
import { grainOf, indicatorsOf, type PanelMaker } from '../board.ts'
import { figureOf } from '../figures.ts'

/** How much of the way to the target, 0–1: value ÷ target, or the other way round where less is better. */
const progressOf = (indicator: Indicator, value: number, target: number): number => {
  const [part, whole] = indicator.better === 'lower' ? [target, value] : [value, target]
  return whole === 0 ? 1 : Math.max(0, Math.min(1, part / whole))
}

/** Indicators beside the targets of their plan; one without a target or a value for this region is left out. */
export const targets: PanelMaker<'targets'> = async (board, panel) => {
  const rows = []
  for (const indicator of indicatorsOf(board, panel.of)) {
    const figure = await figureOf(board, indicator, grainOf(indicator, panel))
    const { value, target } = figure.cell
    if (value === null || target === null) continue
    rows.push({
      figure,
      target,
      progress: progressOf(indicator, value, target),
      met: meets(indicator, value, target),
      gap: Number((target - value).toPrecision(12)),
      expected: indicator.target?.kind === 'expected',
    })
  }
  return { kind: 'targets', rows }
}
