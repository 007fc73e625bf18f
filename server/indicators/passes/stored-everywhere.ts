import type { Indicator } from '../../catalog/index.ts'
import { gridKey, type Ask, type Grid, type Measured } from '../ask.ts'
import { planParts } from '../parts.ts'
import { fedBy, storedParts } from '../stored/plan.ts'
import { runPass, type PassContext } from './pass.ts'
import { addUp, storedPass, storedSource } from './stored.ts'

/** Every region that has others below it. */
const INNER = '_ancestor in (select _ancestor from tree where _via is not null)'

type PartsAt = Map<string, { part: (column: string) => number | null; reported: number }>

const readParts = async (context: PassContext, dataset: string, ask: Ask): Promise<PartsAt> => {
  const parts = storedParts(context.catalog, dataset)
  const table = await context.sql.query(addUp(context, ask, { parts, source: storedSource(dataset, ask, parts), regions: INNER }))
  const columns = new Map<string, readonly unknown[]>()
  const columnOf = (name: string): readonly unknown[] => {
    const known = columns.get(name) ?? table.column(name)
    columns.set(name, known)
    return known
  }
  const reported = columnOf('reported') as number[]
  return new Map((columnOf('region') as string[]).map((region, row) =>
    [region, { part: (column: string) => columnOf(column)[row] as number | null, reported: reported[row]! }]))
}

/**
 * A single bucket is asked for again and again, of other regions and for other indicators of the dataset each
 * time: its parts are read for all of them at once and remembered until the dataset changes.
 */
export const runStored = async (context: PassContext, indicator: Indicator, ask: Ask): Promise<Grid> => {
  if (ask.first !== ask.last || !ask.regions.every(context.isInner)) return runPass(storedPass, context, indicator, ask)
  const dataset = indicator.from!
  const { regions: _, now, ...rest } = ask
  const key = JSON.stringify(['parts', dataset, rest, ask.tree === 'now' ? now : null])
  const at = await context.remember(context.presence.versionOf(fedBy(context.catalog.datasets.get(dataset)!)), key, () => readParts(context, dataset, ask))
  const { finish } = planParts(indicator)!
  return new Map(ask.regions.flatMap((region): [string, Measured][] => {
    const found = at.get(region)
    return found ? [[gridKey(region, ask.first), { ...finish(found.part), reported: found.reported }]] : []
  }))
}
