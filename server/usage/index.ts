export { createUsage, type Usage, type UsageDeps } from './create.ts'
export type { Outcome, UsageReader } from './read/index.ts'
export { standingOn } from './stands.ts'
