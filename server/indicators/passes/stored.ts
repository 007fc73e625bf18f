import type { Indicator } from '../../catalog/index.ts'
import { bucketSql, endOf } from '../../lib/index.ts'
import { cellTable } from '../../store/index.ts'
import type { Ask } from '../ask.ts'
import { planParts } from '../parts.ts'
import { byMember, factsOf, joinTree, moment, type Pass, type PassContext } from './pass.ts'

/** Adds parts up: first by direct child, so that children that reported can be counted, then by region. */
const addUp = (context: Pick<PassContext, 'dated'>, indicator: Indicator, ask: Ask, source: string): string => {
  const member = byMember(ask)
  const merge = (cast: string) => planParts(indicator)!.parts.map((part) => `${part.merge}(${part.column})${cast} as ${part.column}`).join(', ')
  return `
with stored as (${source}), children as (
  select _ancestor, _via, any_value(_counts) as _counts, _bucket${member.group}, ${merge('')}
  from stored s ${joinTree(context, ask, 's')}
  group by _ancestor, _via, _bucket${member.group}
)
select _ancestor as region, epoch_ms(_bucket)::DOUBLE as bucket${member.select}, ${merge('::DOUBLE')},
       (count(*) filter (_counts))::DOUBLE as reported
from children group by _ancestor, _bucket${member.group}`
}

/** Sums, counts and their kin from the stored parts. Parts are added up, never values: no average of averages. */
export const storedPass: Pass = {
  compile: (context, indicator, ask) => {
    const bucket = bucketSql(ask.grain, '_start')
    // Stored parts are whole hours or days, so a cut at the end of a day falls between two of them.
    const cut = ask.cut === null ? '' : ` and epoch_ms(_start) - epoch_ms(${bucket}) < ${ask.cut}`
    return addUp(context, indicator, ask, `
  select *, ${bucket} as _bucket from ${cellTable(indicator.from!)}
  where _start >= ${moment(ask.first)} and _start < ${moment(endOf(ask.grain, ask.last))}${cut}
`)
  },
  finish: (indicator, row) => planParts(indicator)!.finish(row),
}

/** The same parts made of the facts: by category nothing is stored. Facts are added up where they lie before anything is joined. */
export const splitPass: Pass = {
  compile: (context, indicator, ask) => addUp(context, indicator, ask, `
  select _region, ${bucketSql(ask.grain, '_at')} as _bucket, _member, ${planParts(indicator)!.parts.map((part) => `${part.sql} as ${part.column}`).join(', ')}
  from (${factsOf(context, indicator, ask)}) group by _region, ${bucketSql(ask.grain, '_at')}, _member
`),
  finish: (indicator, row) => planParts(indicator)!.finish(row),
}
