import type { Indicator } from '../../catalog/index.ts'
import { bucketsBetween } from '../../lib/index.ts'
import { gridKey, type Ask, type Grid, type Measured } from '../ask.ts'
import { planParts, type Part } from '../parts.ts'
import type { factsPass } from './direct.ts'
import { partsFrom, type PartsAt } from './parts-everywhere.ts'
import type { PassContext } from './pass.ts'
import { addUp, type storedPass } from './stored.ts'

/** A longer stretch is asked of one indicator, and of one alone it is read. */
const MOST_BUCKETS = 3

/** Whether other indicators of the dataset are likely to be asked the same within this reading: a moment, or a glance back. */
export const isBrief = ({ asOf, by, grain, first, last }: Ask, indicator: Indicator): boolean =>
  asOf === null && !by?.length && indicator.grains.includes(grain) && bucketsBetween(grain, first, last, MOST_BUCKETS).length <= MOST_BUCKETS

const read = async (context: PassContext, sql: string, ask: Ask): Promise<PartsAt> => {
  const table = await context.sql.query(sql, [ask.regions])
  const [regions, buckets, reported] = [table.column('region') as string[], table.column('bucket') as number[], table.column('reported') as number[]]
  const columns = new Map<string, readonly unknown[]>()
  const columnOf = (name: string): readonly unknown[] => {
    const known = columns.get(name) ?? table.column(name)
    columns.set(name, known)
    return known
  }
  return new Map(regions.map((region, row) => [gridKey(region, buckets[row]!), { part: (column: string) => columnOf(column)[row] as number | null, reported: reported[row]! }]))
}

/** Where no place ever moved, parts of places with nothing below them are what they are stored as: there is no tree to add them up along. */
const asTheyAre = (parts: readonly Part[], source: string): string =>
  `select _region as region, epoch_ms(_bucket)::DOUBLE as bucket, ${parts.map(({ column }) => `${column}::DOUBLE as ${column}`).join(', ')}, 0::DOUBLE as reported from (${source}) where _region in (select unnest($1::VARCHAR[]))`

/**
 * Rules, and the screens of a village, ask for one indicator after another of the same few places: the parts of all
 * indicators of the dataset are read there in one statement, once within a reading.
 */
export const runTogether = async (pass: typeof storedPass | typeof factsPass, context: PassContext, indicator: Indicator, ask: Ask): Promise<Grid> => {
  const { parts, source } = partsFrom(pass, context, indicator.from!, ask)
  const sql = context.dated ? addUp(context, ask, { parts, source }) : asTheyAre(parts, source)
  const at = await context.once(`${sql} ${ask.regions.join(' ')}`, () => read(context, sql, ask))
  const { finish } = planParts(indicator)!
  const buckets = bucketsBetween(ask.grain, ask.first, ask.last)
  return new Map(ask.regions.flatMap((region) => buckets.flatMap((bucket): [string, Measured][] => {
    const key = gridKey(region, bucket)
    const found = at.get(key)
    return found ? [[key, { ...finish(found.part), reported: found.reported }]] : []
  })))
}
