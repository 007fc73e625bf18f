export { createClaims } from './claims.ts'
export { compileReader, type ReadContext } from './read-column.ts'
export { sourceOf, type ColumnSource, type Values } from './source.ts'
