import { z } from 'zod'
import type { Problem } from '../problem.ts'
import type { CaseDetail } from './case.ts'
import type { CaseEntry, CaseEvidence } from './entry.ts'
import { CASE_ACTIONS, CASE_QUEUES, CASE_STATES, CASE_URGENCIES } from './state.ts'

const key = z.string().min(8).max(100).describe('客户端生成的唯一键：断网重发时不会做两次')
const evidence = z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(9)

/** Body of `POST /api/v1/cases`. */
export const caseReportSchema = z.strictObject({
  type: z.string(),
  title: z.string().trim().min(2).max(60),
  words: z.string().trim().max(2_000).default(''),
  region: z.string(),
  place: z.string().trim().max(200).default(''),
  point: z
    .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
    .nullable()
    .default(null),
  urgency: z.enum(CASE_URGENCIES).optional(),
  reporter: z
    .strictObject({ name: z.string().trim().max(30), phone: z.string().trim().max(30) })
    .nullable()
    .default(null),
  evidence: evidence.default([]),
  /** Work-report tasks, projects and inspections carry their own limit, RFC 3339. */
  due: z.iso.datetime({ offset: true }).optional(),
  key: key.optional(),
})
export type CaseReport = z.input<typeof caseReportSchema>

/** Body of `POST /api/v1/cases/{id}/actions`. */
export const caseActionSchema = z.strictObject({
  action: z.enum(CASE_ACTIONS),
  words: z.string().trim().max(2_000).default(''),
  /** Id of a party, or number of a case for `merge`. */
  to: z.string().max(100).nullable().default(null),
  evidence: evidence.default([]),
  amount: z.number().nullable().default(null),
  /** Newest entry the actor has seen; a stale one is answered 409 with what happened meanwhile. */
  seen: z.string(),
  key: key.optional(),
})
export type CaseAction = z.input<typeof caseActionSchema>

const flag = z.enum(['1', 'true', '0', 'false']).transform((text) => text === '1' || text === 'true')

/** Query string of `GET /api/v1/cases`. */
export const casesQuerySchema = z.object({
  queue: z.enum(CASE_QUEUES).default('all'),
  state: z.enum(CASE_STATES).optional(),
  region: z.string().optional(),
  type: z.string().optional(),
  /** Group of types: `task` for what is supervised (督办), `event` for the rest. */
  group: z.enum(['event', 'task']).optional(),
  mine: flag.optional(),
  /** `type` = also how many there are of each type, whichever `type` is asked for. */
  by: z.enum(['type']).optional(),
  overdue: flag.optional(),
  /** Words in number, title or place. */
  q: z.string().trim().max(60).optional(),
  sort: z.enum(['urgent', 'newest', 'changed']).default('urgent'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type CasesQuery = z.input<typeof casesQuerySchema>

/**
 * Query string of `GET /api/v1/cases/{id}`: with a reason, personal fields are shown to those who may unmask, and the
 * audit is told.
 */
export const caseQuerySchema = z.object({ reason: z.string().trim().min(2).max(200).optional() })

/** Query string of `GET /api/v1/cases/parties`. */
export const partiesQuerySchema = z.object({
  /** Case the action is for; without one: choices for a new case in `region`. */
  case: z.string().optional(),
  action: z.enum(CASE_ACTIONS).default('dispatch'),
  region: z.string().optional(),
  q: z.string().trim().max(60).optional(),
})

/** Answer 409 to an action: somebody was faster. `meanwhile` = the entries after `seen`. */
export interface CaseConflict extends Problem {
  case: CaseDetail
  meanwhile: CaseEntry[]
}

/**
 * Answer of `POST /api/v1/evidence` (body: the image itself); attach its `id` to a report or an action within a day.
 */
export type EvidenceReceipt = CaseEvidence
