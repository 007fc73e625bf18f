import type { Expression } from '../types.ts'
import { parseExpression, sqlType, type Expected, type KnownColumns, type Probe } from '../expression/index.ts'
import { suggestion } from '../nearest.ts'
import type { Path } from '../reading/place.ts'
import type { Report } from '../reading/report.ts'
import type { Column } from '../schema/index.ts'
import type { Dataset, Indicator } from '../types.ts'

/** A definition that was asked for: there, absent, there but wrong, or waiting for itself. */
export type Found<T> = { value: T } | { missing: 'unknown' | 'broken' } | { cycle: string[] }

/** What one definition may ask about the others. */
export interface Context {
  probe: Probe
  themes: readonly string[]
  /** Levels of region that are known by name; empty = any word goes. */
  levels: readonly string[]
  dataset: (id: string) => Promise<Found<Dataset>>
  indicator: (id: string) => Promise<Found<Indicator>>
  datasetIds: readonly string[]
  indicatorIds: readonly string[]
}

/** Reports why a definition that was asked for cannot be used; `null` then. */
export const use = <T>(found: Found<T>, what: string, id: string, ids: readonly string[], report: Report, path: Path): T | null => {
  if ('value' in found) return found.value
  if ('cycle' in found) report.add(path, `${what}互相引用：${found.cycle.join(' → ')}`)
  else if (found.missing === 'broken') report.add(path, `引用的${what} ${id} 定义有误`)
  else report.add(path, `没有${what} ${id}${suggestion(id, ids)}`)
  return null
}

/** The theme of an id is its first word; one that is not declared is a slip of the pen. */
export const themeOf = (id: string, context: Context, report: Report): string => {
  const theme = id.split('.')[0]!
  if (context.themes.length > 0 && !context.themes.includes(theme)) report.add(['id'], `没有领域 ${theme}${suggestion(theme, context.themes)}`)
  return theme
}

/** A column of the dataset, reported when it is absent or of another type. */
export const columnNamed = (name: string, columns: KnownColumns, types: readonly string[] | null, report: Report, path: Path): boolean => {
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined
  if (column === undefined) report.add(path, `没有名为 ${name} 的列${suggestion(name, Object.keys(columns))}`)
  else if (types !== null && !types.includes(column.type)) report.add(path, `列 ${name} 的类型不能用在这里`)
  else return true
  return false
}

/** Checks an expression and reports what is wrong at the letter it stands at. */
export const expression = async (
  text: string, columns: KnownColumns, expected: Expected, { probe }: Pick<Context, 'probe'>, report: Report, path: Path,
): Promise<Expression | null> => {
  const parsed = await parseExpression(text, { columns, probe, expected })
  if ('value' in parsed) return parsed.value
  for (const { message, offset } of parsed.problems) report.add(path, message, { offset })
  return null
}

const valuesOf = ({ values }: Column): string[] | undefined => values && [...new Set(Array.isArray(values) ? values : Object.values(values))]

/** A dataset's columns as its expressions see them. */
export const knownColumns = (columns: Readonly<Record<string, Column>>): KnownColumns =>
  Object.fromEntries(
    Object.entries(columns).map(([name, column]) => {
      const values = column.type === 'text' ? valuesOf(column) : undefined
      return [name, { type: sqlType(column.type), ...(values ? { values } : {}) }]
    }),
  )

/** Columns of any dataset as expressions see them; computed ones are numbers. */
export const columnsOf = async (dataset: Dataset, context: Context): Promise<KnownColumns> => {
  if (dataset.type === 'delivered') return knownColumns(dataset.columns)
  const source = await context.dataset(dataset.from)
  const all = 'value' in source ? await columnsOf(source.value, context) : {}
  const per = Object.fromEntries(dataset.per.flatMap((name) => (all[name] ? [[name, all[name]]] : [])))
  return { ...per, [dataset.time]: { type: 'TIMESTAMP' }, ...Object.fromEntries(dataset.columns.map(({ name }) => [name, { type: 'DOUBLE' }])) }
}
