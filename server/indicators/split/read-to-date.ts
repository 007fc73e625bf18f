import type { Catalog, Indicator } from '../../catalog/index.ts'
import type { Change, RegionCode, Scope } from '../../contract/index.ts'
import { bucketsBetween, endOf, lastYear, startOf } from '../../lib/index.ts'
import { gridKey, type Ask, type Grid } from '../ask.ts'
import { measure } from '../engine.ts'
import { changeOf } from '../judge/change.ts'
import { admit, problem, Refused, type CellsQuery } from '../query.ts'
import type { ReadContext } from '../read/read-cells.ts'

/** From the start of the year to the end of a bucket, beside the same stretch of the year before. */
export type ToDate = (region: RegionCode, bucket: number) => { value: number | null; yoy: Change; suppressed?: true }

/** Each bucket is a stretch of its own, so each costs a query. */
const MOST_TO_DATE = 40
const MINUTE = 60_000
const STANDING = ['latest', 'active', 'index']

/**
 * Whether it means anything to count an indicator from the start of the year: states and scores do not accumulate, nor
 * do weeks make years.
 */
const accumulates = (catalog: Catalog, indicator: Indicator): boolean => {
  const { value } = indicator
  if (STANDING.includes(value.kind) || indicator.grains.every((grain) => grain === 'week')) return false
  return (
    value.kind !== 'formula'
    || Object.values(value.parts).every((id) => accumulates(catalog, catalog.indicators.get(id)!))
  )
}

/**
 * Counts from the start of the year to the end of each bucket (同期累计), the running one to this minute. Throws `Refused`
 * for too many buckets.
 */
export const readToDate = async (context: ReadContext, query: CellsQuery, scope: Scope): Promise<ToDate | null> => {
  const indicator = admit(context.catalog, context.regions, scope, query)
  if (!accumulates(context.catalog, indicator)) return null
  const { regions, grain, first, last } = query
  const buckets = bucketsBetween(grain, first, last, MOST_TO_DATE)
  if (buckets.length > MOST_TO_DATE)
    throw new Refused(
      problem(400, 'too-many-to-date', `同期累计一次最多算 ${MOST_TO_DATE} 个时段`, {
        field: 'measures',
        hint: '请缩短时间范围或放大粒度',
      }),
    )
  const upTo = async (year: number, end: number): Promise<Grid> => {
    const ask: Ask = {
      regions,
      grain: 'year',
      first: year,
      last: year,
      cut: end - year,
      asOf: query.asOf ?? null,
      tree: query.tree ?? 'bucket',
      now: context.now,
    }
    return measure(context, indicator, ask)
  }
  const read = new Map<number, { now: Grid; then: Grid }>()
  for (const bucket of buckets) {
    const [year, before] = [startOf('year', bucket), startOf('year', lastYear(grain, bucket))]
    const running = endOf(grain, bucket) > context.now
    const passed = Math.floor((context.now - bucket) / MINUTE) * MINUTE
    const then =
      lastYear(grain, bucket) + (running ? passed : endOf(grain, lastYear(grain, bucket)) - lastYear(grain, bucket))
    read.set(bucket, { now: await upTo(year, endOf(grain, bucket)), then: await upTo(before, then) })
  }
  return (region, bucket) => {
    const { now, then } = read.get(bucket)!
    const [year, before] = [startOf('year', bucket), startOf('year', lastYear(grain, bucket))]
    const value = now.get(gridKey(region, year))?.value ?? null
    const earlier = then.get(gridKey(region, before))?.value ?? null
    return {
      value,
      yoy: changeOf(indicator, value, {
        then: earlier,
        bucket: context.clock.zone.format(before),
        partial: endOf(grain, bucket) > context.now,
      }),
    }
  }
}
