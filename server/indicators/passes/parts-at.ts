import type { Grain } from '../../contract/index.ts'
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
interface Added {
  part: (column: string) => number | null
  reported: number
}

/** Parts by the key of a grid. */
export type PartsAt = (key: string) => Added | undefined

/** Every region that has others below it. */
const INNER = '_ancestor in (select _ancestor from tree where _via is not null)'

/** All that can be added up, that somebody may ask for at this grain, and that the stored parts do not tell. */
const fromFacts = (context: PassContext, dataset: string, ask: Ask): { parts: readonly Part[]; source: string } => {
  const indicators = [...context.catalog.indicators.values()].filter(
    (one) =>
      one.from === dataset
      && one.value.kind !== 'distinct'
      && !isReadFromCells(one, ask)
      && one.grains.includes(ask.grain)
      && planParts(one) !== null,
  )
  const parts = [
    ...new Map(indicators.flatMap((one) => planParts(one)!.parts).map((part) => [part.column, part])).values(),
  ]
  return {
    parts,
    source: factsSource(context, indicators[0]!, ask, { parts, taken: indicators.flatMap(expressionsOf) }),
  }
}

/** A statement that adds parts up. `name` is all it depends on beside the definitions. */
export interface Adder {
  name: string
  made: () => { sql: string; parts: readonly Part[] }
}

/** Making a long statement just to see that its answer is known would cost more than the answer. */
const adder = (
  pass: Adding,
  dataset: string,
  { grain, first, last, cut, tree, now }: Ask,
  made: Adder['made'],
): Adder => ({
  name:
    pass === storedPass
      ? ['cells', dataset, grain, first, last, cut, tree, tree === 'bucket' ? '' : now].join(' ')
      : made().sql,
  made,
})

const fromCells = ({ catalog }: PassContext, dataset: string, ask: Ask): { parts: readonly Part[]; source: string } => {
  const parts = storedParts(catalog, dataset)
  return { parts, source: storedSource(dataset, ask, parts) }
}

/** All parts of a dataset's indicators, for every region that has others below it. */
export const addedEverywhere = (pass: Adding, context: PassContext, dataset: string, ask: Ask): Adder =>
  adder(pass, dataset, ask, () => {
    const from = (pass === storedPass ? fromCells : fromFacts)(context, dataset, ask)
    return { parts: from.parts, sql: addUp(context, ask, { ...from, regions: INNER }) }
  })

/** Buckets of these hold few enough parts of a place to be joined one by one. */
const SHORT: readonly Grain[] = ['hour', 'day']

/** The same for the regions of parameter `$1`. */
export const addedThere = (pass: Adding, context: PassContext, dataset: string, ask: Ask): Adder =>
  adder(pass, dataset, ask, () => {
    if (pass === storedPass && SHORT.includes(ask.grain)) {
      const parts = storedParts(context.catalog, dataset)
      return { parts, sql: addUpAtOnce(context, ask, { dataset, parts }) }
    }
    const from = (pass === storedPass ? fromCells : fromFacts)(context, dataset, ask)
    return { parts: from.parts, sql: addUp(context, ask, from) }
  })

/** Numbers as closely as they can lie; NaN, which no part can be, stands for none. */
const packed = (values: readonly unknown[]): Float64Array =>
  Float64Array.from(values as (number | null)[], (value) => value ?? NaN)

/** The parts in the rows of a statement, kept small: what is remembered of a place lives for hours. */
const partsIn = (table: Table, parts: readonly Part[]): PartsAt => {
  const columns = new Map(parts.map(({ column }) => [column, packed(table.column(column))]))
  const reported = packed(table.column('reported'))
  const buckets = table.column('bucket') as number[]
  const rows = new Map((table.column('region') as string[]).map((region, row) => [gridKey(region, buckets[row]!), row]))
  return (key) => {
    const row = rows.get(key)
    if (row === undefined) return undefined
    const part = (column: string): number | null => {
      const value = columns.get(column)![row]!
      return Number.isNaN(value) ? null : value
    }
    return { part, reported: reported[row]! }
  }
}

/** Runs it, for these places where it has them for a parameter. */
export const readAdded = async (
  { sql }: PassContext,
  adder: Adder,
  places: readonly string[] | null,
): Promise<PartsAt> => {
  const made = adder.made()
  return partsIn(await (places === null ? sql.query(made.sql) : sql.query(made.sql, [places])), made.parts)
}
