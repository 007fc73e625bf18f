import type { Indicator } from '../catalog/index.ts'
import type { Cell, Comparison, RegionCode } from '../contract/index.ts'
import { bucketsBetween, endOf, type Clock } from '../lib/index.ts'
import { gridKey, type Ask, type Grid } from './ask.ts'
import { measure, type EngineContext } from './engine.ts'
import { bandOf, targetOf } from './judge/band.ts'
import { changeOf, comparedBucket } from './judge/change.ts'
import type { CellsQuery } from './query.ts'

const MINUTE = 60_000

export interface ReadContext extends EngineContext {
  clock: Clock
  /** Local now of this reading; all its cells share it. */
  now: number
}

/** Whether a region has been silent for longer than a dataset of the indicator allows. */
export const isSilent = (context: ReadContext, indicator: Indicator, region: RegionCode): boolean =>
  indicator.datasets.some((id) => {
    const dataset = context.catalog.datasets.get(id)
    if (!dataset) return false
    const fed = dataset.type === 'derived' ? dataset.from : dataset.id
    const arrived = context.presence.lastArrival(fed, region)
    return arrived !== null && context.now - arrived > dataset.freshnessSeconds * 1000
  })

/** Measures of the compared buckets: whole ones, and for a running bucket its counterpart up to the same minute. */
const comparedGrids = async (context: ReadContext, indicator: Indicator, ask: Ask, basis: Comparison) => {
  const { grain } = ask
  const running = endOf(grain, ask.last) > context.now && ask.last <= context.now
  const cut = Math.floor((context.now - ask.last) / MINUTE) * MINUTE
  const counterpart = comparedBucket(basis, grain, ask.last)
  const partial = running && cut > 0 ? await measure(context, indicator, { ...ask, first: counterpart, last: counterpart, cut }) : null
  const lastWhole = partial ? counterpart - 1 : counterpart
  const first = comparedBucket(basis, grain, ask.first)
  const whole: Grid = first <= lastWhole ? await measure(context, indicator, { ...ask, first, last: bucketsBetween(grain, first, lastWhole).at(-1)! }) : new Map()
  return (region: RegionCode, bucket: number) => {
    const then = comparedBucket(basis, grain, bucket)
    const isPartial = partial !== null && bucket === ask.last
    return { then, isPartial, value: (isPartial ? partial : whole).get(gridKey(region, then))?.value ?? null }
  }
}

const coverage = (context: ReadContext, region: RegionCode, day: string, reported: number): Cell['coverage'] => {
  const expected = context.regions.children(region, day).filter((child) => child.kind === 'place').length
  return expected === 0 ? null : { reported: Math.min(reported, expected), expected }
}

/** Reads cells, regions outer and buckets inner, both in the order asked; the query must have been admitted. */
export const readCells = async (context: ReadContext, indicator: Indicator, query: CellsQuery): Promise<Cell[]> => {
  const { grain, first, last } = query
  const ask: Ask = { regions: query.regions, grain, first, last, cut: null, asOf: query.asOf ?? null, tree: query.tree ?? 'bucket', now: context.now }
  const grid = await measure(context, indicator, ask)
  const compared = await Promise.all((query.compare ?? []).map(async (basis) => [basis, await comparedGrids(context, indicator, ask, basis)] as const))
  const { zone } = context.clock
  const buckets = bucketsBetween(grain, first, last).map((start) => {
    const end = endOf(grain, start)
    return {
      start, text: zone.format(start), year: new Date(start).getUTCFullYear(),
      running: start <= context.now && end > context.now, day: new Date(end - 1).toISOString().slice(0, 10),
    }
  })
  return query.regions.flatMap((region) => {
    const level = context.regions.get(region)?.level ?? context.regions.root.level
    const silent = isSilent(context, indicator, region)
    return buckets.map((bucket): Cell => {
      const measured = grid.get(gridKey(region, bucket.start))
      const value = measured?.value ?? null
      const target = targetOf(indicator, region, bucket.year)
      const stale = bucket.running && silent
      const cell: Cell = {
        region, bucket: bucket.text, value,
        numerator: measured?.numerator ?? null, denominator: measured?.denominator ?? null, rows: measured?.rows ?? 0,
        coverage: coverage(context, region, bucket.day, measured?.reported ?? 0),
        stale, band: stale ? null : bandOf(indicator, value, level, grain, target), target,
      }
      if (compared.length > 0) {
        cell.compare = Object.fromEntries(compared.map(([basis, of]) => {
          const { then, isPartial, value: before } = of(region, bucket.start)
          return [basis, changeOf(indicator, value, before, zone.format(then), isPartial)]
        }))
      }
      return cell
    })
  })
}
