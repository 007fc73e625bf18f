import type {
  CaseAction,
  CaseActionId,
  CaseConflict,
  CaseDetail,
  CaseReport,
  CasesAnswer,
  CasesQuery,
  CaseTypesAnswer,
  EvidenceReceipt,
  PartiesAnswer,
  Problem,
} from '../../server/contract/index.ts'
import { queryOf, type Answer, type Ask } from './request.ts'

/** Which parties are asked for: those a case may go to by an action, or those for a new case in a region. */
export interface PartiesQuestion {
  case?: string
  action?: CaseActionId
  region?: string
  q?: string
}

/** What a list of cases is asked for. */
export type CasesQuestion = Omit<CasesQuery, 'limit' | 'mine' | 'overdue'> & {
  limit?: number
  mine?: boolean
  overdue?: boolean
}

/** Reading and moving cases. */
export interface CasesApi {
  list: (question: CasesQuestion, signal?: AbortSignal) => Promise<Answer<CasesAnswer>>
  one: (id: string, signal?: AbortSignal) => Promise<Answer<CaseDetail>>
  types: (signal?: AbortSignal) => Promise<Answer<CaseTypesAnswer>>
  parties: (question: PartiesQuestion, signal?: AbortSignal) => Promise<Answer<PartiesAnswer>>
  report: (report: CaseReport) => Promise<Answer<CaseDetail>>
  /** A stale `seen` is answered with a problem for which `conflictOf` gives what happened meanwhile. */
  act: (id: string, action: CaseAction) => Promise<Answer<CaseDetail>>
  /** Stores a photo; its id is then named by a report or an action. */
  attach: (photo: Blob) => Promise<Answer<EvidenceReceipt>>
}

const path = (id: string): string => `/api/v1/cases/${encodeURIComponent(id)}`

/** Cases over the given way of asking. */
export const createCasesApi = (ask: Ask): CasesApi => ({
  list: (question, signal) => ask.get(`/api/v1/cases${queryOf({ ...question })}`, signal),
  one: (id, signal) => ask.get(path(id), signal),
  types: (signal) => ask.get('/api/v1/cases/types', signal),
  parties: (question, signal) => ask.get(`/api/v1/cases/parties${queryOf({ ...question })}`, signal),
  report: (report) => ask.post('/api/v1/cases', report),
  act: (id, action) => ask.post(`${path(id)}/actions`, action),
  attach: (photo) => ask.send('/api/v1/evidence', photo),
})

/** The conflict in a problem: somebody was faster; `null` for any other problem. */
export const conflictOf = (problem: Problem): CaseConflict | null =>
  problem.status === 409 && 'case' in problem && 'meanwhile' in problem ? (problem as CaseConflict) : null
