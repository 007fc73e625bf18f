import type { AuditPage, AuditQuery, AuditVerdict } from '../../server/contract/index.ts'
import { queryOf, type Answer, type Ask } from './request.ts'

/** What the auditor asks. */
export interface AuditApi {
  page: (question: Partial<AuditQuery>, signal?: AbortSignal) => Promise<Answer<AuditPage>>
  /** Checks every link of the chain. */
  verify: () => Promise<Answer<AuditVerdict>>
  /** Where the entries of a span are downloaded from. */
  exportUrl: (span: { from: string; to: string }) => string
}

/** The audit over the given way of asking. */
export const createAuditApi = (ask: Ask): AuditApi => ({
  page: (question, signal) => ask.get(`/api/v1/audit${queryOf({ ...question })}`, signal),
  verify: () => ask.get('/api/v1/audit/verify'),
  exportUrl: (span) => `/api/v1/audit/export${queryOf(span)}`,
})
