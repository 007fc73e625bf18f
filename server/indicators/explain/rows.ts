import { maskOf, maskValue, NOTHING_SHOWN, type DeliveredDataset, type Mask } from '../../catalog/index.ts'
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
  /** Masked columns that come as they were delivered: somebody else has agreed that this reader has them. */
  clear?: readonly string[]
}

/** In the same words for a dataset that is not there and one outside the reader's scope. */
export const unknownDataset = (id: string): Refused =>
  new Refused(
    problem(404, 'unknown-dataset', `没有数据资源 ${id}`, {
      field: 'id',
      hint: '可用的数据资源见 GET /api/v1/catalog',
    }),
  )

interface ShownColumn {
  name: string
  title: string
  mask: Mask | null
}

const rank = (one: DataClass): number => DATA_CLASSES.indexOf(one)

/** Personal columns are masked for everybody; what lies above the reader's class for other reasons is hidden whole. */
const columnsOf = (dataset: DeliveredDataset, highest: number, clear: readonly string[]): ShownColumn[] =>
  Object.entries(dataset.columns).map(([id, { title, class: own }]) => ({
    name: id,
    title: title ?? id,
    mask:
      (clear.includes(id) ? null : maskOf(dataset, id))
      ?? ((own ?? dataset.class) === 'personal' || rank(own ?? dataset.class) <= highest ? null : 'all'),
  }))

/** A point by its degrees, east first: `120.50149, 30.20929`. */
const pointWords = ({ lon, lat }: { lon?: unknown; lat?: unknown }): string => `${String(lon)}, ${String(lat)}`

/** A value of a row as it crosses the wire and is read by people. */
export const shown = (zone: Zone, type: string, value: Value | undefined): string | number | boolean | null => {
  if (value === null || value === undefined) return null
  if (type === 'time' && typeof value === 'number') return zone.format(value)
  if (type === 'date' && typeof value === 'number') return new Date(value).toISOString().slice(0, 10)
  if (typeof value !== 'object') return value
  return type === 'point' ? pointWords(value as { lon?: unknown; lat?: unknown }) : JSON.stringify(value)
}

/** Names a stored row for as long as it is not compacted; says nothing of what is in it. */
const HANDLE = `rowid::VARCHAR || '.' || _version::VARCHAR as _row`

/**
 * The rows behind a number, as far as the reader may see them: what is hidden whole never leaves the store, what is
 * personal leaves masked.
 */
export const readRows = async (context: ReadContext, query: RowsQuery, scope: Scope): Promise<RowsAnswer> => {
  const dataset = context.catalog.datasets.get(query.dataset)
  const reaches = dataset ? reachesOf(context.regions, scope, query.region, dataset.theme) : []
  if (dataset?.type !== 'delivered' || reaches.length === 0) throw unknownDataset(query.dataset)
  const columns = columnsOf(dataset, Math.max(...reaches.map((reach) => rank(reach.class))), query.clear ?? [])
  const from = `from ${factTable(dataset.id)} where _superseded is null and _at >= ${moment(query.from)} and _at < ${moment(query.until)}
    and _region in (select _descendant from tree where _ancestor = $1)`
  const total = (await context.sql.query(`select count(*)::DOUBLE as n ${from}`, [query.region])).column(
    'n',
  )[0] as number
  const open = columns.filter(({ mask }) => mask !== 'all')
  const table = await context.sql.query(
    `select ${[HANDLE, ...open.map((column) => name(column.name))].join(', ')} ${from} order by _at desc, _version desc limit ${query.limit} offset ${query.offset}`,
    [query.region],
  )
  const rows = table.records().map((record) =>
    columns.map(({ name: id, mask }) => {
      if (mask === 'all') return NOTHING_SHOWN
      return shown(
        context.clock.zone,
        dataset.columns[id]!.type,
        mask === null ? record[id] : (maskValue(mask, record[id]) as Value),
      )
    }),
  )
  return {
    dataset: dataset.id,
    total,
    rows,
    handles: table.column('_row') as string[],
    columns: columns.map(({ name: id, title, mask }) => ({ name: id, title, masked: mask !== null })),
  }
}
