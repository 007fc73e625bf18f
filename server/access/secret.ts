import { createHash, randomBytes } from 'node:crypto'

/** 256 bits nobody can guess, safe in headers and addresses. */
export const newSecret = (prefix = ''): string => prefix + randomBytes(32).toString('base64url')

/**
 * What is kept of a secret. It has 256 bits of its own, so one round is enough, and looking it up by hash tells nothing
 * by time.
 */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

/**
 * A short name for things people point at: sessions, grants, tokens. Figures and small letters alone, to be read aloud.
 */
export const newId = (): string => randomBytes(9).toString('hex')
