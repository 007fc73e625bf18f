import type { Dataset, Expression, Indicator } from '../model/index.ts'
import {
  parseExpression,
  sqlType,
  type Expected,
  type KnownColumn,
  type KnownColumns,
  type Probe,
} from '../expression/index.ts'
import { suggestion } from '../nearest.ts'
import type { Path } from '../reading/place.ts'
import type { Report } from '../reading/report.ts'
import type { Column } from '../schema/index.ts'

/** A definition that was asked for: there, absent, there but wrong, or waiting for itself. */
export type Found<T> = { value: T } | { missing: 'unknown' | 'broken' } | { cycle: string[] }

/** What one definition may ask about the others. */
export interface Context {
  probe: Probe
  themes: readonly string[]
  /** Levels of region that are known by name; empty = any word goes. */
  levels: readonly string[]
  /** Something could not be read: what is missing may stand there. */
  incomplete: boolean
  dataset: (id: string) => Promise<Found<Dataset>>
  indicator: (id: string) => Promise<Found<Indicator>>
  datasetIds: readonly string[]
  indicatorIds: readonly string[]
  caseTypeIds: readonly string[]
}

/** Where one definition is checked: what it may ask, and where what is wrong with it is written down. */
export interface Desk extends Context {
  report: Report
}

const WORDS = { dataset: '数据资源', indicator: '指标' } as const
interface Wish {
  what: keyof typeof WORDS
  id: string
  path: Path
}

/** Reports why a definition cannot be used: as a consequence, where the cause stands elsewhere. */
const refuse = (found: Exclude<Found<unknown>, { value: unknown }>, { what, id, path }: Wish, desk: Desk): null => {
  const word = WORDS[what]
  if ('cycle' in found) desk.report.add(path, `${word}互相引用：${found.cycle.join(' → ')}`)
  else if (found.missing === 'broken') desk.report.add(path, `引用的${word} ${id} 定义有误`, { follows: true })
  else
    desk.report.add(
      path,
      `没有${word} ${id}${suggestion(id, what === 'dataset' ? desk.datasetIds : desk.indicatorIds)}`,
      { follows: desk.incomplete },
    )
  return null
}

/** Another dataset; `null` with the reason reported when it cannot be used. */
export const useDataset = async (id: string, desk: Desk, path: Path): Promise<Dataset | null> => {
  const found = await desk.dataset(id)
  return 'value' in found ? found.value : refuse(found, { what: 'dataset', id, path }, desk)
}

/** Another indicator; `null` with the reason reported when it cannot be used. */
export const useIndicator = async (id: string, desk: Desk, path: Path): Promise<Indicator | null> => {
  const found = await desk.indicator(id)
  return 'value' in found ? found.value : refuse(found, { what: 'indicator', id, path }, desk)
}

/** The theme of an id is its first word. */
export const themeOf = (id: string, desk: Desk): string => {
  const theme = id.split('.')[0]!
  checkTheme(theme, desk, ['id'])
  return theme
}

/** A theme that is not declared is a slip of the pen. */
export const checkTheme = (theme: string, { themes, report }: Desk, path: Path): void => {
  if (themes.length > 0 && !themes.includes(theme)) report.add(path, `没有领域 ${theme}${suggestion(theme, themes)}`)
}

/** The column of that name; `null` and reported when there is none. */
export const columnNamed = (name: string, columns: KnownColumns, report: Report, path: Path): KnownColumn | null => {
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined
  if (column === undefined) report.add(path, `没有名为 ${name} 的列${suggestion(name, Object.keys(columns))}`)
  return column ?? null
}

/** Text that is to be an expression, over what and to which end. */
interface Wanted {
  text: string
  columns: KnownColumns
  expected: Expected
}

/** Checks an expression and reports what is wrong at the letter it stands at. */
export const expression = async (
  { text, columns, expected }: Wanted,
  { probe, report }: Desk,
  path: Path,
): Promise<Expression | null> => {
  const parsed = await parseExpression(text, { columns, probe, expected })
  if ('value' in parsed) return parsed.value
  for (const { message, offset } of parsed.problems) report.add(path, message, { offset })
  return null
}

const valuesOf = ({ values }: Column): string[] | undefined =>
  values && [...new Set(Array.isArray(values) ? values : Object.values(values))]

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
  return {
    ...per,
    [dataset.time]: { type: 'TIMESTAMP' },
    ...Object.fromEntries(dataset.columns.map(({ name }) => [name, { type: 'DOUBLE' }])),
  }
}
