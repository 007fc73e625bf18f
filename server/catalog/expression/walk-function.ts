import { nearest } from '../nearest.ts'
import { AGGREGATES, FUNCTION_NAMES, isAllowedFunction, isTotalFunction } from './functions.ts'
import * as tree from './tree.ts'
import type { Node } from './types.ts'
import type { Walk } from './walk.ts'

const CLOCK = new Set([
  'today',
  'current_timestamp',
  'get_current_timestamp',
  'current_date',
  'get_current_time',
  'current_localtimestamp',
  'transaction_timestamp',
])
const DIVISIONS = new Set(['/', '//', '%', 'mod', 'divide'])
const GROWING = new Set(['**', '^', 'power', 'pow', 'exp'])

const isPlain = (node: Node): boolean => {
  const orders = (node['order_bys'] as { orders?: unknown[] } | null)?.orders ?? []
  return node['filter'] === null && node['distinct'] === false && node['export_state'] === false && orders.length === 0
}

const refusal = (name: string): string => {
  if (AGGREGATES.has(name)) return `不能在表达式里用聚合函数 ${name}；合计、平均、计数由指标的 value 决定`
  if (CLOCK.has(name)) return `不能用 ${name}()；当前时刻写 now()，时段末写 bucket_end()`
  const near = nearest(name, FUNCTION_NAMES)
  return `不能用函数 ${name}${near === null ? '；常用的有 lower、length、contains、date_diff、date_trunc、year、round、abs、coalesce' : `，是不是想写 ${near}？`}`
}

/** A number divided by zero has no value; DuckDB would say Infinity, which would swallow every sum it enters. */
const guarded = (name: string, children: Node[], isOperator: boolean): Node => {
  const [first, second] = children
  if (DIVISIONS.has(name) && first && second) {
    return tree.functionNode(
      name,
      [first, tree.functionNode('nullif', [second, tree.integerNode(0)], false)],
      isOperator,
    )
  }
  const result = tree.functionNode(name, children, isOperator)
  return GROWING.has(name)
    ? tree.caseNode([{ when: tree.functionNode('isfinite', [result], false), then: result }], tree.nullNode())
    : result
}

/** Functions and operators on the allow-list, without any of the clauses only aggregates have. */
export const walkFunction = (node: Node, walk: Walk): Node => {
  const name = String(node['function_name']).toLowerCase()
  const children = node['children'] as unknown[]
  const schema = String(node['schema'])
  // DuckDB itself writes `main` for what it rewrites, such as extract().
  if ((schema !== '' && schema !== 'main') || node['catalog'] !== '')
    return walk.refuse(node, `函数 ${name} 不能带前缀`)
  if (name === 'now' || name === 'bucket_end') {
    if (children.length > 0 || !isPlain(node)) return walk.refuse(node, `${name}() 括号里不写东西`)
    if (name === 'now') walk.usesNow = true
    else walk.usesBucketEnd = true
    return tree.columnNode(`_${name}`)
  }
  if (!isAllowedFunction(name)) return walk.refuse(node, refusal(name))
  if (!isPlain(node)) return walk.refuse(node, `函数 ${name} 里不能写 distinct、order by 或 filter`)
  if (!isTotalFunction(name)) walk.total = false
  return guarded(name, walk.list(children, node), node['is_operator'] === true)
}
