export { readAnchor } from './anchor.ts'
export type { Deed } from './chain.ts'
export { createAudit, type Audit, type AuditDeps } from './create.ts'
export { verifyLedger, verifyLines } from './verify/index.ts'
