import type { Change, Touch } from '../../store/index.ts'
import { rowsOf } from '../source.ts'
import type { CellPlan } from './plan.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Whatever is kept of a dataset by region and hour or day. */
type Kept = Pick<CellPlan, 'dataset' | 'grain'>

export interface Place {
  region: string
  start: number
}

/** The cells a batch touched. A derived row may change its region, so there all regions of a bucket are one place. */
export const placesOf = (plan: Kept, touched: readonly Touch[]): Place[] => {
  const size = plan.grain === 'hour' ? HOUR : DAY
  const derived = plan.dataset.type === 'derived'
  const places = new Map<string, Place>()
  for (const { region, at } of touched) {
    const start = Math.floor(at / size) * size
    if (region !== null)
      places.set(derived ? `${start}` : `${region} ${start}`, { region: derived ? '' : region, start })
  }
  return [...places.values()]
}

export const TOUCHED =
  'with touched as (select unnest($1::VARCHAR[]) as r, make_timestamp(unnest($2::VARCHAR[])::BIGINT * 1000) as s)'

interface Span {
  from: number
  until: number
}

export const spanOf = (plan: Kept, places: readonly Place[]): Span => {
  const span = { from: Infinity, until: -Infinity }
  for (const { start } of places) {
    span.from = Math.min(span.from, start)
    span.until = Math.max(span.until, start)
  }
  return { ...span, until: span.until + (plan.grain === 'hour' ? HOUR : DAY) }
}

/** Whether a row lies in one of the places that are the statement's parameters. */
export const isTouched = ({ dataset }: Kept, start: string): string =>
  dataset.type === 'derived'
    ? `${start} in (select s from touched)`
    : `(_region, ${start}) in (select (r, s) from touched)`
export const parametersOf = (places: readonly Place[]): string[][] => [
  places.map((place) => place.region),
  places.map((place) => String(place.start)),
]

/** Rows that came new and count. */
export const newRows = (plan: Kept, places: readonly Place[], { since, fresh }: Change): string =>
  fresh === null
    ? `select * from (${rowsOf(plan.dataset, { ...spanOf(plan, places), asOf: null })}) where _version > ${since}`
    : `select * from ${fresh} where _superseded is null`
