import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { GRAINS, type Grain } from '../../contract/index.ts'
import { written, type CaseRow, type ReadingRow } from './truth.ts'

/** Which leaves count for a region in a bucket, written out one by one by the test. */
export interface Member {
  region: string
  start: string
  end: string
  leaf: string
}

/** Golden numbers by hand-written SQL on plain tables: nothing of the engine is used. */
const SQL: Record<string, string> = {
  't.count': `select m.region, m.start, count(*) filter (kind = 'a')::DOUBLE as value from member m join truth_case t on t.region = m.leaf and t.moment >= m.start and t.moment < m.till group by all`,
  't.sum': `select m.region, m.start, case when count(*) filter (kind = 'a') = 0 then 0 else sum(amount) filter (kind = 'a') end as value from member m join truth_case t on t.region = m.leaf and t.moment >= m.start and t.moment < m.till group by all`,
  't.min': `select m.region, m.start, min(amount) as value from member m join truth_case t on t.region = m.leaf and t.moment >= m.start and t.moment < m.till group by all`,
  't.max': `select m.region, m.start, max(level) as value from member m join truth_reading t on t.region = m.leaf and t.moment >= m.start and t.moment < m.till group by all`,
  't.average': `select m.region, m.start, avg(amount) as value from member m join truth_case t on t.region = m.leaf and t.moment >= m.start and t.moment < m.till group by all`,
  't.ratio': `select m.region, m.start, 100.0 * sum(case when closed is not null then 1 else 0 end) / count(*) as value from member m join truth_case t on t.region = m.leaf and t.moment >= m.start and t.moment < m.till group by all`,
  't.distinct': `select m.region, m.start, count(distinct person)::DOUBLE as value from member m join truth_case t on t.region = m.leaf and t.moment >= m.start and t.moment < m.till group by all`,
  't.quantile': `select m.region, m.start, quantile_cont(amount, 0.9) as value from member m join truth_case t on t.region = m.leaf and t.moment >= m.start and t.moment < m.till group by all`,
  't.latest': `with newest as (
      select b.start, t.station, arg_max(t.level, t.moment) as level, arg_max(t.region, t.moment) as region
      from (select distinct start, till from member) b join truth_reading t on t.moment >= b.start and t.moment < b.till where t.level is not null group by all)
    select m.region, m.start, sum(n.level) as value from member m join newest n on n.region = m.leaf and n.start = m.start group by all`,
  't.active': `select m.region, m.start, count(*) filter (closed is null or closed >= m.till)::DOUBLE as value from member m join truth_case t on t.region = m.leaf and t.moment < m.till group by all`,
}
SQL['t.formula'] =
  `select s.region, s.start, case when c.value <> 0 then s.value / c.value end as value from (${SQL['t.sum']}) s join (${SQL['t.count']}) c using (region, start)`
SQL['t.index'] =
  `select r.region, r.start, case when a.value is not null then (3 * r.value + 100 - 2 * greatest(0, least(50, a.value))) / 4 end as value from (${SQL['t.ratio']}) r join (${SQL['t.average']}) a using (region, start)`

export const ORACLE_INDICATORS = Object.keys(SQL)

/** Grains each indicator is asked for. */
export const ORACLE_GRAINS: Record<string, Grain[]> = {
  't.count': ['hour', 'day', 'week', 'dekad', 'month', 'quarter', 'year'],
  't.sum': ['day', 'dekad', 'year'],
  't.min': ['day', 'month'],
  't.max': ['hour', 'week'],
  't.average': ['week', 'dekad'],
  't.ratio': ['day', 'month', 'year'],
  't.distinct': ['day', 'week', 'month'],
  't.quantile': ['week', 'month'],
  't.latest': ['hour', 'day', 'month'],
  't.active': ['day', 'week', 'dekad', 'month'],
  't.formula': ['week', 'month'],
  't.index': ['week', 'month'],
}

const quote = (value: string | number | null): string =>
  value === null ? 'null' : typeof value === 'number' ? String(value) : `'${value}'`
const time = (minute: number | null): string => (minute === null ? 'null' : `timestamp '${written(minute)}'`)

export interface Oracle {
  tell: (truth: { cases: CaseRow[]; readings: ReadingRow[] }) => Promise<void>
  /** Value by `region start`; absent = no value. */
  ask: (indicator: string, grain: Grain) => Promise<Map<string, number | null>>
  close: () => void
}

const fill = async (connection: DuckDBConnection, table: string, columns: string, rows: string[]): Promise<void> => {
  await connection.run(`create or replace table ${table} (${columns})`)
  if (rows.length > 0) await connection.run(`insert into ${table} values ${rows.join(', ')}`)
}

/** `members` is asked once per grain. */
export const createOracle = async (members: (grain: Grain) => readonly Member[]): Promise<Oracle> => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  for (const grain of GRAINS) {
    await fill(
      connection,
      `member_${grain}`,
      'region VARCHAR, start TIMESTAMP, till TIMESTAMP, leaf VARCHAR',
      members(grain).map((m) => `(${[m.region, m.start, m.end, m.leaf].map(quote).join(', ')})`),
    )
  }
  return {
    tell: async ({ cases, readings }) => {
      await fill(
        connection,
        'truth_case',
        'moment TIMESTAMP, region VARCHAR, kind VARCHAR, person VARCHAR, amount DOUBLE, closed TIMESTAMP',
        cases.map(
          (row) =>
            `(${time(row.at)}, ${quote(row.region)}, ${quote(row.kind)}, ${quote(row.person)}, ${quote(row.amount)}, ${time(row.closed_at)})`,
        ),
      )
      await fill(
        connection,
        'truth_reading',
        'station VARCHAR, moment TIMESTAMP, region VARCHAR, level DOUBLE',
        readings.map((row) => `(${quote(row.station)}, ${time(row.at)}, ${quote(row.region)}, ${quote(row.level)})`),
      )
    },
    ask: async (indicator, grain) => {
      const sql = SQL[indicator]!.replaceAll(/from member\b/g, `from member_${grain}`)
      const result = await connection.runAndReadAll(`select region, start::VARCHAR as start, value from (${sql})`)
      return new Map(
        result
          .getRowsJS()
          .map(([region, start, value]) => [`${String(region)} ${String(start)}`, value as number | null]),
      )
    },
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}
