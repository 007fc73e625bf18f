import { createHash, getHashes } from 'node:crypto'
import { AUDIT_HASHES, type AuditEntry, type AuditHash } from '../contract/index.ts'

/** What the first entry links to. */
const GENESIS = '0'.repeat(64)

/** An entry before it has its place. */
export type Deed = Pick<AuditEntry, 'who' | 'name' | 'from' | 'deed' | 'what' | 'outcome'> & { why?: string }

export interface Head {
  seq: number
  hash: string
}

export const EMPTY: Head = { seq: 0, hash: GENESIS }

/** Whether this machine can make the hash. */
export const offers = (algorithm: AuditHash): boolean => getHashes().includes(algorithm)

/** The hash an entry must have: over all its fields in a fixed order, and so over all entries before it. */
export const hashOf = ({
  seq,
  at,
  who,
  name,
  from,
  deed,
  what,
  why,
  outcome,
  algorithm,
  previous,
}: Omit<AuditEntry, 'hash'>): string =>
  createHash(algorithm)
    .update(JSON.stringify([seq, at, who, name, from, deed, what, why, outcome, algorithm, previous]))
    .digest('hex')

/** Whether a stored word names a hash this program knows and this machine can make. */
export const isKnown = (algorithm: string): algorithm is AuditHash =>
  AUDIT_HASHES.some((one) => one === algorithm) && offers(algorithm as AuditHash)

/** Gives a deed its place after `head`. */
export const seal = (head: Head, deed: Deed, { at, algorithm }: Pick<AuditEntry, 'at' | 'algorithm'>): AuditEntry => {
  const { who, name, from, deed: kind, what, why = '', outcome } = deed
  const open = {
    seq: head.seq + 1,
    at,
    who,
    name,
    from,
    deed: kind,
    what,
    why,
    outcome,
    algorithm,
    previous: head.hash,
  }
  return { ...open, hash: hashOf(open) }
}

/**
 * What is written when the anchor is gone at a start: from then on the chain itself says that its end was without
 * proof.
 */
export const anchorLost = (seq: number): Deed => ({
  who: 'system',
  name: '系统',
  from: 'console',
  deed: 'audit',
  what: `anchor lost ${seq}`,
  outcome: 'failed',
})

export const isAnchorLost = ({ who, deed, what }: Pick<AuditEntry, 'who' | 'deed' | 'what'>): boolean =>
  who === 'system' && deed === 'audit' && what.startsWith('anchor lost ')
