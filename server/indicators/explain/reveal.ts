import { maskOf } from '../../catalog/index.ts'
import type { RegionCode, Scope } from '../../contract/index.ts'
import { factTable, name } from '../../store/index.ts'
import { mayRead, problem, Refused } from '../query.ts'
import type { ReadContext } from '../read/read-cells.ts'
import { shown, unknownDataset } from './rows.ts'

/** One row's masked columns, as they were delivered. */
export interface RevealQuery {
  dataset: string
  row: string
  columns: readonly string[]
}

export interface Revealed {
  region: RegionCode
  values: Record<string, string | number | boolean | null>
}

/** Who may see rows, and who may see what is masked in them. */
export interface RevealScopes {
  rows: Scope
  unmask: Scope
}

const HANDLE = /^(\d{1,15})\.(\d{1,15})$/

/**
 * What a mask hides in one row. Throws `Refused`: 404 where the reader may not see the row at all, in the words for one
 * that is not there; 403 where they may see it masked and no more. The caller writes down who asked before it answers.
 */
export const reveal = async (
  context: ReadContext,
  { dataset: id, row, columns }: RevealQuery,
  { rows, unmask }: RevealScopes,
): Promise<Revealed> => {
  const dataset = context.catalog.datasets.get(id)
  if (dataset?.type !== 'delivered') throw unknownDataset(id)
  const wanted = columns.filter((column) => dataset.columns[column] !== undefined && maskOf(dataset, column) !== null)
  const [, place = '-1', version = '-1'] = HANDLE.exec(row) ?? []
  const table = await context.sql.query(
    `select ${['_region', ...wanted.map(name)].join(', ')} from ${factTable(id)} where rowid = ${Number(place)} and _version = ${Number(version)}`,
  )
  const found = table.records()[0]
  const region = found?.['_region'] as RegionCode | null | undefined
  const within = (scope: Scope): boolean =>
    typeof region === 'string' && mayRead(context.regions, scope, region, dataset.theme)
  if (found === undefined || !within(rows)) throw unknownDataset(id)
  if (!within(unmask))
    throw new Refused(
      problem(403, 'not-allowed', '没有查看原文的权限', { hint: '需要“查看原文”权限，请联系本单位管理员' }),
    )
  if (wanted.length === 0) throw new Refused(problem(400, 'nothing-masked', '这些列没有脱敏', { field: 'columns' }))
  const values = wanted.map(
    (column) => [column, shown(context.clock.zone, dataset.columns[column]!.type, found[column])] as const,
  )
  return { region: region!, values: Object.fromEntries(values) }
}
