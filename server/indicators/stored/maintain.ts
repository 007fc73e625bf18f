import { bucketSql } from '../../lib/index.ts'
import { cellTable, literal, moment, type Maintainer, type Sql, type Touch } from '../../store/index.ts'
import { rowsOf } from '../source.ts'
import { signatureOf, type CellPlan } from './plan.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The one SQL that makes cells; the rebuild runs it over everything, the increment over what was touched. */
const cellsSql = (plan: CellPlan, rows: { from: number | null; until: number | null }, touched: string): string => `
select _region, ${bucketSql(plan.grain, '_at')} as _start, ${plan.parts.map((part) => `${part.sql} as ${part.column}`).join(', ')}
from (${rowsOf(plan.dataset, { ...rows, asOf: null })})
where _region is not null ${touched} group by _region, ${bucketSql(plan.grain, '_at')}`

/** Computes all cells of a dataset anew. */
export const rebuild = async (sql: Sql, plan: CellPlan): Promise<void> => {
  await sql.query(`create or replace table ${cellTable(plan.dataset.id)} as ${cellsSql(plan, { from: null, until: null }, '')} order by _start`)
}

/** Rebuilds what the definitions changed since it was stored, drops what nothing defines any more; returns the datasets rebuilt. */
export const refresh = async (sql: Sql, plans: CellPlan[]): Promise<string[]> => {
  const known = new Map((await sql.query(`select key, value from meta where key like 'cells %'`)).records().map((row) => [row['key'], row['value']]))
  const changed = plans.filter((plan) => known.get(`cells ${plan.dataset.id}`) !== signatureOf(plan))
  for (const plan of changed) {
    await rebuild(sql, plan)
    await sql.query('insert or replace into meta values ($1, $2)', [`cells ${plan.dataset.id}`, signatureOf(plan)])
  }
  await dropOrphans(sql, plans)
  return changed.map((plan) => plan.dataset.id)
}

const dropOrphans = async (sql: Sql, plans: CellPlan[]): Promise<void> => {
  const wanted = new Set(plans.map((plan) => plan.dataset.id))
  const tables = await sql.query(`select table_name from duckdb_tables() where schema_name = 'cell'`)
  for (const id of tables.column('table_name') as string[]) {
    if (wanted.has(id)) continue
    await sql.query(`drop table ${cellTable(id)}`)
    await sql.query(`delete from meta where key = ${literal(`cells ${id}`)}`)
  }
}

interface Place { region: string; start: number }

/** The cells a batch touched. A derived row may change its region, so there all regions of a bucket are one place. */
const placesOf = (plan: CellPlan, touched: readonly Touch[]): Place[] => {
  const size = plan.grain === 'hour' ? HOUR : DAY
  const derived = plan.dataset.type === 'derived'
  const places = new Map<string, Place>()
  for (const { region, at } of touched) {
    const start = Math.floor(at / size) * size
    if (region !== null) places.set(derived ? `${start}` : `${region} ${start}`, { region: derived ? '' : region, start })
  }
  return [...places.values()]
}

const TOUCHED = 'with touched as (select unnest($1::VARCHAR[]) as r, make_timestamp(unnest($2::VARCHAR[])::BIGINT * 1000) as s)'

/** Replaces the cells of the regions and buckets touched, and no others: the cost follows the batch. */
const recompute = async (sql: Sql, plan: CellPlan, places: Place[]): Promise<void> => {
  const starts = places.map((place) => place.start)
  const from = starts.reduce((a, b) => Math.min(a, b), Infinity)
  const until = starts.reduce((a, b) => Math.max(a, b), -Infinity) + (plan.grain === 'hour' ? HOUR : DAY)
  const match = (start: string): string =>
    plan.dataset.type === 'derived' ? `${start} in (select s from touched)` : `(_region, ${start}) in (select (r, s) from touched)`
  const parameters = [places.map((place) => place.region), starts.map(String)]
  const table = cellTable(plan.dataset.id)
  await sql.query(`${TOUCHED} delete from ${table} where _start >= ${moment(from)} and _start < ${moment(until)} and ${match('_start')}`, parameters)
  await sql.query(`insert into ${table} ${TOUCHED} ${cellsSql(plan, { from, until }, `and ${match(bucketSql(plan.grain, '_at'))}`)}`, parameters)
}

/** Keeps the stored parts equal to a rebuild inside every commit. `plans` is asked anew each time: definitions change. */
export const maintainCells = (plans: () => CellPlan[]): Maintainer => async (sql, touched) => {
  for (const plan of plans()) {
    const places = placesOf(plan, touched.get(plan.fedBy) ?? [])
    if (places.length > 0) await recompute(sql, plan, places)
  }
}
