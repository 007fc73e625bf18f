import { bucketSql, bucketsBetween, endOf } from '../../lib/index.ts'
import type { Indicator } from '../../catalog/index.ts'
import type { Sql } from '../../store/index.ts'
import { gridKey, type Ask, type Grid } from '../ask.ts'
import { rowsOf, withClock } from '../source.ts'
import { moment, type PassContext } from './pass.ts'

/** The moment a bucket is looked at: its end, the cut inside it, or now while it is running (what happened at this very moment has happened). */
const momentOf = (ask: Ask, start: number): number =>
  Math.min(ask.cut === null ? endOf(ask.grain, start) : start + ask.cut, ask.now + 1)

/** Asks for things open at one moment or a row of moments; both are computed from the facts that were open at the first or later. */
export const compileActive = (context: Pick<PassContext, 'catalog' | 'dated'>, indicator: Indicator, ask: Ask): string => {
  if (indicator.value.kind !== 'active') throw new Error(`${indicator.id} is not an active`)
  const { from, until } = indicator.value
  const final = momentOf(ask, ask.last)
  const firstLook = momentOf(ask, ask.first)
  const facts = withClock(rowsOf(context.catalog.datasets.get(indicator.from!)!, { from: null, until: null, asOf: ask.asOf }), [indicator.where, from, until], ask.grain, ask.now)
  const bucket = (expression: string) => bucketSql(ask.grain, expression)
  const today = ask.tree === 'now' ? moment(ask.now) : null
  const joined = context.dated ? (today ? `and (_from is null or _from <= ${today}) and (_to is null or _to > ${today})` : '') : ''
  // A place that joined later counts from its first whole bucket on; one that left, until it left.
  const begins = context.dated && !today ? `greatest(opened, ${bucket('_from')})` : 'opened'
  const ends = context.dated && !today ? `least(closed, ${bucket('_to')})` : 'closed'
  return `
with facts as (
  select _region, (${from.sql})::TIMESTAMP as o, (${until.sql})::TIMESTAMP as c from (${facts})${indicator.where ? ` where ${indicator.where.sql}` : ''}
), open as (
  select _region, greatest(${bucket('o')}, ${moment(ask.first)}) as opened,
         case when c < ${moment(final)} then ${bucket('greatest(c, o)')} end as closed
  from facts where o < ${moment(final)} and (c is null or (c >= ${moment(firstLook)} and c > o))
), placed as (
  select _ancestor, ${begins} as b, ${ends} as e
  from open join tree on _descendant = _region where _ancestor in (select unnest($1::VARCHAR[])) ${joined}
), steps as (
  select _ancestor, b as at, 1 as step from placed where e is null or b < e
  union all select _ancestor, e, -1 from placed where e is not null and b < e
)
select _ancestor as region, epoch_ms(at)::DOUBLE as bucket, sum(step)::DOUBLE as step, 0::DOUBLE as reported
from steps where at <= ${moment(ask.last)} group by _ancestor, at order by _ancestor, at`
}

/** Adds the steps up: how many were open at the end of each bucket. Cut asks are one bucket each, so that nothing closes after the cut. */
export const runActive = async (context: { sql: Sql } & PassContext, indicator: Indicator, ask: Ask): Promise<Grid> => {
  const table = await context.sql.query(compileActive(context, indicator, ask), [ask.regions])
  const regions = table.column('region') as string[]
  const buckets = table.column('bucket') as number[]
  const steps = table.column('step') as number[]
  const byRegion = new Map<string, Map<number, number>>()
  regions.forEach((region, index) => {
    const own = byRegion.get(region) ?? new Map<number, number>()
    byRegion.set(region, own.set(buckets[index]!, steps[index]!))
  })
  const grid: Grid = new Map()
  for (const region of ask.regions) {
    let open = 0
    for (const bucket of bucketsBetween(ask.grain, ask.first, ask.last)) {
      open += byRegion.get(region)?.get(bucket) ?? 0
      grid.set(gridKey(region, bucket), { value: open, numerator: null, denominator: null, rows: open, reported: 0 })
    }
  }
  return grid
}
