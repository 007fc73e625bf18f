import { bucketSql } from '../../lib/index.ts'
import type { Expression, Indicator } from '../../catalog/index.ts'
import { planParts } from '../parts.ts'
import { withClock } from '../source.ts'
import { byMember, factsOf, joinTree, type Pass } from './pass.ts'

const expressions = ({ where, value }: Indicator): (Expression | null)[] =>
  'of' in value ? [where, ...('text' in value.of ? [value.of] : [value.of.of]), ...('to' in value ? [value.to.of] : [])] : [where]

/** Straight from the facts: what may not be merged, what looks at the clock, and any earlier version. */
export const directPass: Pass = {
  compile: (context, indicator, ask) => {
    const { parts } = planParts(indicator)!
    const member = byMember(ask)
    const facts = withClock(factsOf(context, indicator, ask), expressions(indicator), ask.grain, ask.now)
    return `
with facts as (select *, ${bucketSql(ask.grain, '_at')} as _bucket from (${facts}))
select _ancestor as region, epoch_ms(_bucket)::DOUBLE as bucket${member.select}, ${parts.map((part) => `(${part.sql})::DOUBLE as ${part.column}`).join(', ')},
       (count(distinct _via) filter (_counts))::DOUBLE as reported
from facts f ${joinTree(context, ask, 'f')}
group by _ancestor, _bucket${member.group}`
  },
  finish: (indicator, row) => planParts(indicator)!.finish(row),
}

/** Quantiles are interpolated between the two nearest values (DuckDB's quantile_cont), at every level anew. */
export const quantilePass: Pass = {
  compile: (context, indicator, ask) => {
    if (indicator.value.kind !== 'quantile') throw new Error(`${indicator.id} is not a quantile`)
    const { of, at } = indicator.value
    const member = byMember(ask)
    const where = indicator.where ? ` filter (${indicator.where.sql})` : ''
    const facts = withClock(factsOf(context, indicator, ask), expressions(indicator), ask.grain, ask.now)
    return `
with facts as (select *, ${bucketSql(ask.grain, '_at')} as _bucket from (${facts}))
select _ancestor as region, epoch_ms(_bucket)::DOUBLE as bucket${member.select}, quantile_cont((${of.sql})::DOUBLE, ${at})${where} as value,
       (count(*)${where})::DOUBLE as rows, (count(distinct _via) filter (_counts))::DOUBLE as reported
from facts f ${joinTree(context, ask, 'f')}
group by _ancestor, _bucket${member.group}`
  },
  finish: (_, row) => ({ value: row('value'), numerator: null, denominator: null, rows: row('rows') ?? 0 }),
}
