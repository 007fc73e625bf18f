export { createRegions, type Loaded } from './create.ts'
export { loadRegions, readRegions } from './load.ts'
export { formatProblems, type Checked, type TreeProblem } from './tree/problem.ts'
export type * from './types.ts'
