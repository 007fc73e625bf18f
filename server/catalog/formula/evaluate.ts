import { isNode, offsetOf, type ExpressionProblem, type Node } from '../expression/index.ts'
import { suggestion } from '../nearest.ts'
import { FUNCTIONS } from './functions.ts'

/** Three-valued, like SQL: `null` is "not known". */
type Scalar = number | boolean | null
type Letters = Readonly<Record<string, number | null>>
type Closure = (letters: Letters) => Scalar

interface FormulaWalk {
  text: string
  letters: readonly string[]
  used: Set<string>
  problems: ExpressionProblem[]
}

const COMPARE: Readonly<Record<string, (a: Scalar, b: Scalar) => Scalar>> = (() => {
  const known =
    (test: (a: number, b: number) => boolean) =>
    (a: Scalar, b: Scalar): Scalar =>
      a === null || b === null ? null : test(Number(a), Number(b))
  return {
    COMPARE_EQUAL: known((a, b) => a === b),
    COMPARE_NOTEQUAL: known((a, b) => a !== b),
    COMPARE_LESSTHAN: known((a, b) => a < b),
    COMPARE_GREATERTHAN: known((a, b) => a > b),
    COMPARE_LESSTHANOREQUALTO: known((a, b) => a <= b),
    COMPARE_GREATERTHANOREQUALTO: known((a, b) => a >= b),
    COMPARE_DISTINCT_FROM: (a, b) => a !== b,
    COMPARE_NOT_DISTINCT_FROM: (a, b) => a === b,
  }
})()

const nothing: Closure = () => null

const refuse = (node: Node, walk: FormulaWalk, message: string): Closure => {
  walk.problems.push({ message, offset: offsetOf(walk.text, node) })
  return nothing
}

const letter = (node: Node, walk: FormulaWalk): Closure => {
  const name = (node['column_names'] as string[]).join('.')
  if (!walk.letters.includes(name))
    return refuse(node, walk, `公式里的 ${name} 没有说明是哪个指标${suggestion(name, walk.letters)}`)
  walk.used.add(name)
  return (letters) => letters[name] ?? null
}

const constant = (node: Node, walk: FormulaWalk): Closure => {
  const value = node['value'] as {
    type: { id: string; type_info: { scale?: number } | null }
    is_null: boolean
    value?: unknown
  }
  if (value.is_null) return nothing
  if (typeof value.value === 'boolean') return () => value.value as boolean
  if (typeof value.value !== 'number') return refuse(node, walk, '公式里只能写数字')
  const number =
    value.type.id === 'DECIMAL' ? Number(`${value.value}e-${value.type.type_info?.scale ?? 0}`) : value.value
  return () => number
}

/** DuckDB writes `true` and `false` as casts of 't' and 'f'; other casts have no place in a formula. */
const truth = (node: Node, walk: FormulaWalk): Closure => {
  const child = node['child'] as { value?: { value?: unknown } }
  const text = (node['cast_type'] as { id?: unknown }).id === 'BOOLEAN' ? child.value?.value : null
  return text === 't' || text === 'f' ? () => text === 't' : refuse(node, walk, '公式里不能转换类型')
}

const call = (node: Node, walk: FormulaWalk): Closure => {
  const name = String(node['function_name']).toLowerCase()
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined
  const children = childrenOf(node['children'], node, walk)
  const named =
    node['catalog'] !== ''
    || !['', 'main'].includes(String(node['schema']))
    || node['filter'] !== null
    || node['distinct'] !== false
  if (known === undefined || named)
    return refuse(
      node,
      walk,
      `公式里不能用 ${name}${suggestion(
        name,
        Object.keys(FUNCTIONS).filter((word) => /^[a-z]/.test(word)),
      )}`,
    )
  if (children.length < known.arity[0] || children.length > known.arity[1])
    return refuse(node, walk, `${name} 的参数个数不对`)
  return (letters) => {
    const result = known.apply(
      children.map((child) => child(letters)).map((value) => (typeof value === 'boolean' ? Number(value) : value)),
    )
    return result !== null && Number.isFinite(result) ? result : null
  }
}

const operator = (node: Node, walk: FormulaWalk): Closure => {
  const children = childrenOf(node['children'], node, walk)
  const [first = nothing, ...rest] = children
  if (node.type === 'OPERATOR_NOT') return (letters) => (first(letters) === null ? null : !first(letters))
  if (node.type === 'OPERATOR_IS_NULL') return (letters) => first(letters) === null
  if (node.type === 'OPERATOR_IS_NOT_NULL') return (letters) => first(letters) !== null
  if (node.type === 'OPERATOR_COALESCE') {
    return (letters) => children.reduce<Scalar>((value, child) => value ?? child(letters), null)
  }
  if (node.type === 'COMPARE_IN' || node.type === 'COMPARE_NOT_IN') {
    const any = disjunction(rest.map((child) => (letters) => COMPARE['COMPARE_EQUAL']!(first(letters), child(letters))))
    return node.type === 'COMPARE_IN' ? any : (letters) => (any(letters) === null ? null : !any(letters))
  }
  return refuse(node, walk, '公式里不支持这种运算')
}

const disjunction =
  (children: Closure[]): Closure =>
  (letters) => {
    const values = children.map((child) => child(letters))
    return values.some(Boolean) ? true : values.includes(null) ? null : false
  }

const conjunction =
  (children: Closure[]): Closure =>
  (letters) => {
    const values = children.map((child) => child(letters))
    return values.some((value) => value !== null && !value) ? false : values.includes(null) ? null : true
  }

const choice = (node: Node, walk: FormulaWalk): Closure => {
  const checks = (node['case_checks'] as { when_expr: unknown; then_expr: unknown }[]).map((check) => ({
    when: closureOf(check.when_expr, node, walk),
    then: closureOf(check.then_expr, node, walk),
  }))
  const otherwise = closureOf(node['else_expr'], node, walk)
  return (letters) => (checks.find((check) => Boolean(check.when(letters)))?.then ?? otherwise)(letters)
}

const RULES: Readonly<Record<string, (node: Node, walk: FormulaWalk) => Closure>> = {
  COLUMN_REF: letter,
  CONSTANT: constant,
  CAST: truth,
  FUNCTION: call,
  OPERATOR: operator,
  CASE: choice,
  CONJUNCTION: (node, walk) =>
    (node.type === 'CONJUNCTION_OR' ? disjunction : conjunction)(childrenOf(node['children'], node, walk)),
  COMPARISON: (node, walk) => {
    const [left, right, compare] = [
      closureOf(node['left'], node, walk),
      closureOf(node['right'], node, walk),
      COMPARE[node.type],
    ]
    return compare === undefined
      ? refuse(node, walk, '公式里不支持这种比较')
      : (letters) => compare(left(letters), right(letters))
  },
  BETWEEN: (node, walk) => {
    const [input, lower, upper] = [node['input'], node['lower'], node['upper']].map((part) =>
      closureOf(part, node, walk),
    ) as [Closure, Closure, Closure]
    return conjunction([
      (letters) => COMPARE['COMPARE_GREATERTHANOREQUALTO']!(input(letters), lower(letters)),
      (letters) => COMPARE['COMPARE_LESSTHANOREQUALTO']!(input(letters), upper(letters)),
    ])
  },
}

const childrenOf = (value: unknown, parent: Node, walk: FormulaWalk): Closure[] =>
  Array.isArray(value) ? value.map((item) => closureOf(item, parent, walk)) : []

/** The function a parse tree stands for; what a formula may not hold is a problem in `walk`. */
export const closureOf = (value: unknown, parent: Node | null, walk: FormulaWalk): Closure => {
  if (!isNode(value)) return nothing
  const rule = Object.hasOwn(RULES, value.class) && !value['alias'] ? RULES[value.class] : undefined
  return rule === undefined
    ? refuse(parent ?? value, walk, '公式里只能写加减乘除、比较、case 和 abs、round 等函数')
    : rule(value, walk)
}
