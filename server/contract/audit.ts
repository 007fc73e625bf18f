import { z } from 'zod'
import type { Moment } from './time.ts'

/** What is written down about people. */
export const AUDIT_DEEDS = [
  'sign-in',
  'sign-out',
  'session',
  'rows',
  'unmask',
  'export',
  'evidence',
  'configure',
  'grant',
  'token',
  'handle',
  'rule',
  'return',
  'audit',
  'denied',
] as const
export type AuditDeed = (typeof AUDIT_DEEDS)[number]

export const AUDIT_OUTCOMES = ['done', 'refused', 'failed'] as const
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number]

/** Hashes a chain may be made with. */
export const AUDIT_HASHES = ['sha256', 'sm3'] as const
export type AuditHash = (typeof AUDIT_HASHES)[number]

/** One link of the chain. Its hash covers all its fields and the hash before it. */
export interface AuditEntry {
  /** Counts from 1 without a gap. */
  seq: number
  at: Moment
  /** The person's id, and the name they had then. */
  who: string
  name: string
  /** Network address the request came from. */
  from: string
  deed: AuditDeed
  /** What it was done to: `dataset:governance.case region:330109104`. */
  what: string
  /** The reason given; empty where none is asked for. */
  why: string
  outcome: AuditOutcome
  algorithm: AuditHash
  previous: string
  hash: string
}

/** A place where the chain is not what it was when it was written. */
export interface AuditFinding {
  kind: 'changed' | 'missing' | 'repeated' | 'unlinked' | 'cut' | 'replaced' | 'anchor'
  /** The entry at fault, or the first of those that are missing. */
  seq: number
  /** In words for the auditor. */
  says: string
}

/** Answer of `GET /api/v1/audit/verify`. */
export interface AuditVerdict {
  whole: boolean
  entries: number
  /** Number and hash of the newest entry: what to write down outside the machine. */
  head: { seq: number; hash: string }
  /** The first of what is wrong, at most 100. */
  findings: AuditFinding[]
}

/** An entry as it is shown: with what it was done to in words, made when it is read and no part of the chain. */
export interface ToldEntry extends AuditEntry {
  object: string
}

/** Answer of `GET /api/v1/audit`: newest first. */
export interface AuditPage {
  entries: ToldEntry[]
  /** Pass as `before` to read on; `null` = no more. */
  next: number | null
}

const word = z.string().max(200).optional()

/** Query string of `audit`: all conditions hold together. */
export const auditQuerySchema = z.object({
  who: word,
  deed: z.enum(AUDIT_DEEDS).optional(),
  outcome: z.enum(AUDIT_OUTCOMES).optional(),
  /** A piece of what it was done to, as it is written or as it is told, or of the reason. */
  text: word,
  from: z.string().max(40).optional(),
  to: z.string().max(40).optional(),
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
})
export type AuditQuery = z.infer<typeof auditQuerySchema>

/** Query string of `audit/export`. */
export const auditSpanSchema = z.object({ from: z.string().max(40).optional(), to: z.string().max(40).optional() })
