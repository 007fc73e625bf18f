import { dimensionsOf, type Catalog } from '../../catalog/index.ts'
import {
  bucketTitle,
  type PivotAxis,
  type PivotHead,
  type PivotRequest,
  type RegionCode,
} from '../../contract/index.ts'
import { ALL, bucketOf, pickedOf, problem, Refused, regionOf } from '../../indicators/index.ts'
import { bucketsBetween } from '../../lib/index.ts'
import { placesOf, type Reader } from '../context.ts'

const MOST_BUCKETS = 400
const FIRST_BUCKETS = 12

/** What is asked, with names resolved: the places, buckets and where every axis stands still. */
export interface Plan {
  indicators: readonly string[]
  places: readonly RegionCode[]
  /** All places of the level, which ranks are among; `null` where there is nothing to rank. */
  peers: readonly RegionCode[] | null
  buckets: readonly number[]
  pin: { indicator: string; region: RegionCode; bucket: number }
  /** Dimensions on an axis, rows before columns. */
  by: readonly string[]
}

const dimensionOn = (axis: PivotAxis): string | null => (axis.startsWith('by:') ? axis.slice(3) : null)

const bucketsOf = (reader: Reader, { grain, from, to }: PivotRequest): number[] => {
  const last = bucketOf(reader.clock, grain, to, 'to')
  const first = from === undefined ? null : bucketOf(reader.clock, grain, from, 'from')
  if (first !== null && first > last)
    throw new Refused(problem(400, 'empty-span', '起始时间晚于结束时间', { field: 'from' }))
  const buckets =
    first === null
      ? bucketsBetween(grain, last - FIRST_BUCKETS * 366 * 86_400_000, last).slice(-FIRST_BUCKETS)
      : bucketsBetween(grain, first, last, MOST_BUCKETS)
  if (buckets.length > MOST_BUCKETS)
    throw new Refused(
      problem(400, 'too-many-cells', `一次最多看 ${MOST_BUCKETS} 个时段`, {
        field: 'from',
        hint: '请缩短时间范围或放大粒度',
      }),
    )
  return buckets
}

/** Reads a request for a reader. Throws `Refused` for what is unknown to them or makes no table. */
export const planPivot = (reader: Reader, request: PivotRequest): Plan => {
  const { regions, scope, clock } = reader
  if (request.rows === request.columns)
    throw new Refused(problem(400, 'same-axes', '行和列不能是同一个维度', { field: 'columns' }))
  const root = regionOf(regions, scope, request.region)
  const whole = placesOf(regions, root, request.level)
  const [all, places] = [whole, pickedOf(whole, request.only)].map((some) => some.map(({ code }) => code)) as [
    RegionCode[],
    RegionCode[],
  ]
  const buckets = bucketsOf(reader, request)
  const { pin } = request
  if (pin.indicator !== undefined && !request.indicators.includes(pin.indicator))
    throw new Refused(problem(400, 'bad-parameter', '固定的指标不在所选指标中', { field: 'pin.indicator' }))
  return {
    indicators: request.indicators,
    places,
    buckets,
    peers: request.level === undefined ? null : all,
    pin: {
      indicator: pin.indicator ?? request.indicators[0]!,
      region: pin.region === undefined ? root : regionOf(regions, scope, pin.region),
      bucket: pin.bucket === undefined ? buckets.at(-1)! : bucketOf(clock, request.grain, pin.bucket, 'pin.bucket'),
    },
    by: [request.rows, request.columns].flatMap((axis) => dimensionOn(axis) ?? []),
  }
}

const dimensionHeads = (catalog: Catalog, plan: Plan, id: string): PivotHead[] => {
  const dimension = plan.indicators
    .flatMap((one) => {
      const indicator = catalog.indicators.get(one)
      return indicator ? dimensionsOf(catalog, indicator) : []
    })
    .find((known) => known.id === id)
  return [
    { key: ALL, title: '合计' },
    ...(dimension?.values ?? []).map((value) => ({ key: value, title: value })),
    { key: '', title: '未填' },
  ]
}

/** The heads of an axis, in order. */
export const headsOf = (
  { catalog, regions, clock }: Reader,
  plan: Plan,
  axis: PivotAxis,
  grain: PivotRequest['grain'],
): PivotHead[] => {
  switch (axis) {
    case 'indicator':
      return plan.indicators.map((id) => ({ key: id, title: catalog().indicators.get(id)?.title ?? id }))
    case 'region':
      return plan.places.map((code) => ({ key: code, title: regions.get(code)!.name }))
    case 'time':
      return plan.buckets.map((start) => ({
        key: clock.zone.format(start),
        title: bucketTitle(clock.zone.format(start), grain),
      }))
    default:
      return dimensionHeads(catalog(), plan, dimensionOn(axis)!)
  }
}
