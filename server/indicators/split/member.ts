import { dimensionOf, type Dimension, type Indicator } from '../../catalog/index.ts'
import { factTable, name } from '../../store/index.ts'
import { JOINT, type Ask } from '../ask.ts'
import type { PassContext } from '../passes/pass.ts'
import { conditions } from '../source.ts'

/**
 * One thing has one row in its registry at any version; a later correction of that row is the truth about all its rows.
 */
const registry = (
  source: Extract<Dimension['source'], { lookup: string }>,
  index: number,
  asOf: number | null,
): string =>
  `left join (select ${name(source.key)} as _key, arg_max(${name(source.take)}, _version) as _value from ${factTable(source.lookup)}
    where ${conditions({ from: null, until: null, asOf })} group by 1) _d${index} on _d${index}._key = _rows.${name(source.by)}`

/**
 * Adds `_member`, the values of the dimensions asked for, to a relation of facts; a value never delivered is the empty
 * one.
 */
export const memberOf = (
  { catalog }: Pick<PassContext, 'catalog'>,
  indicator: Indicator,
  { by = [], asOf }: Ask,
  relation: string,
): string => {
  if (by.length === 0) return relation
  const sources = by.map((id) => dimensionOf(catalog, indicator.from!, id)!.source)
  const values = sources.map(
    (source, index) => `coalesce(${'column' in source ? `_rows.${name(source.column)}` : `_d${index}._value`}, '')`,
  )
  const joins = sources.map((source, index) => ('lookup' in source ? registry(source, index, asOf) : ''))
  return `select _rows.*, ${values.join(` || chr(${JOINT.charCodeAt(0)}) || `)} as _member from (${relation}) _rows ${joins.join(' ')}`
}
