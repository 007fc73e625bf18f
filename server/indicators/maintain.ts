import type { Catalog, Dataset } from '../catalog/index.ts'
import { bucketSql } from '../lib/index.ts'
import { cellTable, literal, moment, type Maintainer, type Sql, type Touch } from '../store/index.ts'
import { isStored, planParts, type Part } from './parts.ts'
import { rowsOf } from './source.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** What is stored for a dataset: its indicators' parts, by region of the row and hour or day. */
export interface CellPlan {
  dataset: Dataset
  /** The dataset rows arrive in; another than `dataset` for derived ones. */
  fedBy: string
  grain: 'hour' | 'day'
  parts: Part[]
}

/** One plan for each dataset that has something to store. */
export const planCells = (catalog: Catalog): CellPlan[] =>
  [...catalog.datasets.values()].flatMap((dataset) => {
    const indicators = [...catalog.indicators.values()].filter((one) => one.from === dataset.id && isStored(one))
    const parts = new Map(indicators.flatMap((one) => planParts(one)!.parts).map((part) => [part.column, part]))
    if (parts.size === 0) return []
    const hourly = indicators.some((one) => one.grains.includes('hour'))
    return [{ dataset, fedBy: dataset.type === 'derived' ? dataset.from : dataset.id, grain: hourly ? ('hour' as const) : ('day' as const), parts: [...parts.values()] }]
  })

/** The one SQL that makes cells; the rebuild runs it over everything, the increment over what was touched. */
const cellsSql = (plan: CellPlan, rows: { from: number | null; until: number | null }, touched: string): string => `
select _region, ${bucketSql(plan.grain, '_at')} as _start, ${plan.parts.map((part) => `${part.sql} as ${part.column}`).join(', ')}
from (${rowsOf(plan.dataset, { ...rows, asOf: null })})
where _region is not null ${touched} group by _region, _start`

/** Computes all cells of a dataset anew. */
export const rebuild = async (sql: Sql, plan: CellPlan): Promise<void> => {
  await sql.query(`create or replace table ${cellTable(plan.dataset.id)} as ${cellsSql(plan, { from: null, until: null }, '')} order by _start`)
}

const signature = (plan: CellPlan): string => [plan.grain, ...plan.parts.map((part) => `${part.column}`).sort(), JSON.stringify(plan.dataset.type === 'derived' ? [plan.dataset.columns, plan.dataset.per, plan.dataset.every] : '')].join(' ')

/** Rebuilds what the definitions changed since it was stored; returns the datasets rebuilt. */
export const refresh = async (sql: Sql, plans: CellPlan[]): Promise<string[]> => {
  const known = new Map((await sql.query(`select key, value from meta where key like 'cells %'`)).records().map((row) => [row['key'], row['value']]))
  const changed = plans.filter((plan) => known.get(`cells ${plan.dataset.id}`) !== signature(plan))
  for (const plan of changed) {
    await rebuild(sql, plan)
    await sql.query('insert or replace into meta values ($1, $2)', [`cells ${plan.dataset.id}`, signature(plan)])
  }
  return changed.map((plan) => plan.dataset.id)
}

/** Replaces the cells of the regions and buckets touched, and no others: the cost follows the batch. */
const recompute = async (sql: Sql, plan: CellPlan, touched: readonly Touch[]): Promise<void> => {
  const size = plan.grain === 'hour' ? HOUR : DAY
  const derived = plan.dataset.type === 'derived'
  const places = new Map<string, { region: string; start: number }>()
  for (const { region, at } of touched) {
    const start = Math.floor(at / size) * size
    // A derived row may change its region, so all regions of its bucket are computed again.
    if (region !== null) places.set(derived ? `${start}` : `${region} ${start}`, { region: derived ? '' : region, start })
  }
  if (places.size === 0) return
  const all = [...places.values()]
  const starts = all.map((place) => place.start)
  const from = starts.reduce((a, b) => Math.min(a, b), Infinity)
  const until = starts.reduce((a, b) => Math.max(a, b), -Infinity) + size
  const match = derived ? '_start in (select s from touched)' : '(_region, _start) in (select (r, s) from touched)'
  const touch = `with touched as (select unnest($1::VARCHAR[]) as r, make_timestamp(unnest($2::VARCHAR[])::BIGINT * 1000) as s)`
  const parameters = [all.map((place) => place.region), starts.map(String)]
  const table = cellTable(plan.dataset.id)
  await sql.query(`${touch} delete from ${table} where _start >= ${moment(from)} and _start < ${moment(until)} and ${match}`, parameters)
  const where = derived ? '' : `and (_region, ${bucketSql(plan.grain, '_at')}) in (select (r, s) from touched)`
  const where2 = derived ? `and ${bucketSql(plan.grain, '_at')} in (select s from touched)` : where
  await sql.query(`insert into ${table} ${touch} ${cellsSql(plan, { from, until }, where2)}`, parameters)
}

/** Keeps the stored parts equal to a rebuild inside every commit. `plans` is asked anew each time: definitions change. */
export const maintainCells = (plans: () => CellPlan[]): Maintainer => async (sql, touched) => {
  for (const plan of plans()) {
    const places = touched.get(plan.fedBy)
    if (places) await recompute(sql, plan, places)
  }
}

/** Drops the cells of datasets that are no longer declared. */
export const dropOrphans = async (sql: Sql, plans: CellPlan[]): Promise<void> => {
  const wanted = new Set(plans.map((plan) => plan.dataset.id))
  const tables = await sql.query(`select table_name from duckdb_tables() where schema_name = 'cell'`)
  for (const id of tables.column('table_name') as string[]) {
    if (wanted.has(id)) continue
    await sql.query(`drop table ${cellTable(id)}`)
    await sql.query(`delete from meta where key = ${literal(`cells ${id}`)}`)
  }
}
