import { createHash } from 'node:crypto'
import type { Catalog, Dataset } from '../../catalog/index.ts'
import { startOf, type Clock } from '../../lib/index.ts'
import { moment, name, type Change, type Maintainer, type Script, type Sql } from '../../store/index.ts'
import { rowsOf } from '../source.ts'
import { isTouched, newRows, parametersOf, placesOf, spanOf, TOUCHED } from './places.ts'

const DAY = 86_400_000
/** What was closed within so many days is kept too: yesterday and a week ago are compared with. */
const DAYS_BACK = 8
/** After so many days more, what has been closed meanwhile is put away. */
const DAYS_MORE = 8

/**
 * The rows of a dataset that something is open for, or was lately, in a table of their own: few, however long the
 * history, and no more of each than counting them takes.
 */
interface StandingPlan {
  dataset: Dataset
  grain: 'hour'
  table: string
  columns: string
  until: readonly string[]
}

const planStanding = (catalog: Catalog): StandingPlan[] =>
  [...catalog.datasets.values()].flatMap((dataset): StandingPlan[] => {
    const counted = [...catalog.indicators.values()].flatMap(({ from, where, value }) =>
      from === dataset.id && value.kind === 'active'
        ? [{ until: value.until, read: [value.from, value.until, ...(where ? [where] : [])] }]
        : [],
    )
    const ends = counted.map((one) => one.until)
    // Whether a row stands must not change by itself.
    if (
      dataset.type === 'derived'
      || ends.length === 0
      || ends.some(({ usesNow, usesBucketEnd }) => usesNow || usesBucketEnd)
    )
      return []
    const until = [...new Set(ends.map(({ sql }) => `(${sql})::TIMESTAMP`))].sort()
    // Named after what it holds: rows kept under other definitions can never be taken for these.
    const columns = [
      '_region',
      '_at',
      ...new Set(counted.flatMap(({ read }) => read.flatMap((expression) => expression.columns))),
    ]
      .sort()
      .map(name)
      .join(', ')
    const hash = createHash('sha256')
      .update([columns, ...until].join())
      .digest('hex')
      .slice(0, 12)
    return [{ dataset, grain: 'hour', columns, table: `standing.${name(`${dataset.id} ${hash}`)}`, until }]
  })

const stands = ({ until }: StandingPlan, floor: number): string =>
  `_region is not null and (${until.map((end) => `${end} is null or ${end} >= ${moment(floor)}`).join(' or ')})`

const allOf = (plan: StandingPlan, floor: number): string =>
  `create or replace table ${plan.table} as select ${plan.columns} from (${rowsOf(plan.dataset, { from: null, until: null, asOf: null })}) where ${stands(plan, floor)}`

/**
 * Brings the rows in line with what a commit did: places where rows were replaced are taken anew, new rows are added.
 */
const follow = async (script: Script, plan: StandingPlan, change: Change, floor: number): Promise<void> => {
  const anew = placesOf(plan, change.reworked)
  const hour = `date_trunc('hour', _at)`
  if (anew.length > 0) {
    const span = spanOf(plan, anew)
    await script.query(`${TOUCHED} delete from ${plan.table} where ${isTouched(plan, hour)}`, parametersOf(anew))
    await script.query(
      `insert into ${plan.table} ${TOUCHED} select ${plan.columns} from (${rowsOf(plan.dataset, { ...span, asOf: null })}) where ${isTouched(plan, hour)} and ${stands(plan, floor)}`,
      parametersOf(anew),
    )
  }
  const places = placesOf(plan, change.touched)
  if (places.length === 0) return
  const added = `select ${plan.columns} from (${newRows(plan, places, change)}) where ${stands(plan, floor)}`
  if (anew.length === 0)
    return script.soon(`insert into ${plan.table} ${added}`, change.fresh === null ? undefined : 'often')
  await script.query(
    `insert into ${plan.table} ${TOUCHED} ${added} and not (${isTouched(plan, hour)})`,
    parametersOf(anew),
  )
}

/** Keeps what stands true inside every commit. */
export const createStanding = (clock: Pick<Clock, 'local'>) => {
  let plans: StandingPlan[] = []
  /** Everything that was open at this moment or later is in the table. */
  const floors = new Map<string, number>()
  const floorNow = (): number => startOf('day', clock.local()) - DAYS_BACK * DAY

  const maintain: Maintainer = async (script, changes) => {
    for (const plan of plans) {
      const change = changes.get(plan.dataset.id)
      if (!change) continue
      await follow(script, plan, change, floors.get(plan.table)!)
      if (floorNow() - floors.get(plan.table)! < DAYS_MORE * DAY) continue
      // Told before it is done: the higher floor is true of the fuller table as well.
      floors.set(plan.table, floorNow())
      await script.query(
        `create or replace table ${plan.table} as select * from ${plan.table} where ${stands(plan, floorNow())}`,
      )
    }
  }

  return {
    maintain,
    /** Makes the tables anew from the facts, at start and after definitions changed. `apply` once that is committed. */
    refresh: async (sql: Sql, catalog: Catalog): Promise<{ apply: () => void }> => {
      const next = planStanding(catalog)
      const floor = floorNow()
      for (const plan of next) await sql.query(allOf(plan, floor))
      const wanted = new Set(next.map(({ table }) => table))
      const tables = (await sql.query(`select table_name from duckdb_tables() where schema_name = 'standing'`)).column(
        'table_name',
      ) as string[]
      for (const table of tables.map((one) => `standing.${name(one)}`))
        if (!wanted.has(table)) await sql.query(`drop table ${table}`)
      return {
        apply: () => {
          plans = next
          floors.clear()
          for (const { table } of next) floors.set(table, floor)
        },
      }
    },
    /** The relation of what was open in a dataset at `look` (local ms) or later; `null` where only the facts know. */
    at: (dataset: Dataset, look: number): string | null => {
      const plan = plans.find((one) => one.dataset === dataset)
      return plan && look >= floors.get(plan.table)! ? plan.table : null
    },
  }
}
