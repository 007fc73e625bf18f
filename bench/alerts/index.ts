export { alertCost } from './cost.ts'
export { alerts } from './latency.ts'
