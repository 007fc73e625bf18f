import { DuckDBInstance } from '@duckdb/node-api'
import type { Action, Person } from '../../contract/index.ts'
import { PARENT, REGIONS, THEMES } from './definitions.fixture.ts'
import type { Facts } from './facts.fixture.ts'

/** What somebody may be told of one place on one day; `value` is `null` where nothing is known. */
export interface Told {
  code: string
  day: string
  value: number | null
  rows: number
  open: boolean
}
interface TrueRow {
  region: string
  personal: string
  masked: string
}

/**
 * The facts in plain tables, and what of them a person may be told by hand-written SQL: nothing of the product is used.
 */
export interface Truth {
  /** Numbers of an indicator over these places and days, as far as the person's grants go with this action. */
  numbers: (
    person: Person,
    action: Action,
    ask: { indicator: string; places: readonly string[]; days: readonly string[] },
  ) => Promise<Told[]>
  /** Rows of a dataset at a place and below. */
  rows: (person: Person, dataset: string, region: string) => Promise<TrueRow[]>
  close: () => void
}

const VALUES: Record<string, { table: string; value: string }> = {
  count: { table: 'fact', value: 'count(f.id)' },
  ratio: { table: 'fact', value: '100.0 * count(f.id) filter (f.done) / nullif(count(f.id), 0)' },
  calls: { table: 'call', value: 'count(f.id)' },
  weight: { table: 'call', value: 'sum(f.weight)' },
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
const listOf = (rows: readonly (readonly (string | number | boolean)[])[]): string =>
  rows
    .map((row) => `(${row.map((value) => (typeof value === 'string' ? quoted(value) : String(value))).join(', ')})`)
    .join(', ')

/** Grants as a table, with a line nobody asks for so that it is never empty. */
const grantsOf = ({ grants }: Person): string =>
  listOf([
    ['', '', '', false],
    ...grants.flatMap(({ region, themes, actions }) =>
      (themes === 'all' ? [...THEMES] : themes).flatMap((theme) =>
        actions.map((action) => [region, theme, action, actions.includes('aggregate')] as const),
      ),
    ),
  ])

/** Places where a right is held by a grant that sees them too. */
const may = (action: Action, theme: string): string =>
  `select distinct below.code from held join below on below.top = held.region where held.theme = ${quoted(theme)} and held.action = ${quoted(action)} and held.sees`

const BELOW = `create table below as with recursive walk(top, code) as (select code, code from place union all select walk.top, place.code from walk join place on place.parent = walk.code) select * from walk`

export const createTruth = async ({ facts, calls }: Facts): Promise<Truth> => {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  for (const statement of [
    `create table place as select * from (values ${listOf(REGIONS.map((code) => [code, PARENT[code] ?? '']))}) t(code, parent)`,
    BELOW,
    `create table fact as select * from (values ${listOf(facts.map(({ id, theme, region, day, done, phone }) => [id, theme, region, day, done, phone]))}) t(id, theme, region, day, done, personal)`,
    `create table call as select * from (values ${listOf(calls.map(({ id, theme, region, day, weight, who }) => [id, theme, region, day, weight, who]))}) t(id, theme, region, day, weight, personal)`,
  ])
    await connection.run(statement)
  const query = async <T>(sql: string): Promise<T[]> => (await connection.runAndReadAll(sql)).getRowObjectsJson() as T[]
  return {
    numbers: async (person, action, { indicator, places, days }) => {
      const [theme = '', kind = ''] = indicator.split('.')
      const { table, value } = VALUES[kind]!
      if (places.length === 0) return []
      const told = await query<{ code: string; day: string; value: string | null; rows: string; open: boolean }>(`
        with held(region, theme, action, sees) as (values ${grantsOf(person)}), may as (${may(action, theme)}), reads as (${may('rows', theme)}),
          asked(code) as (values ${listOf(places.map((code) => [code]))}), span(day) as (values ${listOf(days.map((day) => [day]))})
        select asked.code, span.day, (${value})::DOUBLE as value, count(f.id) as rows, asked.code in (select code from reads) as open
        from asked cross join span join below on below.top = asked.code
          left join ${table} f on f.region = below.code and f.theme = ${quoted(theme)} and f.day = span.day and f.region in (select code from may)
        where asked.code in (select code from may) group by all`)
      return told.map((one) => ({
        ...one,
        value: one.value === null ? null : Number(one.value),
        rows: Number(one.rows),
      }))
    },
    rows: (person, dataset, region) => {
      const [theme = '', set] = dataset.split('.')
      return query<TrueRow>(`
        with held(region, theme, action, sees) as (values ${grantsOf(person)}), may as (${may('rows', theme)})
        select f.region, f.personal, f.personal[1:3] || '****' || f.personal[8:] as masked from ${set === 'case' ? 'fact' : 'call'} f join below on below.code = f.region
        where below.top = ${quoted(region)} and f.theme = ${quoted(theme)} and f.region in (select code from may)`)
    },
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}
