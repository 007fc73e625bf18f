/** DuckDB as the catalog sees it: one statement in, plain JSON rows out; throws DuckDB's error. */
export interface Probe {
  rows: (sql: string) => Promise<Record<string, unknown>[]>
}

/** A column an expression may name; `values` are the only texts it can hold, where they are declared. */
export interface KnownColumn {
  type: string
  values?: readonly string[]
}
export type KnownColumns = Readonly<Record<string, KnownColumn>>

/** What is wrong in an expression; `offset` in UTF-16 units from its start, `null` when unknown. */
export interface ExpressionProblem {
  message: string
  offset: number | null
}

/** A node of DuckDB's parse tree, as `json_serialize_sql` writes it. */
export interface Node {
  class: string
  type: string
  [field: string]: unknown
}
