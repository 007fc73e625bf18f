import { bucketSql } from '../../lib/index.ts'
import { name } from '../../store/index.ts'
import { withClock } from '../source.ts'
import { byMember, factsOf, joinTree, type Pass } from './pass.ts'

const ACROSS = { sum: 'sum', average: 'avg', min: 'min', max: 'max' } as const

/**
 * The last reading of each thing in the bucket, then across the things; of two readings of one moment the
 * later arrival counts. A thing counts where it was read last.
 */
export const latestPass: Pass = {
  compile: (context, indicator, ask) => {
    if (indicator.value.kind !== 'latest') throw new Error(`${indicator.id} is not a latest`)
    const { of, per, across } = indicator.value
    const order = context.catalog.datasets.get(indicator.from!)!.type === 'derived' ? '_at' : '(_at, _version)'
    const facts = withClock(factsOf(context, indicator, ask), [indicator.where, of], ask.grain, ask.now)
    const member = byMember(ask)
    const value = across === 'min' || across === 'max' ? `${across}(v)` : `sum(v)`
    return `
with things as (
  select ${bucketSql(ask.grain, '_at')} as _bucket${member.group}, arg_max((${of.sql})::DECIMAL(38, 9), ${order}) as v, arg_max(_region, ${order}) as _region, count(*) as n
  from (${facts}) where (${of.sql}) is not null${indicator.where ? ` and (${indicator.where.sql})` : ''}
  group by ${[...per.map(name), '_bucket'].join(', ')}${member.group}
)
select _ancestor as region, epoch_ms(_bucket)::DOUBLE as bucket${member.select}, ${value}::DOUBLE as value, count(v)::DOUBLE as things,
       ${ACROSS[across]}(v)::DOUBLE as result, sum(n)::DOUBLE as rows, (count(distinct _via) filter (_counts))::DOUBLE as reported
from things t ${joinTree(context, ask, 't')}
group by _ancestor, _bucket${member.group}`
  },
  finish: (indicator, row) => {
    const rows = row('rows') ?? 0
    if (indicator.value.kind !== 'latest' || indicator.value.across !== 'average') {
      return { value: row('result'), numerator: null, denominator: null, rows }
    }
    const numerator = row('value')
    const denominator = row('things')
    return { value: numerator === null || !denominator ? null : numerator / denominator, numerator, denominator, rows }
  },
}
