export { fillCases } from './fill.ts'
