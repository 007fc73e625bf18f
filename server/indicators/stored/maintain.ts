import { bucketSql } from '../../lib/index.ts'
import { cellTable, literal, moment, type Change, type Maintainer, type Script, type Sql } from '../../store/index.ts'
import { rowsOf } from '../source.ts'
import { isTouched, newRows, parametersOf, placesOf, spanOf, TOUCHED, type Place } from './places.ts'
import { signatureOf, type CellPlan } from './plan.ts'

/**
 * Cells that may lie beside others of their place before they are made one again: reading adds them up, which costs a
 * little.
 */
const MOST_LOOSE = 20_000

const cellsOf = (plan: CellPlan, rows: string, touched: string): string => `
select _region, ${bucketSql(plan.grain, '_at')} as _start, ${plan.parts.map((part) => `${part.sql} as ${part.column}`).join(', ')}
from (${rows})
where _region is not null ${touched} group by _region, ${bucketSql(plan.grain, '_at')}`

/**
 * The one SQL that makes cells; the rebuild runs it over everything, the increment over what was touched or came new.
 */
const cellsSql = (plan: CellPlan, rows: { from: number | null; until: number | null }, touched: string): string =>
  cellsOf(plan, rowsOf(plan.dataset, { ...rows, asOf: null }), touched)

/** Computes all cells of a dataset anew. */
export const rebuild = async (sql: Sql, plan: CellPlan): Promise<void> => {
  await sql.query(
    `create or replace table ${cellTable(plan.dataset.id)} as ${cellsSql(plan, { from: null, until: null }, '')} order by _start`,
  )
}

/** Makes one of the cells that share a place; a commit only puts new ones beside them. */
const gather = async (sql: Sql, plan: CellPlan): Promise<void> => {
  const loose = await sql.query(
    `select _region as region, epoch_ms(_start)::DOUBLE as start from ${cellTable(plan.dataset.id)} group by _region, _start having count(*) > 1`,
  )
  const starts = loose.column('start') as number[]
  if (starts.length > 0)
    await recompute(
      sql,
      plan,
      (loose.column('region') as string[]).map((region, row) => ({ region, start: starts[row]! })),
    )
}

/**
 * Rebuilds what the definitions changed since it was stored, gathers what the last run left loose, drops what nothing
 * defines any more; returns the datasets rebuilt.
 */
export const refresh = async (sql: Sql, plans: CellPlan[]): Promise<string[]> => {
  const known = new Map(
    (await sql.query(`select key, value from meta where key like 'cells %'`))
      .records()
      .map((row) => [row['key'], row['value']]),
  )
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

/** Replaces the cells of the places touched, and no others: the cost follows what lies there. */
const recompute = async (sql: Sql, plan: CellPlan, places: readonly Place[]): Promise<void> => {
  const span = spanOf(plan, places)
  const table = cellTable(plan.dataset.id)
  await sql.query(
    `${TOUCHED} delete from ${table} where _start >= ${moment(span.from)} and _start < ${moment(span.until)} and ${isTouched(plan, '_start')}`,
    parametersOf(places),
  )
  await sql.query(
    `insert into ${table} ${TOUCHED} ${cellsSql(plan, span, `and ${isTouched(plan, bucketSql(plan.grain, '_at'))}`)}`,
    parametersOf(places),
  )
}

/**
 * Puts the cells of new rows beside those that are there, but for places made anew anyway: the cost follows the rows.
 */
const append = async (
  script: Script,
  plan: CellPlan,
  { rows, staged, anew }: { rows: string; staged: boolean; anew: readonly Place[] },
): Promise<void> => {
  const into = `insert into ${cellTable(plan.dataset.id)}`
  if (anew.length === 0) return script.soon(`${into} ${cellsOf(plan, rows, '')}`, staged ? 'often' : undefined)
  await script.query(
    `${into} ${TOUCHED} ${cellsOf(plan, rows, `and not (${isTouched(plan, bucketSql(plan.grain, '_at'))})`)}`,
    parametersOf(anew),
  )
}

/** The places where cells lie loose, by dataset, until they are gathered. */
type Loose = Map<string, { count: number; places: Map<string, Place> }>

const maintain = async (
  script: Script,
  plan: CellPlan,
  change: Change,
  { loose, mostLoose }: { loose: Loose; mostLoose: number },
): Promise<void> => {
  const places = placesOf(plan, change.touched)
  if (places.length === 0) return
  // What is derived from a row may be another row: it is always made anew.
  if (plan.dataset.type === 'derived') return recompute(script, plan, places)
  const anew = placesOf(plan, change.reworked)
  if (anew.length > 0) await recompute(script, plan, anew)
  await append(script, plan, { rows: newRows(plan, places, change), staged: change.fresh !== null, anew })
  const before = loose.get(plan.dataset.id) ?? { count: 0, places: new Map<string, Place>() }
  for (const place of places) before.places.set(`${place.region} ${place.start}`, place)
  loose.set(plan.dataset.id, { ...before, count: before.count + places.length })
  if (before.count + places.length <= mostLoose) return
  await recompute(script, plan, [...before.places.values()])
  loose.delete(plan.dataset.id)
}

/**
 * Keeps the stored parts, added up, equal to a rebuild inside every commit: new rows bring cells of their own,
 * what was corrected is computed anew. `plans` is asked anew each time: definitions change.
 */
export const maintainCells = (plans: () => CellPlan[], mostLoose = MOST_LOOSE): Maintainer => {
  const loose: Loose = new Map()
  return async (script, changes) => {
    for (const plan of plans()) {
      const change = changes.get(plan.fedBy)
      if (change) await maintain(script, plan, change, { loose, mostLoose })
    }
  }
}
