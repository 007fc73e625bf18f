import type { Expected, KnownColumns } from '../../expression/index.ts'
import type { Definition } from '../../reading/definition.ts'
import type { Path } from '../../reading/place.ts'
import type { Report } from '../../reading/report.ts'
import type { DerivedDefinition, DeriveColumn } from '../../schema/index.ts'
import type { DeliveredDataset, DerivedColumn, DerivedDataset, Expression } from '../../model/index.ts'
import { columnNamed, columnsOf, expression, useDataset, type Desk } from '../context.ts'
import { baseOf } from './delivered.ts'

/** Points of a broken line must go from left to right. */
export const checkLine = (points: readonly (readonly [number, number])[], report: Report, path: Path): void => {
  const wrong = points.findIndex(([x], index) => index > 0 && x <= points[index - 1]![0])
  if (wrong > 0)
    report.add([...path, wrong], `折线的点要从小到大排：${points[wrong]![0]} 不大于前一点 ${points[wrong - 1]![0]}`)
}

type Checked = (text: string, expected: Expected, path: Path) => Promise<Expression | null>

const aggregateOf = async (written: DeriveColumn, checked: Checked): Promise<DerivedColumn | null> => {
  if ('count' in written) {
    const of = await checked(written.count === 'all' ? 'true' : written.count, 'condition', ['count'])
    return of && { kind: 'count', of }
  }
  if ('max_running' in written) {
    const { of: text, ...rest } = written.max_running
    const of = await checked(text, 'number', ['max_running', 'of'])
    return of && { kind: 'max_running', of, ...rest }
  }
  for (const kind of ['average', 'sum', 'min', 'max'] as const) {
    if (!(kind in written)) continue
    const { [kind]: text, needs } = written as unknown as Record<typeof kind, string> & { needs: number }
    const of = await checked(text, 'number', [kind])
    return of && { kind, of, needs }
  }
  return null
}

/** Over the columns above it in the same row. */
const layeredOf = async (
  written: DeriveColumn,
  checked: Checked,
  { report }: Desk,
  path: Path,
): Promise<DerivedColumn | null> => {
  if ('line' in written) {
    checkLine(written.line.points, report, [...path, 'line', 'points'])
    const of = await checked(written.line.of, 'number', ['line', 'of'])
    return of && { kind: 'line', of, points: written.line.points }
  }
  if (!('expression' in written)) return null
  const of = await checked(written.expression, 'number', ['expression'])
  return of && { kind: 'expression', of }
}

const resolveColumns = async (
  written: DerivedDefinition,
  source: KnownColumns,
  desk: Desk,
): Promise<DerivedDataset['columns']> => {
  const { report } = desk
  const { per } = written.derive
  const own: Record<string, { type: string }> = Object.fromEntries(
    per.flatMap((name) => (source[name] ? [[name, source[name]]] : [])),
  )
  const columns: DerivedDataset['columns'] = []
  for (const [name, column] of Object.entries(written.derive.columns)) {
    const path = ['derive', 'columns', name]
    const isLayered = 'line' in column || 'expression' in column
    const checked: Checked = async (text, expected, inner) => {
      const of = await expression({ text, columns: isLayered ? own : source, expected }, desk, [...path, ...inner])
      // Stored results must not change with the time of asking.
      if (of?.usesNow || of?.usesBucketEnd) report.add([...path, ...inner], '计算列里不能用 now() 和 bucket_end()')
      return of
    }
    if (Object.hasOwn(own, name)) report.add(path, `列 ${name} 与 per 或上面的列同名`, { key: true })
    const value = isLayered ? await layeredOf(column, checked, desk, path) : await aggregateOf(column, checked)
    own[name] = { type: 'DOUBLE' }
    if (value) columns.push({ name, value })
  }
  return columns
}

const sourceOf = async (written: DerivedDefinition, desk: Desk): Promise<DeliveredDataset | null> => {
  const { from } = written.derive
  const source = await useDataset(from, desk, ['derive', 'from'])
  if (source === null || source.type === 'delivered') return source
  desk.report.add(['derive', 'from'], `${from} 本身也是计算出来的；请从部门报送的数据资源计算`)
  return null
}

/** Checks a dataset that is computed from another; `null` when its source cannot be used. */
export const resolveDerived = async (
  written: DerivedDefinition,
  definition: Definition,
  desk: Desk,
): Promise<DerivedDataset | null> => {
  const source = await sourceOf(written, desk)
  if (source === null) return null
  const { from, per, every } = written.derive
  const known = await columnsOf(source, desk)
  per.forEach((name, index) => columnNamed(name, known, desk.report, ['derive', 'per', index]))
  const base = baseOf(written, definition, desk)
  const columns = await resolveColumns(written, known, desk)
  return {
    ...base,
    synthetic: base.synthetic || source.synthetic,
    type: 'derived',
    from,
    per,
    every,
    time: source.time,
    region: source.region,
    columns,
  }
}
