import type { Node } from './types.ts'

/** Builders of the nodes `json_deserialize_sql` reads; only what is named here can reach the rendered SQL. */
const base = (kind: string, type: string): Node => ({ class: kind, type, alias: '', query_location: 0 })

export const columnNode = (name: string): Node => ({ ...base('COLUMN_REF', 'COLUMN_REF'), column_names: [name] })

export const constantNode = (
  type: { id: string; type_info: unknown },
  value: string | number | boolean | null,
): Node => ({
  ...base('CONSTANT', 'VALUE_CONSTANT'),
  value: value === null ? { type, is_null: true } : { type, is_null: false, value },
})

export const integerNode = (value: number): Node => constantNode({ id: 'INTEGER', type_info: null }, value)
export const nullNode = (): Node => constantNode({ id: 'NULL', type_info: null }, null)

export const functionNode = (name: string, children: Node[], isOperator: boolean): Node => ({
  ...base('FUNCTION', 'FUNCTION'),
  function_name: name,
  schema: '',
  children,
  filter: null,
  order_bys: { type: 'ORDER_MODIFIER', orders: [] },
  distinct: false,
  is_operator: isOperator,
  export_state: false,
  catalog: '',
})

export const operatorNode = (type: string, children: Node[]): Node => ({ ...base('OPERATOR', type), children })
export const comparisonNode = (type: string, left: Node, right: Node): Node => ({
  ...base('COMPARISON', type),
  left,
  right,
})
export const conjunctionNode = (type: string, children: Node[]): Node => ({ ...base('CONJUNCTION', type), children })
export const betweenNode = (input: Node, lower: Node, upper: Node): Node => ({
  ...base('BETWEEN', 'COMPARE_BETWEEN'),
  input,
  lower,
  upper,
})

export const caseNode = (checks: { when: Node; then: Node }[], otherwise: Node): Node => ({
  ...base('CASE', 'CASE_EXPR'),
  case_checks: checks.map((check) => ({ when_expr: check.when, then_expr: check.then })),
  else_expr: otherwise,
})

export const castNode = (child: Node, type: { id: string; type_info: unknown }): Node => ({
  ...base('CAST', 'OPERATOR_CAST'),
  child,
  cast_type: type,
  try_cast: false,
})

/** A statement `SELECT <node>`. */
export const selectStatement = (node: Node): unknown => ({
  error: false,
  statements: [
    {
      node: {
        type: 'SELECT_NODE',
        modifiers: [],
        cte_map: { map: [] },
        select_list: [node],
        from_table: { type: 'EMPTY', alias: '', sample: null, query_location: 0 },
        where_clause: null,
        group_expressions: [],
        group_sets: [],
        aggregate_handling: 'STANDARD_HANDLING',
        having: null,
        sample: null,
        qualify: null,
      },
      named_param_map: [],
    },
  ],
})
