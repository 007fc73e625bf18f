import { dimensionsOf, thingsIn, type Catalog, type Indicator } from '../../catalog/index.ts'
import type { Scope } from '../../contract/index.ts'
import { bucketsBetween } from '../../lib/index.ts'
import { factTable, name } from '../../store/index.ts'
import { namedIn, type MembersOnly } from '../ask.ts'
import { leavesOf } from '../leaves.ts'
import type { PassContext } from '../passes/pass.ts'
import { MOST_CELLS, problem, Refused, type CellsQuery } from '../query.ts'
import type { ReadContext } from '../read/read-cells.ts'
import { mayCount } from '../small/personal.ts'
import { conditions } from '../source.ts'
import { isAmong, registeredSql, type Register } from './member.ts'

/** Where the things of a dimension are registered; `null` for a category. */
const registerOf = (catalog: Catalog, indicator: Indicator, by: readonly string[]): Register | null => {
  const dimension = thingsIn(catalog, indicator, by)
  return dimension && 'lookup' in dimension.source ? dimension.source : null
}

/** What one of several names is told from the next by, as people write and paste them. */
const BETWEEN = /[、，,；;|\r\n\t]+/

/** The words things are looked for by: one, or several names. */
export const wordsIn = (find: string): string[] =>
  find
    .split(BETWEEN)
    .map((word) => word.trim())
    .filter(Boolean)

/** Things registered in each of some regions, all of these together; of those asked for only, where some are. */
const registered = async (
  { catalog, sql }: Pick<PassContext, 'catalog' | 'sql'>,
  register: Register,
  { regions, asOf = null, only }: Pick<CellsQuery, 'regions' | 'asOf'> & { only?: MembersOnly | undefined },
): Promise<number> => {
  const { lookup, key } = register
  const named = only
    ? ` and ${name(key)} in (select _key from (${registeredSql(register, { asOf, each: true })}) where ${isAmong('_value', only)})`
    : ''
  const rows = `${factTable(lookup)} where ${conditions({ from: null, until: null, asOf })}${named}`
  const placed = catalog.datasets.get(lookup)!.region !== null
  const table = await sql.query(
    placed
      ? `select count(distinct (_ancestor, _key))::DOUBLE as n from (select _region, ${name(key)} as _key from ${rows})
         join tree on _descendant = _region where _ancestor in (select unnest($1::VARCHAR[]))`
      : `select (count(distinct ${name(key)}) * len($1::VARCHAR[]))::DOUBLE as n from ${rows}`,
    [regions, ...(only ? [namedIn(only)] : [])],
  )
  return table.column('n')[0] as number
}

/**
 * About how many cells stand in one bucket, over all regions of a query, when it is told thing by thing: of as many
 * things as are registered there (of those sought or asked for, where only these are), of the whole and of what nobody registered, each crossed with what else is asked for.
 * `null` where only categories are asked for.
 */
export const thingsAbout = async (
  context: Pick<PassContext, 'catalog' | 'sql'>,
  query: Pick<CellsQuery, 'indicator' | 'regions' | 'asOf' | 'by' | 'find'>,
  among?: MembersOnly,
): Promise<number | null> => {
  const { by = [], regions, find } = query
  const indicator = context.catalog.indicators.get(query.indicator)
  const things = indicator && thingsIn(context.catalog, indicator, by)
  const register = indicator ? registerOf(context.catalog, indicator, by) : null
  if (!indicator || !things || !register) return null
  const only = find ? { dimension: things.id, words: find } : among?.dimension === things.id ? among : undefined
  const beside = dimensionsOf(context.catalog, indicator)
    .filter(({ id, each }) => by.includes(id) && !each)
    .reduce((product, { values }) => product * (values.length + 2), 1)
  return ((await registered(context, register, { ...query, only })) + 2 * regions.length) * beside
}

/**
 * Numbers told thing by thing are rows: only who may see those of all places asked for is told them, and never more at
 * once than an answer holds. Throws `Refused`; does nothing for categories.
 */
export const admitThings = async (
  context: ReadContext,
  scope: Scope,
  indicator: Indicator,
  query: CellsQuery & { by: readonly string[]; among?: MembersOnly },
): Promise<void> => {
  const { catalog, regions } = context
  const register = registerOf(catalog, indicator, query.by)
  if (!register) return
  const themes = [register.lookup, ...leavesOf(catalog, indicator).map(({ from }) => from!)].map(
    (id) => catalog.datasets.get(id)!.theme,
  )
  if (!query.regions.every((region) => themes.every((theme) => mayCount(regions, scope, region, theme))))
    throw new Refused(
      problem(403, 'not-allowed', '您的权限只能看汇总数，不能逐个列出', {
        field: 'by',
        hint: '需要“查看明细”权限，请联系本单位管理员',
      }),
    )
  const buckets = bucketsBetween(query.grain, query.first, query.last, MOST_CELLS).length
  if (buckets * ((await thingsAbout(context, query, query.among)) ?? 0) > MOST_CELLS)
    throw new Refused(
      problem(400, 'too-many-cells', `一次最多返回 ${MOST_CELLS} 个指标值`, {
        field: 'from',
        hint: '请按名称查找，或缩短时间范围、放大粒度、减少区域',
      }),
    )
}
