import type { Expected, KnownColumns } from '../../expression/index.ts'
import type { Path } from '../../reading/place.ts'
import type { IndicatorDefinition, ValueDefinition } from '../../schema/index.ts'
import type { Expression, Term, Value } from '../../model/index.ts'
import { columnNamed, expression, type Desk } from '../context.ts'

/** What stands between the value of an indicator and its dataset. */
interface Over {
  columns: KnownColumns
  desk: Desk
}

type Check = (text: string, expected: Expected, path: Path) => Promise<Expression | null>

const PER_UNIT: Readonly<Record<string, number>> = { '%': 100, '‰': 1000 }

const SINGLE: Readonly<Record<'count' | 'sum' | 'min' | 'max' | 'average' | 'distinct', Expected>> = {
  count: 'condition',
  sum: 'number',
  min: 'number',
  max: 'number',
  average: 'number',
  distinct: 'any',
}

const countText = (text: string): string => (text.trim() === 'all' ? 'true' : text)

const termOf = async (written: { count: string } | { sum: string }, check: Check, path: Path): Promise<Term | null> => {
  const of =
    'count' in written
      ? await check(countText(written.count), 'condition', [...path, 'count'])
      : await check(written.sum, 'number', [...path, 'sum'])
  return of && { kind: 'count' in written ? 'count' : 'sum', of }
}

type Keyed<K extends string> = Extract<ValueDefinition, Record<K, unknown>>

const ratioOf = async ({ ratio }: Keyed<'ratio'>, unit: string, check: Check): Promise<Value | null> => {
  const of = await termOf(ratio.of, check, ['ratio', 'of'])
  const to = await termOf(ratio.to, check, ['ratio', 'to'])
  return of && to && { kind: 'ratio', of, to, times: ratio.times ?? PER_UNIT[unit] ?? 1 }
}

const latestOf = async ({ latest }: Keyed<'latest'>, check: Check, { columns, desk }: Over): Promise<Value | null> => {
  const of = await check(latest.of, 'number', ['latest', 'of'])
  const known = latest.per.map((name, index) =>
    columnNamed(name, columns, desk.report, ['value', 'latest', 'per', index]),
  )
  return of && known.every(Boolean) ? { kind: 'latest', of, per: latest.per, across: latest.across } : null
}

const activeOf = async ({ active }: Keyed<'active'>, check: Check): Promise<Value | null> => {
  const from = await check(active.from, 'moment', ['active', 'from'])
  const until = await check(active.until, 'moment', ['active', 'until'])
  return from && until && { kind: 'active', from, until }
}

/** The value of an indicator over a dataset; `null` with everything wrong in the report. Not for formula and index. */
export const resolveValue = async (written: IndicatorDefinition, over: Over): Promise<Value | null> => {
  const { value } = written
  const check: Check = (text, expected, path) =>
    expression({ text, columns: over.columns, expected }, over.desk, ['value', ...path])
  if ('ratio' in value) return ratioOf(value as Keyed<'ratio'>, written.unit, check)
  if ('latest' in value) return latestOf(value as Keyed<'latest'>, check, over)
  if ('active' in value) return activeOf(value as Keyed<'active'>, check)
  if ('quantile' in value) {
    const { of: text, at } = (value as Keyed<'quantile'>).quantile
    const of = await check(text, 'number', ['quantile', 'of'])
    return of && { kind: 'quantile', of, at }
  }
  for (const [kind, expected] of Object.entries(SINGLE) as [keyof typeof SINGLE, Expected][]) {
    if (!(kind in value)) continue
    const text = (value as unknown as Record<typeof kind, string>)[kind]
    const of = await check(kind === 'count' ? countText(text) : text, expected, [kind])
    return of && { kind, of }
  }
  return null
}
