import { bucketSql, endOf } from '../../lib/index.ts'
import { cellTable } from '../../store/index.ts'
import { planParts } from '../parts.ts'
import { joinTree, moment, type Pass } from './pass.ts'

/**
 * Sums, counts and their kin from the stored parts: first by direct child, so that children that reported
 * can be counted, then by region. Parts are added up, never values: no average of averages.
 */
export const storedPass: Pass = {
  compile: (context, indicator, ask) => {
    const { parts } = planParts(indicator)!
    const merge = (cast: string) => parts.map((part) => `${part.merge}(${part.column})${cast} as ${part.column}`).join(', ')
    return `
with stored as (
  select *, ${bucketSql(ask.grain, '_start')} as _bucket from ${cellTable(indicator.from!)}
  where _start >= ${moment(ask.first)} and _start < ${moment(endOf(ask.grain, ask.last))}
), children as (
  select _ancestor, _via, any_value(_counts) as _counts, _bucket, ${merge('')}
  from stored s ${joinTree(context, ask, 's')}
  group by _ancestor, _via, _bucket
)
select _ancestor as region, epoch_ms(_bucket)::DOUBLE as bucket, ${merge('::DOUBLE')},
       (count(*) filter (_counts))::DOUBLE as reported
from children group by _ancestor, _bucket`
  },
  finish: (indicator, row) => planParts(indicator)!.finish(row),
}
