import type { Indicator } from '../../catalog/index.ts'
import type { Scope } from '../../contract/index.ts'
import { bucketsBetween, bucketSql } from '../../lib/index.ts'
import { parametersOf, type Ask } from '../ask.ts'
import { leavesOf } from '../leaves.ts'
import { expressionsOf } from '../passes/direct.ts'
import { factsOf, joinTree } from '../passes/pass.ts'
import type { ReadContext } from '../read/read-cells.ts'
import { withClock } from '../source.ts'
import { admitSplit, readSplit, splitAsk, type SplitQuery } from './read-split.ts'
import { admitThings } from './things.ts'

/** Things that rows came in of, and the newest bucket (local ms) an indicator counts any of them in. */
export interface Present {
  names: Set<string>
  newest: number | null
}

/** What stands open may have begun long before: it is looked at as it is told, a bucket at a time. */
const standing = async (context: ReadContext, query: SplitQuery, scope: Scope): Promise<Present> => {
  const names = new Set<string>()
  let newest: number | null = null
  for (const bucket of bucketsBetween(query.grain, query.first, query.last)) {
    const { members, at } = await readSplit(context, { ...query, first: bucket, last: bucket }, scope)
    for (const [one] of members) names.add(one!)
    if (members.some((one) => query.regions.some((region) => at(region, bucket, one).rows > 0))) newest = bucket
  }
  return { names, newest }
}

/** Whose rows lie where and when it is asked, and when the indicator counted one of them last. */
const presentSql = (context: ReadContext, leaf: Indicator, ask: Ask): string => {
  const facts = withClock(factsOf(context, leaf, ask), expressionsOf(leaf), ask.grain, ask.now)
  const counts = [leaf.where?.sql, leaf.value.kind === 'latest' ? `(${leaf.value.of.sql}) is not null` : null]
  const told = counts.flatMap((one) => (one == null ? [] : [`(${one})`])).join(' and ') || 'true'
  return `
with facts as (select _region, _member, ${told} as _told, ${bucketSql(ask.grain, '_at')} as _bucket from (${facts}))
select _member as member, epoch_ms(max(_bucket) filter (_told))::DOUBLE as newest
from facts f ${joinTree(context, ask, 'f')} group by _member`
}

const counted = async (context: ReadContext, leaf: Indicator, ask: Ask): Promise<Present> => {
  const table = await context.wide.query(presentSql(context, leaf, ask), parametersOf(ask))
  const known = (table.column('newest') as (number | null)[]).filter((one) => one !== null)
  return {
    names: new Set(table.column('member') as string[]),
    newest: known.length === 0 ? null : known.reduce((a, b) => Math.max(a, b)),
  }
}

/**
 * The members a split over the same question has, without their numbers: of thousands of things over many buckets what
 * leaves the engine is one name each. Throws `Refused` where a split of a single bucket does.
 */
export const readPresent = async (context: ReadContext, query: SplitQuery, scope: Scope): Promise<Present> => {
  const indicator = admitSplit(context, scope, query)
  await admitThings(context, scope, indicator, { ...query, first: query.last })
  const leaves = leavesOf(context.catalog, indicator)
  if (leaves.some(({ value }) => value.kind === 'active')) return standing(context, query, scope)
  const ask = splitAsk(context, query)
  const all: Present = { names: new Set(), newest: null }
  for (const leaf of leaves) {
    const { names, newest } = await counted(context, leaf, ask)
    for (const one of names) all.names.add(one)
    all.newest = newest === null || (all.newest !== null && all.newest > newest) ? all.newest : newest
  }
  return all
}
