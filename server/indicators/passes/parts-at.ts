import type { Table } from '../../store/index.ts'
import { gridKey, type Ask } from '../ask.ts'
import { isReadFromCells, planParts, type Part } from '../parts.ts'
import { storedParts } from '../stored/plan.ts'
import { expressionsOf, factsSource, type factsPass } from './direct.ts'
import type { PassContext } from './pass.ts'
import { addUp, addUpAtOnce, storedPass, storedSource } from './stored.ts'

/** The passes that add parts up. */
export type Adding = typeof storedPass | typeof factsPass

/** Parts of one place. */
export interface Added { part: (column: string) => number | null; reported: number }

/** Parts by the key of a grid. */
export type PartsAt = (key: string) => Added | undefined

/** Every region that has others below it. */
const INNER = '_ancestor in (select _ancestor from tree where _via is not null)'

/** All that can be added up, that somebody may ask for at this grain, and that the stored parts do not tell. */
const fromFacts = (context: PassContext, dataset: string, ask: Ask): { parts: readonly Part[]; source: string } => {
  const indicators = [...context.catalog.indicators.values()].filter((one) => one.from === dataset && one.value.kind !== 'distinct' && !isReadFromCells(one, ask) && one.grains.includes(ask.grain) && planParts(one) !== null)
  const parts = [...new Map(indicators.flatMap((one) => planParts(one)!.parts).map((part) => [part.column, part])).values()]
  return { parts, source: factsSource(context, indicators[0]!, ask, { parts, taken: indicators.flatMap(expressionsOf) }) }
}

/** A statement that adds up all parts of a dataset's indicators. `name` is all it depends on beside the definitions. */
export interface Adder { name: string; sql: () => string }

/** For every region that has others below it. */
export const addedEverywhere = (pass: Adding, context: PassContext, dataset: string, ask: Ask): Adder => {
  const sql = (): string => {
    const parts = storedParts(context.catalog, dataset)
    return addUp(context, ask, { ...(pass === storedPass ? { parts, source: storedSource(dataset, ask, parts) } : fromFacts(context, dataset, ask)), regions: INNER })
  }
  return named(pass, dataset, ask, sql)
}

/** For the regions of parameter `$1`. */
export const addedThere = (pass: Adding, context: PassContext, dataset: string, ask: Ask): Adder =>
  named(pass, dataset, ask, () => (pass === storedPass ? addUpAtOnce(context, ask, { dataset, parts: storedParts(context.catalog, dataset) }) : addUp(context, ask, fromFacts(context, dataset, ask))))

/** Making a long statement just to see that its answer is known would cost more than the answer. */
const named = (pass: Adding, dataset: string, { grain, first, last, cut, tree, now }: Ask, sql: () => string): Adder =>
  ({ name: pass === storedPass ? ['cells', dataset, grain, first, last, cut, tree, tree === 'bucket' ? '' : now].join(' ') : sql(), sql })

/** The parts in the rows of a statement; each column is looked up once. */
export const partsIn = (table: Table): PartsAt => {
  const columns = new Map<string, readonly unknown[]>()
  const columnOf = (name: string): readonly unknown[] => {
    const known = columns.get(name) ?? table.column(name)
    columns.set(name, known)
    return known
  }
  const [regions, buckets, reported] = [columnOf('region') as string[], columnOf('bucket') as number[], columnOf('reported') as number[]]
  const rows = new Map(regions.map((region, row) => [gridKey(region, buckets[row]!), row]))
  return (key) => {
    const row = rows.get(key)
    return row === undefined ? undefined : { part: (column) => columnOf(column)[row] as number | null, reported: reported[row]! }
  }
}
