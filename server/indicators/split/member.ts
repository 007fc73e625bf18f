import { dimensionOf, type Dimension, type Indicator } from '../../catalog/index.ts'
import { factTable, name } from '../../store/index.ts'
import { JOINT, type Ask, type MembersOnly } from '../ask.ts'
import type { PassContext } from '../passes/pass.ts'
import { conditions } from '../source.ts'

export type Register = Extract<Dimension['source'], { lookup: string }>

/**
 * `_key` and `_value` of what is registered: one thing has one row in its registry at any version; a later correction of
 * that row is the truth about all its rows.
 */
export const registeredSql = (source: Register, { asOf, each }: { asOf: number | null; each: boolean }): string => {
  const known = `select ${name(source.key)} as _key, arg_max(${name(source.take)}, _version) as _value from ${factTable(source.lookup)}
    where ${conditions({ from: null, until: null, asOf })} group by 1`
  // Two things of one name stay two.
  return each
    ? `select _key, case when count(*) over (partition by _value) > 1 then _value || '（' || _key || '）' else _value end as _value from (${known})`
    : known
}

/** Whether a value is one of those asked for, which are parameter `$2`. */
export const isAmong = (value: string, only: MembersOnly): string =>
  'words' in only
    ? `len(list_filter($2::VARCHAR[], _word -> contains(lower(${value}), lower(_word)))) > 0`
    : `${value} in (select unnest($2::VARCHAR[]))`

/**
 * Adds `_member`, the values of the dimensions asked for, to a relation of facts; a value never delivered is the empty
 * one. Where only some members are asked for, the others' facts are left out.
 */
export const memberOf = (
  { catalog }: Pick<PassContext, 'catalog'>,
  indicator: Indicator,
  { by = [], only, asOf }: Ask,
  relation: string,
): string => {
  if (by.length === 0) return relation
  const dimensions = by.map((id) => dimensionOf(catalog, indicator.from!, id)!)
  const sources = dimensions.map(({ source }) => source)
  const values = sources.map(
    (source, index) => `coalesce(${'column' in source ? `_rows.${name(source.column)}` : `_d${index}._value`}, '')`,
  )
  const joins = sources.map((source, index) =>
    'lookup' in source
      ? `left join (${registeredSql(source, { asOf, each: dimensions[index]!.each === true })}) _d${index} on _d${index}._key = _rows.${name(source.by)}`
      : '',
  )
  const where =
    only && by.includes(only.dimension) ? ` where ${isAmong(values[by.indexOf(only.dimension)]!, only)}` : ''
  return `select _rows.*, ${values.join(` || chr(${JOINT.charCodeAt(0)}) || `)} as _member from (${relation}) _rows ${joins.join(' ')}${where}`
}
