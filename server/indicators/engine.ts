import type { Indicator } from '../catalog/index.ts'
import type { Ask, Grid, Measured } from './ask.ts'
import { isReadFromCells } from './parts.ts'
import { runActive } from './passes/active.ts'
import { directPass, factsPass, quantilePass } from './passes/direct.ts'
import { latestPass } from './passes/latest.ts'
import { runPass, type Pass, type PassContext } from './passes/pass.ts'
import { runParts } from './passes/parts.ts'
import { storedPass } from './passes/stored.ts'

/** Score of a value on a declared line, 0–100 by the line's own points; ends hold beyond them. */
export const scoreOn = (line: readonly (readonly [number, number])[], value: number): number => {
  const next = line.findIndex(([x]) => value <= x)
  if (next === 0) return line[0]![1]
  if (next < 0) return line.at(-1)![1]
  const [left, low] = line[next - 1]!
  const [right, high] = line[next]!
  return low + ((value - left) * (high - low)) / (right - left)
}

/** The pass that computes an indicator over facts for this ask. */
const passOf = (indicator: Indicator, ask: Ask): Pass => {
  switch (indicator.value.kind) {
    case 'latest':
      return latestPass
    case 'quantile':
      return quantilePass
    case 'distinct':
      return directPass
    default:
      return isReadFromCells(indicator, ask) ? storedPass : factsPass
  }
}

const combine = (grids: Map<string, Grid>, evaluate: (parts: Record<string, number | null>) => number | null): Grid => {
  const result: Grid = new Map()
  for (const key of new Set([...grids.values()].flatMap((grid) => [...grid.keys()]))) {
    const cells = [...grids.entries()].map(([letter, grid]) => [letter, grid.get(key)] as const)
    const measured = cells.map(([, cell]) => cell).filter((cell): cell is Measured => cell !== undefined)
    result.set(key, {
      value: evaluate(Object.fromEntries(cells.map(([letter, cell]) => [letter, cell?.value ?? null]))),
      numerator: null,
      denominator: null,
      rows: measured.reduce((rows, cell) => rows + cell.rows, 0),
      reported: measured.reduce((most, cell) => Math.max(most, cell.reported), 0),
    })
  }
  return result
}

const parts = async (context: PassContext, named: Record<string, string>, ask: Ask): Promise<Map<string, Grid>> => {
  const grids = new Map<string, Grid>()
  for (const [letter, id] of Object.entries(named))
    grids.set(letter, await measure(context, context.catalog.indicators.get(id)!, ask))
  return grids
}

/** An index is known only where every part is: a score without one of its parts would flatter or punish. */
const weigh =
  (of: { indicator: string; weight: number; line: readonly (readonly [number, number])[] }[]) =>
  (values: Record<string, number | null>) => {
    if (of.some((part) => values[part.indicator] === null)) return null
    const total = of.reduce((sum, part) => sum + part.weight, 0)
    return of.reduce((sum, part) => sum + part.weight * scoreOn(part.line, values[part.indicator]!), 0) / total
  }

/** Every measure of an indicator for the regions and buckets asked for; the only way numbers are made. */
export const measure = async (context: PassContext, indicator: Indicator, ask: Ask): Promise<Grid> => {
  const { value } = indicator
  switch (value.kind) {
    case 'formula':
      return combine(await parts(context, value.parts, ask), value.evaluate)
    case 'index':
      return combine(
        await parts(context, Object.fromEntries(value.parts.map((part) => [part.indicator, part.indicator])), ask),
        weigh(value.parts),
      )
    case 'active':
      return runActive(context, indicator, ask)
    default: {
      const pass = passOf(indicator, ask)
      return pass === storedPass || pass === factsPass
        ? runParts(pass, context, indicator, ask)
        : runPass(pass, context, indicator, ask)
    }
  }
}
