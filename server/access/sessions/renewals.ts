import type { Clock } from '../../lib/index.ts'

/** What is known of a secret whose place another has taken. */
export interface Spent {
  /** The session it opened. */
  id: string
  /** Longer ago than a request is under way: it opens nothing but the proof of the device. */
  spent: boolean
  /** The new one has been used since: two hold this session, and one of them copied it. */
  copied: boolean
}

/** Secrets of sessions that were renewed: of each session the last one before the present. */
interface Renewals {
  /** Puts the secret with this hash aside. */
  put: (id: string, hash: string, at: number) => void
  /** What is known of it; `null` = it was never the last but one. */
  find: (hash: string) => Spent | null
  /** The present secret of a session was shown. */
  used: (id: string) => void
  /** Whether it was renewed so lately that the old one still opens it. */
  isFresh: (id: string) => boolean
  forget: (id: string) => void
}

/** As long as requests that were sent with the old secret may be under way. */
const GRACE_MS = 60_000

export const createRenewals = (clock: Pick<Clock, 'now'>): Renewals => {
  const last = new Map<string, { hash: string; at: number; used: boolean }>()
  const owner = new Map<string, string>()
  const isFresh = (id: string): boolean => clock.now() - (last.get(id)?.at ?? -Infinity) < GRACE_MS
  const forget = (id: string): void => {
    owner.delete(last.get(id)?.hash ?? '')
    last.delete(id)
  }
  return {
    put: (id, hash, at) => {
      forget(id)
      last.set(id, { hash, at, used: false })
      owner.set(hash, id)
    },
    find: (hash) => {
      const id = owner.get(hash)
      if (id === undefined) return null
      const spent = !isFresh(id)
      return { id, spent, copied: spent && last.get(id)!.used }
    },
    used: (id) => {
      const one = last.get(id)
      if (one) one.used = true
    },
    isFresh,
    forget,
  }
}
