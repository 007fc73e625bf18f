import { demoDatasets, type DemoContext } from '../../fixtures/demo/index.ts'
import type { Catalog, DeliveredDataset } from '../catalog/index.ts'
import { tableSpec } from '../ingest/index.ts'
import { startOf } from '../lib/index.ts'
import { moment, name, factTable, literal, type Sql } from '../store/index.ts'

const DAY = 86_400_000

/** Rows of the region's own column, or of the registry that was loaded before. */
const regionSql = (dataset: DeliveredDataset): { region: string; join: string } => {
  const { region } = dataset
  if (region === null || 'point' in region) return { region: 'null', join: '' }
  if ('column' in region) return { region: `d.${name(region.column)}`, join: '' }
  return {
    region: `r.${name(region.take)}`,
    join: `join ${factTable(region.lookup)} r on r.${name(region.by)} = d.${name(region.by)} and r._superseded is null`,
  }
}

/** Start of the delivery a moment belongs to. */
const periodSql = (time: string, now: number): string =>
  `case when ${time} >= ${moment(startOf('month', now))} then date_trunc('day', ${time})::TIMESTAMP else date_trunc('month', ${time})::TIMESTAMP end`

/**
 * Deliveries of the past came monthly, those of the running month daily: each is one batch that arrived when its time
 * was over, the last one now.
 */
const stagePeriods = async (sql: Sql, dataset: DeliveredDataset, rows: string, now: number): Promise<void> => {
  const { region, join } = regionSql(dataset)
  const columns = tableSpec(dataset).columns
  await sql.query(`create or replace temp table demo_rows as
    select ${columns.map((column) => `d.${name(column.name)}::${column.type} as ${name(column.name)}`).join(', ')},
      ${region}::VARCHAR as _region, d.${name(dataset.time)}::TIMESTAMP as _at, ${periodSql(`d.${name(dataset.time)}::TIMESTAMP`, now)} as _period
    from (select ${columns.map((column) => `${name(column.name)}`).join(', ')} from (${rows})) d ${join}`)
  await sql.query(`create or replace temp table demo_batch as
    select _period, count(*)::INTEGER as n, least(_period + case when _period >= ${moment(startOf('month', now))} then interval 1 day else interval 1 month end, ${moment(now)}) as arrived,
      (row_number() over (order by _period) + (select coalesce(max(version), 0) from batch))::INTEGER as v
    from demo_rows group by _period`)
}

const appendPeriods = async (sql: Sql, dataset: DeliveredDataset): Promise<number> => {
  const columns = tableSpec(dataset)
    .columns.map((column) => name(column.name))
    .join(', ')
  await sql.query(
    `insert into batch (id, version, dataset, key, source, arrived, accepted, rejected, receipt) select uuid()::VARCHAR, v, ${literal(dataset.id)}, null, '演示数据', arrived, n, 0, '{}' from demo_batch order by v`,
  )
  await sql.query(`insert into ${factTable(dataset.id)} (${columns}, _region, _at, _version, _superseded)
    select ${columns}, _region, _at, v, null from demo_rows join demo_batch using (_period) order by _at`)
  const count = await sql.query('select count(*)::DOUBLE as n from demo_rows')
  await sql.query('drop table demo_rows; drop table demo_batch')
  return count.column('n')[0] as number
}

interface DemoLoad {
  catalog: Catalog
  context: DemoContext
  /** Local now. */
  now: number
  /** Told before each dataset. */
  progress: (title: string, done: number, all: number) => void
}

/** The span of history that ends now. */
export const demoSpan = (now: number, months: number): { from: string; to: string } => {
  const start = new Date(now)
  start.setUTCMonth(start.getUTCMonth() - months, 1)
  const plain = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
  return { from: plain(Math.floor(start.getTime() / DAY) * DAY), to: plain(now) }
}

/**
 * Fills the empty store with the model city; returns the number of rows. Runs inside the caller's transaction: all or
 * nothing.
 */
export const loadDemo = async (sql: Sql, { catalog, context, now, progress }: DemoLoad): Promise<number> => {
  const wanted = demoDatasets.flatMap(({ dataset, sql: rows }) => {
    const declared = catalog.datasets.get(dataset)
    return declared?.type === 'delivered' ? [{ declared, rows }] : []
  })
  let total = 0
  for (const [index, { declared, rows }] of wanted.entries()) {
    progress(declared.title, index, wanted.length)
    await stagePeriods(sql, declared, rows(context), now)
    total += await appendPeriods(sql, declared)
  }
  progress('完成', wanted.length, wanted.length)
  return total
}
