export { createJobs, type Jobs, type Made, type Making } from './create.ts'
export type { JobRecord } from './record.ts'
