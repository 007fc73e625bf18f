import type { ExpressionProblem, Node, Probe } from './types.ts'

const PREFIX = 'select ('
const MAX_LENGTH = 2000
/** DuckDB writes "no position" as the largest 64-bit number, which JSON cannot hold. */
const NO_POSITION = /"query_location":18446744073709551615/g

export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const isNode = (value: unknown): value is Node =>
  isRecord(value) && typeof value['class'] === 'string' && typeof value['type'] === 'string'

/** UTF-16 offset of a UTF-8 byte offset. */
const fromBytes = (text: string, bytes: number): number =>
  Buffer.from(text, 'utf8').subarray(0, Math.max(0, bytes)).toString('utf8').length
const fromCodePoints = (text: string, points: number): number => [...text].slice(0, Math.max(0, points)).join('').length

/** Where in the expression's text a node stands. */
export const offsetOf = (text: string, node: Node): number | null => {
  const location = node['query_location']
  if (typeof location !== 'number') return null
  return Math.min(fromBytes(text, location - PREFIX.length), text.length)
}

const isEmpty = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0)

/** Exactly `select (x)`: anything that closes the bracket and goes on shows as a second item, clause or statement. */
const soleExpression = (tree: unknown): Node | null => {
  const statements = isRecord(tree) ? tree['statements'] : null
  const statement: unknown = Array.isArray(statements) && statements.length === 1 ? statements[0] : null
  const node = isRecord(statement) && isEmpty(statement['named_param_map']) ? statement['node'] : null
  if (!isRecord(node) || node['type'] !== 'SELECT_NODE') return null
  const list = node['select_list']
  const from = node['from_table']
  const ctes = isRecord(node['cte_map']) ? node['cte_map']['map'] : null
  const clauses = ['modifiers', 'where_clause', 'group_expressions', 'group_sets', 'having', 'sample', 'qualify']
  const bare =
    isRecord(from) && from['type'] === 'EMPTY' && isEmpty(ctes) && clauses.every((clause) => isEmpty(node[clause]))
  const only: unknown = Array.isArray(list) && list.length === 1 ? list[0] : null
  return bare && node['aggregate_handling'] === 'STANDARD_HANDLING' && isNode(only) && only['alias'] === ''
    ? only
    : null
}

const syntaxProblem = (text: string, tree: Record<string, unknown>): ExpressionProblem => {
  const raw = String(tree['error_message'] ?? '')
  const position = Number(tree['position'] ?? Number.NaN)
  const near = /at or near "(.*)"$/s.exec(raw)?.[1]
  // The bracket that closes our own wrapping is not the author's.
  const offset = Number.isNaN(position) ? null : Math.min(fromCodePoints(text, position - PREFIX.length), text.length)
  if (/unterminated quoted/.test(raw)) return { message: '文本缺少收尾的单引号', offset }
  if ((near === ')' && offset === text.length) || /end of input/.test(raw))
    return { message: '表达式没有写完，或括号、引号不成对', offset }
  return { message: near === undefined ? `表达式有语法错误（${raw}）` : `表达式在“${near}”附近有语法错误`, offset }
}

/**
 * Parses one scalar expression with DuckDB's own parser; nothing is executed or looked up. Never throws for any text.
 */
export const parseSyntax = async (
  text: string,
  probe: Probe,
): Promise<{ node: Node } | { problems: ExpressionProblem[] }> => {
  const refuse = (message: string, offset: number | null = null) => ({ problems: [{ message, offset }] })
  if (text.trim() === '') return refuse('表达式是空的')
  if (text.length > MAX_LENGTH) return refuse(`表达式太长（${text.length} 字，最多 ${MAX_LENGTH} 字）`)
  const odd = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/u.exec(text)
  if (odd !== null) return refuse('表达式里有不可见的控制字符', odd.index)
  let tree: unknown
  try {
    const [row] = await probe.rows(`select json_serialize_sql(${quoteText(`${PREFIX}${text})`)}) as tree`)
    tree = JSON.parse(String(row?.['tree']).replaceAll(NO_POSITION, '"query_location":null'))
  } catch {
    return refuse('表达式无法解析，请检查引号、括号和数字的写法')
  }
  if (isRecord(tree) && tree['error'] === true) return { problems: [syntaxProblem(text, tree)] }
  const node = soleExpression(tree)
  return node === null ? refuse('这里只能写一个表达式，不能写查询语句或多个表达式') : { node }
}
