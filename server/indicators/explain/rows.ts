import type { DeliveredDataset } from '../../catalog/index.ts'
import { DATA_CLASSES, type DataClass, type RegionCode, type RowsAnswer, type Scope } from '../../contract/index.ts'
import type { Zone } from '../../lib/index.ts'
import { factTable, moment, name, type Value } from '../../store/index.ts'
import { problem, reachesOf, Refused } from '../query.ts'
import type { ReadContext } from '../read/read-cells.ts'

/** The facts of a region in [from, until), local ms, newest first. */
export interface RowsQuery {
  dataset: string
  region: RegionCode
  from: number
  until: number
  offset: number
  limit: number
}

const MASKED = '＊＊＊'
const rank = (one: DataClass): number => DATA_CLASSES.indexOf(one)

const columnsOf = (dataset: DeliveredDataset, highest: number) =>
  Object.entries(dataset.columns).map(([id, column]) => ({
    name: id,
    title: column.title ?? id,
    masked: rank(column.class ?? dataset.class) > highest,
  }))

const shown = (zone: Zone, type: string, value: Value | undefined): string | number | boolean | null => {
  if (value === null || value === undefined) return null
  if (type === 'time') return zone.format(value as number)
  if (type === 'date') return new Date(value as number).toISOString().slice(0, 10)
  return typeof value === 'object' ? JSON.stringify(value) : value
}

/** The rows behind a number, as far as the reader may see them: columns above their class never leave the store. */
export const readRows = async (context: ReadContext, query: RowsQuery, scope: Scope): Promise<RowsAnswer> => {
  const dataset = context.catalog.datasets.get(query.dataset)
  const reaches = dataset ? reachesOf(context.regions, scope, query.region, dataset.theme) : []
  if (dataset?.type !== 'delivered' || reaches.length === 0) {
    throw new Refused(problem(404, 'unknown-dataset', `没有数据资源 ${query.dataset}`, { field: 'id', hint: '可用的数据资源见 GET /api/v1/catalog' }))
  }
  const columns = columnsOf(dataset, Math.max(...reaches.map((reach) => rank(reach.class))))
  const from = `from ${factTable(dataset.id)} where _superseded is null and _at >= ${moment(query.from)} and _at < ${moment(query.until)}
    and _region in (select _descendant from tree where _ancestor = $1)`
  const total = (await context.sql.query(`select count(*)::DOUBLE as n ${from}`, [query.region])).column('n')[0] as number
  const open = columns.filter((column) => !column.masked)
  const table = await context.sql.query(
    `select ${open.map((column) => name(column.name)).join(', ') || 'null as _none'} ${from} order by _at desc, _version desc limit ${query.limit} offset ${query.offset}`,
    [query.region],
  )
  const rows = table.records().map((record) =>
    columns.map((column) => (column.masked ? MASKED : shown(context.clock.zone, dataset.columns[column.name]!.type, record[column.name]))))
  return { dataset: dataset.id, total, columns, rows }
}
