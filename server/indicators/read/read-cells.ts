import type { Dataset, Indicator } from '../../catalog/index.ts'
import type { Cell, Comparison, Grain, RegionCode } from '../../contract/index.ts'
import { bucketsBetween, createBreath, endOf, type Clock } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'
import { gridKey, type Ask, type Measured } from '../ask.ts'
import { measure } from '../engine.ts'
import { bandOf, targetOf } from '../judge/band.ts'
import { changeOf } from '../judge/change.ts'
import type { PassContext } from '../passes/pass.ts'
import type { Presence } from '../presence.ts'
import type { CellsQuery } from '../query.ts'
import type { SmallCounts } from '../small/counts.ts'
import { fedBy } from '../stored/plan.ts'
import type { GridCache } from './cache.ts'
import { readCompared } from './compare.ts'

export interface ReadContext extends PassContext {
  regions: Regions
  clock: Clock
  presence: Presence
  /** Version of the facts this reading sees. */
  version: number
  /** What was measured of the past before. */
  grids: GridCache
  /** What decides which numbers are about too few people. */
  small: SmallCounts
  /** Local now of this reading; all its cells share it. */
  now: number
}

interface Bucket {
  start: number
  text: string
  year: number
  running: boolean
  lastDay: string
}

/** Whether a dataset tells of events, so that only the whole place can be silent. */
export const isOfEvents = ({ catalog }: ReadContext, dataset: Dataset): boolean => {
  const delivered = catalog.datasets.get(fedBy(dataset))
  return delivered?.type === 'delivered' && delivered.kind === 'record'
}

/**
 * The place whose rows tell when a dataset was heard from for a region. Events happen when they happen: a village
 * without a case is calm, not silent, so records are heard from as long as the whole place is.
 */
export const heardAt = (context: ReadContext, dataset: Dataset, region: RegionCode): RegionCode =>
  isOfEvents(context, dataset) ? context.regions.root.code : region

/** When a dataset was last heard from for a region, local ms; `null` = never. */
export const heardFrom = (context: ReadContext, id: string, region: RegionCode): number | null => {
  const dataset = context.catalog.datasets.get(id)
  return dataset ? context.presence.lastArrival(fedBy(dataset), heardAt(context, dataset, region)) : null
}

/** Whether a dataset that once was heard from for a region has been silent for longer than it allows. */
export const isLate = (context: ReadContext, id: string, region: RegionCode): boolean => {
  const heard = heardFrom(context, id, region)
  return heard !== null && context.now - heard > context.catalog.datasets.get(id)!.freshnessSeconds * 1000
}

/**
 * Tells whether a region has been silent for longer than a dataset of the indicator allows; what is the same for all of
 * them is looked up once.
 */
export const silenceOf = (context: ReadContext, indicator: Indicator): ((region: RegionCode) => boolean) => {
  const isLong = (heard: number | null, { freshnessSeconds }: Dataset): boolean =>
    heard !== null && context.now - heard > freshnessSeconds * 1000
  const datasets = indicator.datasets.map((id) => context.catalog.datasets.get(id)!)
  const [whole, placed] = [
    datasets.filter((one) => isOfEvents(context, one)),
    datasets.filter((one) => !isOfEvents(context, one)),
  ]
  if (whole.some((one) => isLong(heardFrom(context, one.id, context.regions.root.code), one))) return () => true
  return (region) => placed.some((one) => isLong(context.presence.lastArrival(fedBy(one), region), one))
}

const bucketsOf = ({ clock, now }: ReadContext, { grain, first, last }: CellsQuery): Bucket[] =>
  bucketsBetween(grain, first, last).map((start) => {
    const end = endOf(grain, start)
    return {
      start,
      text: clock.zone.format(start),
      year: new Date(start).getUTCFullYear(),
      running: start <= now && end > now,
      lastDay: new Date(end - 1).toISOString().slice(0, 10),
    }
  })

const coverageOf = (
  { regions }: ReadContext,
  region: RegionCode,
  { lastDay }: Bucket,
  reported: number,
): Cell['coverage'] => {
  const expected = regions.children(region, lastDay).filter((child) => child.kind === 'place').length
  return expected === 0 ? null : { reported: Math.min(reported, expected), expected }
}

interface Found {
  region: RegionCode
  bucket: Bucket
  measured: Measured | undefined
  silent: boolean
}

const cellOf = (
  context: ReadContext,
  indicator: Indicator,
  grain: Grain,
  { region, bucket, measured, silent }: Found,
): Cell => {
  const value = measured?.value ?? null
  const target = targetOf(indicator, region, bucket.year)
  const stale = bucket.running && silent
  const level = context.regions.get(region, bucket.lastDay)?.level ?? context.regions.get(region)?.level ?? '*'
  return {
    region,
    bucket: bucket.text,
    value,
    numerator: measured?.numerator ?? null,
    denominator: measured?.denominator ?? null,
    rows: measured?.rows ?? 0,
    coverage: coverageOf(context, region, bucket, measured?.reported ?? 0),
    stale,
    band: stale ? null : bandOf(indicator, value, { level, grain, target }),
    target,
  }
}

const askOf = (context: ReadContext, { regions, grain, first, last, asOf, tree }: CellsQuery): Ask => ({
  regions,
  grain,
  first,
  last,
  cut: null,
  asOf: asOf ?? null,
  tree: tree ?? 'bucket',
  now: context.now,
})

/** A cell as far as rules judge it. */
export type CellValue = Pick<Cell, 'region' | 'value' | 'stale'>

/** What cells say, without all that is told beside it; in the same order. */
export const readValues = async (
  context: ReadContext,
  indicator: Indicator,
  query: CellsQuery,
): Promise<CellValue[]> => {
  const grid = await measure(context, indicator, askOf(context, query))
  const buckets = bucketsBetween(query.grain, query.first, query.last).map((start) => ({
    start,
    running: start <= context.now && endOf(query.grain, start) > context.now,
  }))
  const isSilent = silenceOf(context, indicator)
  const values: CellValue[] = []
  for (const region of query.regions) {
    const silent = isSilent(region)
    for (const { start, running } of buckets)
      values.push({ region, value: grid.get(gridKey(region, start))?.value ?? null, stale: running && silent })
  }
  return values
}

/**
 * Reads cells, regions outer and buckets inner, both in the order asked; the query must have been admitted. However many
 * they are, others are answered meanwhile.
 */
export const readCells = async (context: ReadContext, indicator: Indicator, query: CellsQuery): Promise<Cell[]> => {
  const { regions, grain } = query
  const ask = askOf(context, query)
  const grid = await measure(context, indicator, ask)
  const compared: [Comparison, Awaited<ReturnType<typeof readCompared>>][] = []
  for (const basis of query.compare ?? []) compared.push([basis, await readCompared(context, indicator, ask, basis)])
  const buckets = bucketsOf(context, query)
  const isSilent = silenceOf(context, indicator)
  const breathe = createBreath()
  const cells: Cell[] = []
  for (const region of regions) {
    const silent = isSilent(region)
    for (const bucket of buckets) {
      const cell = cellOf(context, indicator, grain, {
        region,
        bucket,
        measured: grid.get(gridKey(region, bucket.start)),
        silent,
      })
      if (compared.length === 0) {
        cells.push(cell)
        continue
      }
      const compare = compared.map(([basis, at]) => {
        const { then, partial, value } = at(region, bucket.start)
        return [
          basis,
          changeOf(indicator, cell.value, { then: value, bucket: context.clock.zone.format(then), partial }),
        ]
      })
      cells.push({ ...cell, compare: Object.fromEntries(compare) as NonNullable<Cell['compare']> })
    }
    await breathe()
  }
  return cells
}
