export { columnSources, compileChecker, type Checker } from './checker.ts'
export type { HeaderReport } from './headers.ts'
