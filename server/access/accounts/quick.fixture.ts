import type { PasswordWork } from './password.ts'

/** Hashes that cost nothing, for proofs that sign in many times and are about something else. */
export const QUICK: PasswordWork = { N: 16, r: 8, p: 1 }
