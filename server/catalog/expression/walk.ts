import { suggestion } from '../nearest.ts'
import { checkValues } from './allowed-values.ts'
import { walkFunction } from './walk-function.ts'
import { isNode, offsetOf } from './syntax.ts'
import * as tree from './tree.ts'
import type { ExpressionProblem, KnownColumns, Node } from './types.ts'

/** What one walk over a parse tree gathers. */
export interface Walk {
  text: string
  known: KnownColumns
  problems: ExpressionProblem[]
  columns: Set<string>
  usesNow: boolean
  usesBucketEnd: boolean
  /** False once something was met that DuckDB refuses some values of. */
  total: boolean
  refuse: (node: Node, message: string) => Node
  into: (value: unknown, parent: Node) => Node
  list: (value: unknown, parent: Node) => Node[]
}

type Rule = (node: Node, walk: Walk) => Node

const SCALAR_TYPES = new Set([
  'BOOLEAN',
  'TINYINT',
  'SMALLINT',
  'INTEGER',
  'BIGINT',
  'HUGEINT',
  'FLOAT',
  'DOUBLE',
  'DECIMAL',
  'VARCHAR',
  'DATE',
  'TIME',
  'TIMESTAMP',
  'INTERVAL',
])
const CONSTANT_TYPES = new Set(['INTEGER', 'BIGINT', 'DOUBLE', 'DECIMAL', 'VARCHAR', 'BOOLEAN', 'NULL'])
const OPERATORS = new Set([
  'OPERATOR_NOT',
  'OPERATOR_IS_NULL',
  'OPERATOR_IS_NOT_NULL',
  'OPERATOR_COALESCE',
  'COMPARE_IN',
  'COMPARE_NOT_IN',
])
const COMPARISONS = new Set([
  'COMPARE_EQUAL',
  'COMPARE_NOTEQUAL',
  'COMPARE_LESSTHAN',
  'COMPARE_GREATERTHAN',
  'COMPARE_LESSTHANOREQUALTO',
  'COMPARE_GREATERTHANOREQUALTO',
  'COMPARE_DISTINCT_FROM',
  'COMPARE_NOT_DISTINCT_FROM',
])
const CLOCK_WORDS = new Set(['current_timestamp', 'current_date', 'current_time', 'localtimestamp', 'localtime'])

/** A copy of DuckDB's type with the fields we know: DECIMAL keeps width and scale, all others have none. */
const plainType = (value: unknown, allowed: ReadonlySet<string>): { id: string; type_info: unknown } | null => {
  const { id, type_info: info } = (value ?? {}) as {
    id?: unknown
    type_info?: { width?: unknown; scale?: unknown } | null
  }
  if (typeof id !== 'string' || !allowed.has(id)) return null
  if (id !== 'DECIMAL' || !info) return { id, type_info: null }
  return {
    id,
    type_info: {
      type: 'DECIMAL_TYPE_INFO',
      alias: '',
      extension_info: null,
      width: Number(info.width),
      scale: Number(info.scale),
    },
  }
}

const column: Rule = (node, walk) => {
  const names = node['column_names'] as string[]
  const [name] = names
  if (names.length !== 1 || name === undefined)
    return walk.refuse(node, `“${names.join('.')}”带有前缀，表达式只能用本数据资源自己的列`)
  const written = name.toLowerCase()
  const found = Object.keys(walk.known).find((known) => known === written)
  if (found !== undefined) {
    walk.columns.add(found)
    return tree.columnNode(found)
  }
  if (CLOCK_WORDS.has(written)) return walk.refuse(node, `不能用 ${name}；当前时刻写 now()，时段末写 bucket_end()`)
  if (name === 'all') return walk.refuse(node, 'all 只能单独写在 count 里')
  return walk.refuse(node, `没有名为 ${name} 的列${suggestion(written, Object.keys(walk.known))}`)
}

const constant: Rule = (node, walk) => {
  const value = node['value'] as { type: unknown; is_null: boolean; value?: unknown }
  const type = plainType(value.type, CONSTANT_TYPES)
  if (type === null || (typeof value.value === 'object' && value.value !== null))
    return walk.refuse(node, '常数太大或写法不支持')
  if (value.is_null) return tree.constantNode(type, null)
  if (typeof value.value === 'number' && type.id !== 'DOUBLE' && !Number.isSafeInteger(value.value))
    return walk.refuse(node, '常数的位数太多')
  return tree.constantNode(type, value.value as string | number | boolean)
}

const comparison: Rule = (node, walk) => {
  if (!COMPARISONS.has(node.type)) return walk.refuse(node, '不支持的比较')
  checkValues(node, [node['left'], node['right']], walk)
  return tree.comparisonNode(node.type, walk.into(node['left'], node), walk.into(node['right'], node))
}

const operator: Rule = (node, walk) => {
  if (!OPERATORS.has(node.type)) return walk.refuse(node, '不支持的运算（数组、结构、分组等都不能用）')
  const children = node['children'] as unknown[]
  if (node.type === 'COMPARE_IN' || node.type === 'COMPARE_NOT_IN') checkValues(node, children, walk)
  return tree.operatorNode(node.type, walk.list(children, node))
}

const cast: Rule = (node, walk) => {
  const type = plainType(node['cast_type'], SCALAR_TYPES)
  if (type === null)
    return walk.refuse(
      node,
      '只能转换为 integer、bigint、double、decimal、varchar、boolean、date、timestamp、interval 这些普通类型',
    )
  const child = walk.into(node['child'], node)
  // A literal is checked when the expression is bound; a column's rows are not known yet.
  if (child.class !== 'CONSTANT' && type.id !== 'VARCHAR') walk.total = false
  return tree.castNode(child, type)
}

const choice: Rule = (node, walk) => {
  const checks = node['case_checks'] as { when_expr: unknown; then_expr: unknown }[]
  return tree.caseNode(
    checks.map((check) => ({ when: walk.into(check.when_expr, node), then: walk.into(check.then_expr, node) })),
    walk.into(node['else_expr'], node),
  )
}

const RULES: Readonly<Record<string, Rule>> = {
  COLUMN_REF: column,
  CONSTANT: constant,
  COMPARISON: comparison,
  CONJUNCTION: (node, walk) =>
    tree.conjunctionNode(
      node.type === 'CONJUNCTION_OR' ? 'CONJUNCTION_OR' : 'CONJUNCTION_AND',
      walk.list(node['children'], node),
    ),
  OPERATOR: operator,
  BETWEEN: (node, walk) =>
    tree.betweenNode(walk.into(node['input'], node), walk.into(node['lower'], node), walk.into(node['upper'], node)),
  CASE: choice,
  CAST: cast,
  FUNCTION: walkFunction,
}

const REFUSED: Readonly<Record<string, string>> = {
  SUBQUERY: '不能用子查询',
  STAR: '不能用 *',
  WINDOW: '不能用窗口函数（over）',
  LAMBDA: '不能用匿名函数（->）',
  PARAMETER: '不能用参数（? 或 $）',
  POSITIONAL_REFERENCE: '不能用 #1 这样的位置引用',
  COLLATE: '不能用 collate',
}

/**
 * Copies a parse tree node by node, keeping only what the allow-list names; everything else is a problem.
 * `now()` and `bucket_end()` become the columns `_now` and `_bucket_end`.
 */
export const walkTree = (root: Node, text: string, known: KnownColumns): { node: Node; walk: Walk } => {
  const walk: Walk = {
    text,
    known,
    problems: [],
    columns: new Set(),
    usesNow: false,
    usesBucketEnd: false,
    total: true,
    refuse: (node, message) => {
      walk.problems.push({ message, offset: offsetOf(text, node) })
      return tree.nullNode()
    },
    into: (value, parent) => {
      if (!isNode(value)) return walk.refuse(parent, '不支持的写法')
      if (value['alias']) return walk.refuse(value, '不能给参数或结果起名')
      const rule = Object.hasOwn(RULES, value.class) ? RULES[value.class] : undefined
      return rule === undefined ? walk.refuse(value, REFUSED[value.class] ?? '不支持的写法') : rule(value, walk)
    },
    list: (value, parent) =>
      Array.isArray(value) ? value.map((item) => walk.into(item, parent)) : [walk.refuse(parent, '不支持的写法')],
  }
  return { node: walk.into(root, root), walk }
}
