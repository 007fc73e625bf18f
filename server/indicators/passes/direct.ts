import { bucketSql } from '../../lib/index.ts'
import type { Expression, Indicator } from '../../catalog/index.ts'
import type { Ask } from '../ask.ts'
import { planParts, type Part } from '../parts.ts'
import { withClock } from '../source.ts'
import { byMember, factsOf, joinTree, moment, type Pass, type PassContext } from './pass.ts'
import { addUp } from './stored.ts'

/** Everything an indicator takes from a row. */
export const expressionsOf = ({ where, value }: Indicator): (Expression | null)[] =>
  'of' in value
    ? [where, ...('text' in value.of ? [value.of] : [value.of.of]), ...('to' in value ? [value.to.of] : [])]
    : [where]

/**
 * Parts made of the facts, added up where they lie before anything is joined. `indicator` says which facts, `parts`
 * what of them.
 */
export const factsSource = (
  context: Pick<PassContext, 'catalog'>,
  indicator: Indicator,
  ask: Ask,
  { parts, taken }: { parts: readonly Part[]; taken: readonly (Expression | null)[] },
): string => {
  const { group } = byMember(ask)
  const facts = withClock(factsOf(context, indicator, ask), taken, ask.grain, ask.now)
  // All facts of an ask for one bucket lie in it: which one need not be worked out row by row. Derived rows come by
  // whole days.
  const isOne = ask.first === ask.last && ask.grain !== 'hour'
  const bucket = isOne ? moment(ask.first) : bucketSql(ask.grain, '_at')
  const each = [...new Map(parts.map((part) => [part.column, part])).values()]
  return `
  select _region, ${bucket} as _bucket${group}, ${each.map((part) => `${part.sql} as ${part.column}`).join(', ')}
  from (${facts}) group by _region${isOne ? '' : `, ${bucket}`}${group}
`
}

/**
 * The same parts as the stored ones, made of the facts: what looks at the clock, any earlier version, and every split.
 */
export const factsPass: Pass = {
  compile: (context, indicator, ask) => {
    const { parts } = planParts(indicator)!
    return addUp(context, ask, {
      parts,
      source: factsSource(context, indicator, ask, { parts, taken: expressionsOf(indicator) }),
    })
  },
  finish: (indicator, row) => planParts(indicator)!.finish(row),
}

/** Every fact counted at every level: what cannot be merged, and the plainest SQL there is for all parts. */
export const directPass: Pass = {
  compile: (context, indicator, ask) => {
    const { parts } = planParts(indicator)!
    const member = byMember(ask)
    const facts = withClock(factsOf(context, indicator, ask), expressionsOf(indicator), ask.grain, ask.now)
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
    const facts = withClock(factsOf(context, indicator, ask), expressionsOf(indicator), ask.grain, ask.now)
    return `
with facts as (select *, ${bucketSql(ask.grain, '_at')} as _bucket from (${facts}))
select _ancestor as region, epoch_ms(_bucket)::DOUBLE as bucket${member.select}, quantile_cont((${of.sql})::DOUBLE, ${at})${where} as value,
       (count(*)${where})::DOUBLE as rows, (count(distinct _via) filter (_counts))::DOUBLE as reported
from facts f ${joinTree(context, ask, 'f')}
group by _ancestor, _bucket${member.group}`
  },
  finish: (_, row) => ({ value: row('value'), numerator: null, denominator: null, rows: row('rows') ?? 0 }),
}
