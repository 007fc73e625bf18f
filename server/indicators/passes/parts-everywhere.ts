import type { Indicator } from '../../catalog/index.ts'
import { endOf } from '../../lib/index.ts'
import type { Table } from '../../store/index.ts'
import { gridKey, type Ask, type Grid, type Measured } from '../ask.ts'
import { isReadFromCells, planParts, type Part } from '../parts.ts'
import { fedBy, storedParts } from '../stored/plan.ts'
import { expressionsOf, factsSource, type factsPass } from './direct.ts'
import { runPass, type PassContext } from './pass.ts'
import { addUp, storedPass, storedSource } from './stored.ts'

/** Every region that has others below it. */
const INNER = '_ancestor in (select _ancestor from tree where _via is not null)'

/** Parts by place. */
export type PartsAt = Map<string, { part: (column: string) => number | null; reported: number }>

/** Parts and where they come from. */
interface From { parts: readonly Part[]; source: string }

const fromCells = ({ catalog }: PassContext, dataset: string, ask: Ask): From => {
  const parts = storedParts(catalog, dataset)
  return { parts, source: storedSource(dataset, ask, parts) }
}

/** All that can be added up, that somebody may ask for at this grain, and that the stored parts do not tell. */
const fromFacts = (context: PassContext, dataset: string, ask: Ask): From => {
  const indicators = [...context.catalog.indicators.values()].filter((one) => one.from === dataset && one.value.kind !== 'distinct' && !isReadFromCells(one, ask) && one.grains.includes(ask.grain) && planParts(one) !== null)
  const parts = [...new Map(indicators.flatMap((one) => planParts(one)!.parts).map((part) => [part.column, part])).values()]
  return { parts, source: factsSource(context, indicators[0]!, ask, { parts, taken: indicators.flatMap(expressionsOf) }) }
}

/** All parts of a dataset's indicators that a pass adds up. */
export const partsFrom = (pass: typeof storedPass | typeof factsPass, context: PassContext, dataset: string, ask: Ask): From =>
  (pass === storedPass ? fromCells : fromFacts)(context, dataset, ask)

/** The parts in the rows of a statement, by the name a row is given; each column is looked up once. */
export const partsIn = (table: Table, nameOf: (row: number) => string): PartsAt => {
  const columns = new Map<string, readonly unknown[]>()
  const columnOf = (name: string): readonly unknown[] => {
    const known = columns.get(name) ?? table.column(name)
    columns.set(name, known)
    return known
  }
  const reported = columnOf('reported') as number[]
  return new Map(reported.map((count, row) => [nameOf(row), { part: (column: string) => columnOf(column)[row] as number | null, reported: count }]))
}

const readParts = async (context: PassContext, sql: string): Promise<PartsAt> => {
  const table = await context.sql.query(sql)
  const regions = table.column('region') as string[]
  return partsIn(table, (row) => regions[row]!)
}

/** All that a statement over stored parts depends on beside the definitions: making it just to see that its answer is known would cost more than the answer. */
const cellsName = (dataset: string, { grain, first, cut, tree, now }: Ask): string => ['cells', dataset, grain, first, cut, tree, tree === 'bucket' ? '' : now].join(' ')

/**
 * A single bucket is asked for again and again, of other regions and for other indicators of the dataset each
 * time: its parts are read for all of them at once and remembered until a row of that bucket changes.
 */
export const runParts = async (pass: typeof storedPass | typeof factsPass, context: PassContext, indicator: Indicator, ask: Ask): Promise<Grid> => {
  const alone = ask.first !== ask.last || ask.asOf !== null || ask.by?.length || !indicator.grains.includes(ask.grain) || !ask.regions.every(context.isInner)
  if (alone) return runPass(pass, context, indicator, ask)
  const dataset = indicator.from!
  const newest = context.presence.versionWithin(fedBy(context.catalog.datasets.get(dataset)!), ask.first, endOf(ask.grain, ask.last))
  const sql = (): string => addUp(context, ask, { ...partsFrom(pass, context, dataset, ask), regions: INNER })
  const at = await context.remember(newest, pass === storedPass ? cellsName(dataset, ask) : sql(), () => readParts(context, sql()))
  const { finish } = planParts(indicator)!
  return new Map(ask.regions.flatMap((region): [string, Measured][] => {
    const found = at.get(region)
    return found ? [[gridKey(region, ask.first), { ...finish(found.part), reported: found.reported }]] : []
  }))
}
