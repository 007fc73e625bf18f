export { createJobs, type Jobs } from './create.ts'
export type { JobRecord } from './record.ts'
export type { Made, Making } from './runner.ts'
export { NO_SPOOL, type Spool } from './spool.ts'
