import { bucketSql } from '../../lib/index.ts'
import { cellTable, literal, moment, type Change, type Maintainer, type Sql, type Touch } from '../../store/index.ts'
import { rowsOf } from '../source.ts'
import { signatureOf, type CellPlan } from './plan.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Cells that may lie beside others of their place before they are made one again: reading adds them up, which costs a little. */
const MOST_LOOSE = 20_000

/** The one SQL that makes cells; the rebuild runs it over everything, the increment over what was touched or came new. */
const cellsSql = (plan: CellPlan, rows: { from: number | null; until: number | null }, touched: string): string => `
select _region, ${bucketSql(plan.grain, '_at')} as _start, ${plan.parts.map((part) => `${part.sql} as ${part.column}`).join(', ')}
from (${rowsOf(plan.dataset, { ...rows, asOf: null })})
where _region is not null ${touched} group by _region, ${bucketSql(plan.grain, '_at')}`

/** Computes all cells of a dataset anew. */
export const rebuild = async (sql: Sql, plan: CellPlan): Promise<void> => {
  await sql.query(`create or replace table ${cellTable(plan.dataset.id)} as ${cellsSql(plan, { from: null, until: null }, '')} order by _start`)
}

/** Makes one of the cells that share a place; a commit only puts new ones beside them. */
const gather = async (sql: Sql, plan: CellPlan): Promise<void> => {
  const loose = await sql.query(`select _region as region, epoch_ms(_start)::DOUBLE as start from ${cellTable(plan.dataset.id)} group by _region, _start having count(*) > 1`)
  const starts = loose.column('start') as number[]
  if (starts.length > 0) await recompute(sql, plan, (loose.column('region') as string[]).map((region, row) => ({ region, start: starts[row]! })))
}

/** Rebuilds what the definitions changed since it was stored, gathers what the last run left loose, drops what nothing defines any more; returns the datasets rebuilt. */
export const refresh = async (sql: Sql, plans: CellPlan[]): Promise<string[]> => {
  const known = new Map((await sql.query(`select key, value from meta where key like 'cells %'`)).records().map((row) => [row['key'], row['value']]))
  const changed = plans.filter((plan) => known.get(`cells ${plan.dataset.id}`) !== signatureOf(plan))
  for (const plan of changed) {
    await rebuild(sql, plan)
    await sql.query('insert or replace into meta values ($1, $2)', [`cells ${plan.dataset.id}`, signatureOf(plan)])
  }
  for (const plan of plans) if (!changed.includes(plan)) await gather(sql, plan)
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

interface Span { from: number; until: number }

const spanOf = (plan: CellPlan, places: readonly Place[]): Span => {
  const span = { from: Infinity, until: -Infinity }
  for (const { start } of places) {
    span.from = Math.min(span.from, start)
    span.until = Math.max(span.until, start)
  }
  return { ...span, until: span.until + (plan.grain === 'hour' ? HOUR : DAY) }
}

/** Whether a row lies in one of the places that are the statement's parameters. */
const isTouched = ({ dataset }: CellPlan, start: string): string => (dataset.type === 'derived' ? `${start} in (select s from touched)` : `(_region, ${start}) in (select (r, s) from touched)`)
const parametersOf = (places: readonly Place[]): string[][] => [places.map((place) => place.region), places.map((place) => String(place.start))]

/** Replaces the cells of the places touched, and no others: the cost follows what lies there. */
const recompute = async (sql: Sql, plan: CellPlan, places: readonly Place[]): Promise<void> => {
  const span = spanOf(plan, places)
  const table = cellTable(plan.dataset.id)
  await sql.query(`${TOUCHED} delete from ${table} where _start >= ${moment(span.from)} and _start < ${moment(span.until)} and ${isTouched(plan, '_start')}`, parametersOf(places))
  await sql.query(`insert into ${table} ${TOUCHED} ${cellsSql(plan, span, `and ${isTouched(plan, bucketSql(plan.grain, '_at'))}`)}`, parametersOf(places))
}

/** Puts the cells of rows newer than `since` beside those that are there, but for places made anew anyway: the cost follows the rows. */
const append = async (sql: Sql, plan: CellPlan, { places, since, anew }: { places: readonly Place[]; since: number; anew: readonly Place[] }): Promise<void> => {
  const others = anew.length === 0 ? '' : `and not (${isTouched(plan, bucketSql(plan.grain, '_at'))})`
  const rows = cellsSql(plan, spanOf(plan, places), `and _version > ${since} ${others}`)
  await sql.query(`insert into ${cellTable(plan.dataset.id)} ${others === '' ? '' : TOUCHED} ${rows}`, others === '' ? [] : parametersOf(anew))
}

/** The places where cells lie loose, by dataset, until they are gathered. */
type Loose = Map<string, { count: number; places: Map<string, Place> }>

const maintain = async (sql: Sql, plan: CellPlan, { touched, reworked, since }: Change, { loose, mostLoose }: { loose: Loose; mostLoose: number }): Promise<void> => {
  const places = placesOf(plan, touched)
  if (places.length === 0) return
  // What is derived from a row may be another row: it is always made anew.
  if (plan.dataset.type === 'derived') return recompute(sql, plan, places)
  const anew = placesOf(plan, reworked)
  if (anew.length > 0) await recompute(sql, plan, anew)
  await append(sql, plan, { places, since, anew })
  const before = loose.get(plan.dataset.id) ?? { count: 0, places: new Map<string, Place>() }
  for (const place of places) before.places.set(`${place.region} ${place.start}`, place)
  loose.set(plan.dataset.id, { ...before, count: before.count + places.length })
  if (before.count + places.length <= mostLoose) return
  await recompute(sql, plan, [...before.places.values()])
  loose.delete(plan.dataset.id)
}

/**
 * Keeps the stored parts, added up, equal to a rebuild inside every commit: new rows bring cells of their own,
 * what was corrected is computed anew. `plans` is asked anew each time: definitions change.
 */
export const maintainCells = (plans: () => CellPlan[], mostLoose = MOST_LOOSE): Maintainer => {
  const loose: Loose = new Map()
  return async (sql, changes) => {
    for (const plan of plans()) {
      const change = changes.get(plan.fedBy)
      if (change) await maintain(sql, plan, change, { loose, mostLoose })
    }
  }
}
