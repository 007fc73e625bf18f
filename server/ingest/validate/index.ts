export { columnSources, compileChecker, type Checker } from './checker.ts'
