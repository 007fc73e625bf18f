import type { Expression } from '../model/index.ts'
import { bind } from './bind.ts'
import { isNumeric, typeWord } from './sql-type.ts'
import { parseSyntax, quoteText } from './syntax.ts'
import { selectStatement } from './tree.ts'
import type { ExpressionProblem, KnownColumns, Node, Probe } from './types.ts'
import { walkTree } from './walk.ts'

/** `condition`: true or false; `number`; `moment`: a time, or a date taken as its first instant. */
export type Expected = 'condition' | 'number' | 'moment' | 'any'

export interface ParseOptions {
  columns: KnownColumns
  probe: Probe
  expected?: Expected
}
export type Parsed = { value: Expression; type: string } | { problems: ExpressionProblem[] }

const render = async (node: Node, probe: Probe): Promise<string> => {
  const [row] = await probe.rows(
    `select json_deserialize_sql(${quoteText(JSON.stringify(selectStatement(node)))}::json) as sql`,
  )
  return String(row?.['sql']).replace(/^SELECT /, '')
}

const mismatch = (type: string, expected: Expected): string | null => {
  const is = `现在得到的是${typeWord(type)}`
  if (expected === 'condition' && type !== 'BOOLEAN')
    return `这里要写条件（结果为真或假），${is}；例如 “列 is not null” 或 “列 = '值'”`
  if (expected === 'number' && !isNumeric(type)) return `这里要写数值，${is}`
  if (expected === 'moment' && type !== 'TIMESTAMP' && type !== 'DATE') return `这里要写时间，${is}`
  return null
}

/** What needs no parser: a column alone, and `true`. Most of all expressions are one of these. */
const plain = (text: string, columns: KnownColumns): { type: string; sql: string; columns: string[] } | null => {
  if (text === 'true') return { type: 'BOOLEAN', sql: 'true', columns: [] }
  const known = /^[a-z][a-z0-9_]*$/.test(text) && Object.hasOwn(columns, text) ? columns[text] : undefined
  return known ? { type: known.type, sql: `"${text}"`, columns: [text] } : null
}

/** The type that was got is the one that is wanted; a date wanted as a moment is its first instant. */
const fitted = ({ type, value }: { type: string; value: Expression }, expected: Expected): Parsed => {
  const wrong = mismatch(type, expected)
  if (wrong !== null) return { problems: [{ message: wrong, offset: null }] }
  return {
    type,
    value: expected === 'moment' && type === 'DATE' ? { ...value, sql: `CAST(${value.sql} AS TIMESTAMP)` } : value,
  }
}

/**
 * Checks an expression over a dataset's own columns: DuckDB's parser, then an allow-list of what the tree may hold,
 * then DuckDB's binder for names and types. The answer never contains text of the author that was not re-rendered.
 * Never throws for any text.
 */
export const parseExpression = async (
  text: string,
  { columns, probe, expected = 'any' }: ParseOptions,
): Promise<Parsed> => {
  const simple = plain(text, columns)
  if (simple)
    return fitted(
      {
        type: simple.type,
        value: { text, sql: simple.sql, columns: simple.columns, usesNow: false, usesBucketEnd: false },
      },
      expected,
    )
  const syntax = await parseSyntax(text, probe)
  if ('problems' in syntax) return syntax
  const { node, walk } = walkTree(syntax.node, text, columns)
  if (walk.problems.length > 0) return { problems: walk.problems }
  let rendered: string
  try {
    rendered = await render(node, probe)
  } catch {
    return { problems: [{ message: '表达式太复杂，请拆开来写', offset: null }] }
  }
  const bound = await bind(rendered, columns, probe)
  if ('problems' in bound) return bound
  const sql = walk.total ? rendered : `TRY(${rendered})`
  return fitted(
    {
      type: bound.type,
      value: { text, sql, columns: [...walk.columns], usesNow: walk.usesNow, usesBucketEnd: walk.usesBucketEnd },
    },
    expected,
  )
}
