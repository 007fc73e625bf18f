export type { Outcome } from './acts.ts'
export { unitsFor, type UsageReader } from './reach.ts'
export { readUsage, type ReadDeps } from './read-usage.ts'
