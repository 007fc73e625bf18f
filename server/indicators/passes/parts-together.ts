import type { Indicator } from '../../catalog/index.ts'
import type { RegionCode } from '../../contract/index.ts'
import { bucketsBetween } from '../../lib/index.ts'
import { gridKey, type Ask, type Grid, type Measured } from '../ask.ts'
import { planParts } from '../parts.ts'
import type { factsPass } from './direct.ts'
import { partsFrom, partsIn, type PartsAt } from './parts-everywhere.ts'
import type { PassContext } from './pass.ts'
import { addUp, type storedPass } from './stored.ts'

/** A longer stretch is asked of one indicator, and of one alone it is read. */
const MOST_BUCKETS = 3

/** Whether other indicators of the dataset are likely to be asked the same within this reading: a moment, or a glance back. */
export const isBrief = ({ asOf, by, grain, first, last }: Ask, indicator: Indicator): boolean =>
  asOf === null && !by?.length && indicator.grains.includes(grain) && bucketsBetween(grain, first, last, MOST_BUCKETS).length <= MOST_BUCKETS

const read = async (context: PassContext, sql: string, places: readonly RegionCode[]): Promise<PartsAt> => {
  const table = await context.sql.query(sql, [places])
  const [regions, buckets] = [table.column('region') as string[], table.column('bucket') as number[]]
  return partsIn(table, (row) => gridKey(regions[row]!, buckets[row]!))
}

/**
 * Rules, and the screens of a place, ask for one indicator after another of the same few places: the parts of all
 * indicators of the dataset are read there in one statement, once within a reading.
 */
export const runTogether = async (pass: typeof storedPass | typeof factsPass, context: PassContext, indicator: Indicator, ask: Ask): Promise<Grid> => {
  const { parts, source } = partsFrom(pass, context, indicator.from!, ask)
  const sql = addUp(context, ask, { parts, source })
  const at = await context.once(`${sql} ${ask.regions.join(' ')}`, () => read(context, sql, ask.regions))
  const { finish } = planParts(indicator)!
  const buckets = bucketsBetween(ask.grain, ask.first, ask.last)
  return new Map(ask.regions.flatMap((region) => buckets.flatMap((bucket): [string, Measured][] => {
    const key = gridKey(region, bucket)
    const found = at.get(key)
    return found ? [[key, { ...finish(found.part), reported: found.reported }]] : []
  })))
}
