export type { Sources } from './candidates.ts'
export { resolveAll, type ResolveOptions } from './resolve-all.ts'
