export { formatOf } from './format-of.ts'
export { openRows } from './open-rows.ts'
export * from './types.ts'
