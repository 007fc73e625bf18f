export { createPlans, type Plans, type PlansDeps } from './create.ts'
export type { PlanRecord, Run } from './record.ts'
export { SYSTEM_OWNER } from './standing.ts'
export { inCity } from './zones.ts'
