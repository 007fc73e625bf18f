import { bucketSql, bucketsBetween, endOf } from '../../lib/index.ts'
import type { Indicator } from '../../catalog/index.ts'
import type { RegionCode } from '../../contract/index.ts'
import type { Table } from '../../store/index.ts'
import { gridKey, parametersOf, type Ask, type Grid } from '../ask.ts'
import { rowsOf, withClock } from '../source.ts'
import { memberOf } from '../split/member.ts'
import { fedBy } from '../stored/plan.ts'
import { validAt } from '../tree.ts'
import { openAt } from './open-everywhere.ts'
import { ASKED, byMember, moment, momentOf, type PassContext } from './pass.ts'

/**
 * Asks for things open at one moment or a row of moments; both are computed from the facts that were open at the first
 * or later.
 */
export const compileActive = (
  context: Pick<PassContext, 'catalog' | 'dated'>,
  indicator: Indicator,
  ask: Ask,
): string => {
  if (indicator.value.kind !== 'active') throw new Error(`${indicator.id} is not an active`)
  const { from, until } = indicator.value
  const final = momentOf(ask, ask.last)
  const firstLook = momentOf(ask, ask.first)
  const rows = rowsOf(context.catalog.datasets.get(indicator.from!)!, { from: null, until: null, asOf: ask.asOf })
  const facts = withClock(memberOf(context, indicator, ask, rows), [indicator.where, from, until], ask.grain, ask.now)
  const member = byMember(ask)
  const bucket = (expression: string) => bucketSql(ask.grain, expression)
  const today = ask.tree === 'now' ? moment(ask.now) : null
  const joined = context.dated
    ? today
      ? `and (_from is null or _from <= ${today}) and (_to is null or _to > ${today})`
      : ''
    : ''
  // A place that joined later counts from its first whole bucket on; one that left, until it left.
  const begins = context.dated && !today ? `greatest(opened, ${bucket('_from')})` : 'opened'
  const ends = context.dated && !today ? `least(closed, ${bucket('_to')})` : 'closed'
  return `
with facts as (
  select _region${member.group}, (${from.sql})::TIMESTAMP as o, (${until.sql})::TIMESTAMP as c from (${facts})${indicator.where ? ` where ${indicator.where.sql}` : ''}
), open as (
  select _region${member.group}, greatest(${bucket('o')}, ${moment(ask.first)}) as opened,
         case when c < ${moment(final)} then ${bucket('greatest(c, o)')} end as closed
  from facts where o < ${moment(final)} and (c is null or (c >= ${moment(firstLook)} and c > o))
), gathered as (
  select _region${member.group}, opened, closed, count(*) as n from open group by all
), placed as (
  select _ancestor${member.group}, ${begins} as b, ${ends} as e, n
  from gathered join tree on _descendant = _region where ${ASKED} ${joined}
), steps as (
  select _ancestor${member.group}, b as turn, n as step from placed where e is null or b < e
  union all select _ancestor${member.group}, e, -n from placed where e is not null and b < e
)
select _ancestor as region${member.select}, epoch_ms(turn)::DOUBLE as bucket, sum(step)::DOUBLE as step
from steps where turn <= ${moment(ask.last)} group by _ancestor${member.group}, turn order by _ancestor, turn`
}

/**
 * Direct children with the moment of their first row and the time they lay under the region: before the first
 * row nothing is known of what is open there; after it, none open is a fact.
 */
const compileFirst = (context: Pick<PassContext, 'catalog' | 'dated'>, indicator: Indicator, ask: Ask): string => {
  const life =
    context.dated && ask.tree === 'bucket' ? '_from, _to' : 'null::TIMESTAMP as _from, null::TIMESTAMP as _to'
  return `
with seen as (
  select _region, min(_at) as first
  from (${rowsOf(context.catalog.datasets.get(indicator.from!)!, { from: null, until: null, asOf: ask.asOf })}) group by _region
), children as (
  select _ancestor, _via, coalesce(_counts, false) as counts, first, ${life}
  from seen join tree on _descendant = _region where true ${ask.tree === 'now' ? validAt(context.dated, ask, '') : ''}
)
select _ancestor as region, counts, epoch_ms(min(first))::DOUBLE as first, epoch_ms(_from)::DOUBLE as since, epoch_ms(_to)::DOUBLE as until
from children group by _ancestor, _via, counts, _from, _to`
}

interface Child {
  counts: boolean
  first: number
  since: number | null
  until: number | null
}

const reports = (ask: Ask, bucket: number) => {
  const [look, end] = [momentOf(ask, bucket), endOf(ask.grain, bucket)]
  return ({ first, since, until }: Child): boolean =>
    first < look && (since === null || since < end) && (until === null || until >= end)
}

const byRegion = <T>(table: Table, item: (row: number) => T): Map<string, T[]> =>
  collect(table.column('region') as string[], item)

const collect = <T>(keys: readonly string[], item: (row: number) => T): Map<string, T[]> => {
  const map = new Map<string, T[]>()
  for (const [row, key] of keys.entries()) {
    const own = map.get(key)
    if (own) own.push(item(row))
    else map.set(key, [item(row)])
  }
  return map
}

/** Steps of each region, for each member where there are such. */
type Steps = Map<string | undefined, Map<string, (readonly [bucket: number, step: number])[]>>

const runSteps = async (context: PassContext, indicator: Indicator, ask: Ask): Promise<Steps> => {
  const changes = await context.sql.query(compileActive(context, indicator, ask), parametersOf(ask))
  const [at, step] = [changes.column('bucket') as number[], changes.column('step') as number[]]
  const regions = changes.column('region') as string[]
  const stepsIn = (rows: readonly number[]) =>
    collect(
      rows.map((row) => regions[row]!),
      (index) => [at[rows[index]!]!, step[rows[index]!]!] as const,
    )
  if (!ask.by?.length) return new Map([[undefined, stepsIn([...regions.keys()])]])
  return new Map(
    [...collect(changes.column('member') as string[], (row) => row)].map(([member, rows]) => [member, stepsIn(rows)]),
  )
}

const stepsOf = async (context: PassContext, indicator: Indicator, ask: Ask): Promise<Steps> => {
  if (ask.first !== ask.last || ask.by?.length) return runSteps(context, indicator, ask)
  const counts = (await openAt(context, indicator.from!, ask)).get(indicator.id)!
  return new Map([
    [undefined, new Map(ask.regions.map((region) => [region, [[ask.first, counts.get(region) ?? 0] as const]]))],
  ])
}

/** Derived rows may change their region, so that any row may move the first of them. */
const beginningsOf = ({ presence, catalog }: PassContext, indicator: Indicator, source: string): number =>
  catalog.datasets.get(indicator.from!)!.type === 'derived' ? presence.versionOf(source) : presence.beginningsOf(source)

const childrenOf = (context: PassContext, indicator: Indicator, ask: Ask): Promise<Map<string, Child[]>> =>
  context.remember(
    beginningsOf(context, indicator, sourceOf(context, indicator)),
    JSON.stringify(['first', indicator.from, ask.asOf, ask.tree, context.dated && ask.tree === 'now' ? ask.now : null]),
    async () => {
      const seen = await context.sql.query(compileFirst(context, indicator, ask))
      const traces = seen.records() as unknown as Child[]
      return byRegion(seen, (row) => traces[row]!)
    },
  )

const sourceOf = ({ catalog }: PassContext, indicator: Indicator): string =>
  fedBy(catalog.datasets.get(indicator.from!)!)

/**
 * Adds the steps up: how many were open at the end of each bucket. Cut asks are one bucket each, so that nothing closes
 * after the cut.
 */
export const runActive = async (context: PassContext, indicator: Indicator, ask: Ask): Promise<Grid> => {
  const steps = await stepsOf(context, indicator, ask)
  const children = await childrenOf(context, indicator, ask)
  const buckets = bucketsBetween(ask.grain, ask.first, ask.last)
  const grid: Grid = new Map()
  const walk = (region: RegionCode, own: ReadonlyMap<number, number>, member: string | undefined): void => {
    const known = children.get(region) ?? []
    let open = 0
    for (const bucket of buckets) {
      open += own.get(bucket) ?? 0
      const reporting = known.filter(reports(ask, bucket))
      if (reporting.length === 0 && open === 0) continue
      grid.set(gridKey(region, bucket, member), {
        value: open,
        numerator: null,
        denominator: null,
        rows: open,
        reported: reporting.filter((child) => child.counts).length,
      })
    }
  }
  for (const [member, ofMember] of steps)
    for (const region of ask.regions) walk(region, new Map(ofMember.get(region)), member)
  return grid
}
