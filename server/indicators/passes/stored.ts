import { bucketSql, endOf } from '../../lib/index.ts'
import { cellTable } from '../../store/index.ts'
import type { Ask } from '../ask.ts'
import { planParts, type Part } from '../parts.ts'
import { validAt } from '../tree.ts'
import { ASKED, bucketEndSql, byMember, joinTree, moment, type Pass, type PassContext } from './pass.ts'

/**
 * What is added up: parts out of a relation with one row for each `_region` and `_bucket` and a column for each part,
 * for the regions of a condition.
 */
interface Sum {
  parts: readonly Part[]
  source: string
  regions?: string
}

/** Adds parts up by region, with the number of direct children that reported. */
export const addUp = (
  context: Pick<PassContext, 'dated'>,
  ask: Ask,
  { parts, source, regions = ASKED }: Sum,
): string => {
  const member = byMember(ask)
  return `
with parts as (${source})
select _ancestor as region, epoch_ms(_bucket)::DOUBLE as bucket${member.select}, ${parts.map((part) => `${part.merge}(${part.column})::DOUBLE as ${part.column}`).join(', ')},
       (count(distinct _via) filter (_counts))::DOUBLE as reported
from parts p ${joinTree(context, ask, 'p', regions)}
group by _ancestor, _bucket${member.group}`
}

const bucketOf = (ask: Ask): string => bucketSql(ask.grain, '_start')

/** Whether a stored part lies in the buckets asked for. */
const isAsked = (ask: Ask): string => {
  // Stored parts are whole hours or days, so a cut at the end of a day falls between two of them.
  const cut = ask.cut === null ? '' : ` and epoch_ms(_start) - epoch_ms(${bucketOf(ask)}) < ${ask.cut}`
  return `_start >= ${moment(ask.first)} and _start < ${moment(endOf(ask.grain, ask.last))}${cut}`
}

/** Stored parts of a dataset in the buckets asked for, added up where they lie before anything is joined. */
export const storedSource = (dataset: string, ask: Ask, parts: readonly Part[]): string => `
  select _region, ${bucketOf(ask)} as _bucket, ${parts.map((part) => `${part.merge}(${part.column}) as ${part.column}`).join(', ')} from ${cellTable(dataset)}
  where ${isAsked(ask)} group by _region, ${bucketOf(ask)}
`

/**
 * The same as adding up what `storedSource` tells, in one step, for few places: making the plan is most of what a
 * short statement costs, and of two steps it is nearly twice as much. Children are gathered in lists: of a bucket as
 * long as a year these outgrow memory.
 */
export const addUpAtOnce = (
  { dated }: Pick<PassContext, 'dated'>,
  ask: Ask,
  { dataset, parts }: { dataset: string; parts: readonly Part[] },
): string => `
select _ancestor as region, epoch_ms(${bucketOf(ask)})::DOUBLE as bucket, ${parts.map((part) => `${part.merge}(${part.column})::DOUBLE as ${part.column}`).join(', ')},
       coalesce(len(list_distinct(list(_via) filter (_counts))), 0)::DOUBLE as reported
from ${cellTable(dataset)} join tree on _descendant = _region
where ${isAsked(ask)} and ${ASKED} ${validAt(dated, ask, bucketEndSql(ask.grain, bucketOf(ask)))}
group by _ancestor, ${bucketOf(ask)}`

/** Sums, counts and their kin from the stored parts. Parts are added up, never values: no average of averages. */
export const storedPass: Pass = {
  compile: (context, indicator, ask) => {
    const { parts } = planParts(indicator)!
    return addUp(context, ask, { parts, source: storedSource(indicator.from!, ask, parts) })
  },
  finish: (indicator, row) => planParts(indicator)!.finish(row),
}
