import type {
  FactorBegin,
  FactorBegun,
  FactorProof,
  FactorState,
  NoticesAnswer,
  RecoveryCodes,
  SessionInfo,
} from '../../server/contract/index.ts'
import type { Answer, Ask } from './request.ts'

/** What everybody sees to of their own account. */
export interface AccountApi {
  factor: () => Promise<Answer<FactorState>>
  /** The secret is told in this answer and never again. */
  beginFactor: (wanted: FactorBegin) => Promise<Answer<FactorBegun>>
  /** The recovery codes are told in this answer and never again. */
  confirmFactor: (code: string) => Promise<Answer<RecoveryCodes>>
  renewRecovery: (proof: FactorProof) => Promise<Answer<RecoveryCodes>>
  removeFactor: (proof: FactorProof) => Promise<Answer<unknown>>
  sessions: () => Promise<Answer<SessionInfo[]>>
  endSession: (id: string) => Promise<Answer<unknown>>
  notices: () => Promise<Answer<NoticesAnswer>>
  /** This one and all before it have been seen. */
  readNotices: (until: string) => Promise<Answer<NoticesAnswer>>
}

/** One's own account over the given way of asking. */
export const createAccountApi = (ask: Ask): AccountApi => ({
  factor: () => ask.get('/api/v1/session/factor'),
  beginFactor: (wanted) => ask.post('/api/v1/session/factor', wanted),
  confirmFactor: (code) => ask.put('/api/v1/session/factor', { code }),
  renewRecovery: (proof) => ask.post('/api/v1/session/factor/recovery', proof),
  removeFactor: (proof) => ask.post('/api/v1/session/factor/removal', proof),
  sessions: () => ask.get('/api/v1/sessions'),
  endSession: (id) => ask.remove(`/api/v1/sessions/${encodeURIComponent(id)}`),
  notices: () => ask.get('/api/v1/notices'),
  readNotices: (until) => ask.post('/api/v1/notices/read', { until }),
})
