export { parseExpression, type Expected, type Parsed, type ParseOptions } from './parse.ts'
export { sqlType, type SqlType } from './sql-type.ts'
export { isNode, offsetOf, parseSyntax } from './syntax.ts'
export type { ExpressionProblem, KnownColumn, KnownColumns, Node, Probe } from './types.ts'
