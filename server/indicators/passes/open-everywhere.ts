import type { Indicator } from '../../catalog/index.ts'
import type { RegionCode } from '../../contract/index.ts'
import { bucketSql } from '../../lib/index.ts'
import type { Ask } from '../ask.ts'
import { rowsOf, withClock } from '../source.ts'
import { fedBy } from '../stored/plan.ts'
import { moment, momentOf, type PassContext } from './pass.ts'

const openOnes = ({ catalog }: PassContext, dataset: string): Indicator[] =>
  [...catalog.indicators.values()].filter(({ from, value }) => from === dataset && value.kind === 'active')

/**
 * The regions a place belongs to in the bucket asked about: it counts from its first whole bucket on, and until it
 * left.
 */
const belongs = (dated: boolean, { tree, now, grain, first }: Ask): string => {
  if (!dated) return ''
  const [from, to, at] =
    tree === 'now' ? ['_from', '_to', moment(now)] : [bucketSql(grain, '_from'), bucketSql(grain, '_to'), moment(first)]
  return `where (_from is null or ${from} <= ${at}) and (_to is null or ${to} > ${at})`
}

/**
 * Counts all that a dataset's indicators call open at the moment of one bucket in one look at its facts, or at the few
 * of them that stand.
 */
const compileOpenAt = (context: PassContext, ones: readonly Indicator[], ask: Ask): string => {
  const dataset = context.catalog.datasets.get(ones[0]!.from!)!
  const at = momentOf(ask, ask.first)
  const look = moment(at)
  const expressions = ones.flatMap(({ where, value }) =>
    value.kind === 'active' ? [where, value.from, value.until] : [],
  )
  const standing = ask.asOf === null ? context.standing(dataset, at) : null
  const rows =
    standing === null ? rowsOf(dataset, { from: null, until: null, asOf: ask.asOf }) : `select * from ${standing}`
  const facts = withClock(rows, expressions, ask.grain, ask.now)
  const counts = ones.map(({ where, value }, index) => {
    if (value.kind !== 'active') return ''
    const [o, c] = [`(${value.from.sql})::TIMESTAMP`, `(${value.until.sql})::TIMESTAMP`]
    return `count(*) filter (${where ? `(${where.sql}) and ` : ''}${o} < ${look} and (${c} is null or (${c} >= ${look} and ${c} > ${o}))) as n${index}`
  })
  return `
with counted as (select _region, ${counts.join(', ')} from (${facts}) group by _region)
select _ancestor as region, ${ones.map((_, index) => `sum(n${index})::DOUBLE as n${index}`).join(', ')}
from counted join tree on _descendant = _region ${belongs(context.dated, ask)} group by _ancestor`
}

/** Numbers of things open by region, for each indicator. */
type OpenAt = ReadonlyMap<string, ReadonlyMap<RegionCode, number>>

const readOpenAt = async (context: PassContext, ones: readonly Indicator[], sql: string): Promise<OpenAt> => {
  const table = await context.sql.query(sql)
  const regions = table.column('region') as string[]
  return new Map(
    ones.map(({ id }, index) => {
      const counts = table.column(`n${index}`) as number[]
      return [id, new Map(regions.map((region, row) => [region, counts[row]!]))]
    }),
  )
}

/**
 * How many are open at the moment of a bucket, of everything the dataset's indicators count, everywhere: a single
 * bucket is asked for again and again, of other regions and for other indicators each time.
 */
export const openAt = (context: PassContext, dataset: string, ask: Ask): Promise<OpenAt> => {
  const ones = openOnes(context, dataset)
  const sql = compileOpenAt(context, ones, ask)
  return context.remember(context.presence.versionOf(fedBy(context.catalog.datasets.get(dataset)!)), sql, () =>
    readOpenAt(context, ones, sql),
  )
}
