import { bucketSql, endOf } from '../../lib/index.ts'
import { cellTable } from '../../store/index.ts'
import type { Ask } from '../ask.ts'
import { planParts, type Part } from '../parts.ts'
import { ASKED, byMember, joinTree, moment, type Pass, type PassContext } from './pass.ts'

/** What is added up: parts out of a relation with one row for each `_region` and `_bucket` and a column for each part, for the regions of a condition. */
interface Sum { parts: readonly Part[]; source: string; regions?: string }

/** Adds parts up by region, with the number of direct children that reported. */
export const addUp = (context: Pick<PassContext, 'dated'>, ask: Ask, { parts, source, regions = ASKED }: Sum): string => {
  const member = byMember(ask)
  return `
with parts as (${source})
select _ancestor as region, epoch_ms(_bucket)::DOUBLE as bucket${member.select}, ${parts.map((part) => `${part.merge}(${part.column})::DOUBLE as ${part.column}`).join(', ')},
       (count(distinct _via) filter (_counts))::DOUBLE as reported
from parts p ${joinTree(context, ask, 'p', regions)}
group by _ancestor, _bucket${member.group}`
}

/** Stored parts of a dataset in the buckets asked for, added up where they lie before anything is joined. */
export const storedSource = (dataset: string, ask: Ask, parts: readonly Part[]): string => {
  const bucket = bucketSql(ask.grain, '_start')
  // Stored parts are whole hours or days, so a cut at the end of a day falls between two of them.
  const cut = ask.cut === null ? '' : ` and epoch_ms(_start) - epoch_ms(${bucket}) < ${ask.cut}`
  return `
  select _region, ${bucket} as _bucket, ${parts.map((part) => `${part.merge}(${part.column}) as ${part.column}`).join(', ')} from ${cellTable(dataset)}
  where _start >= ${moment(ask.first)} and _start < ${moment(endOf(ask.grain, ask.last))}${cut} group by _region, ${bucket}
`
}

/** Sums, counts and their kin from the stored parts. Parts are added up, never values: no average of averages. */
export const storedPass: Pass = {
  compile: (context, indicator, ask) => {
    const { parts } = planParts(indicator)!
    return addUp(context, ask, { parts, source: storedSource(indicator.from!, ask, parts) })
  },
  finish: (indicator, row) => planParts(indicator)!.finish(row),
}
