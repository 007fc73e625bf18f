import type { DistributionAnswer, Grain, RegionCode } from '../../contract/index.ts'
import { pickedOf } from '../../indicators/index.ts'
import { placesOf, type Reader } from '../context.ts'
import { binEdges, meanOf, quantileOf } from './statistics.ts'

export interface DistributionQuery {
  indicator: string
  region: RegionCode
  level: string
  /** Of the places of that level only these. */
  only?: readonly RegionCode[] | undefined
  grain: Grain
  bucket: number
}

const SHARES = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1]
const NAMED = 30
const ENDS = 5

type Placed = DistributionAnswer['lowest'][number]

const binsOf = (placed: readonly Placed[]): DistributionAnswer['bins'] => {
  if (placed.length === 0) return []
  const edges = binEdges(placed.map(({ value }) => value))
  const last = edges.length - 2
  return edges.slice(0, -1).map((from, index) => {
    const to = edges[index + 1]!
    const inside = placed.filter(({ value }) => value >= from && (value < to || (index === last && value <= to)))
    return { from, to, count: inside.length, places: inside.slice(0, NAMED) }
  })
}

/**
 * How an indicator is spread over the places of a level in one bucket; statistical zones are no places. Throws
 * `Refused`.
 */
export const distribution = (
  { indicators, regions, clock, scope }: Reader,
  { indicator, region, level, only, grain, bucket }: DistributionQuery,
): Promise<DistributionAnswer> =>
  indicators.reading(scope, async ({ cells, version, asOf }) => {
    const places = pickedOf(placesOf(regions, region, level), only).filter(({ kind }) => kind === 'place')
    const read = await cells({ indicator, regions: places.map(({ code }) => code), grain, first: bucket, last: bucket })
    const placed = read
      .flatMap(({ value, region: code }, index): Placed[] =>
        value === null ? [] : [{ region: code, name: places[index]!.name, value }],
      )
      .sort((a, b) => a.value - b.value)
    const values = placed.map(({ value }) => value)
    return {
      indicator,
      grain,
      level,
      version,
      asOf,
      bucket: clock.zone.format(bucket),
      known: placed.length,
      silent: places.length - placed.length,
      mean: meanOf(values),
      quantiles: values.length === 0 ? [] : SHARES.map((at) => ({ at, value: quantileOf(values, at) })),
      bins: binsOf(placed),
      lowest: placed.slice(0, ENDS),
      highest: placed.slice(-ENDS).reverse(),
    }
  })
