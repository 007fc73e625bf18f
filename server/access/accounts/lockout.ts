const FREE = 5
const FIRST_WAIT_MS = 15_000
const LONGEST_WAIT_MS = 30 * 60_000
/** Wrong passwords from many addresses lock the account itself later than one address is locked out of it. */
const FREE_ANYWHERE = 50
/** Short, or strangers could keep the owner out. */
const LONGEST_WAIT_ANYWHERE_MS = 60_000
const FORGET_MS = 24 * 3_600_000
const MOST_KEPT = 50_000

interface Tries {
  failed: number
  last: number
  before: number
}

/** From how many wrong ones at any address an account waits, and how long at the most. */
interface Anywhere {
  free: number
  longestMs: number
}

/** Slows down whoever guesses: after five wrong passwords each further one doubles the wait. */
export interface Lockout {
  /**
   * Seconds to wait before another try; 0 = try now. A try counts as failed until `succeeded` is called, so that many
   * at once gain nothing.
   */
  attempt: (username: string, address: string) => number
  succeeded: (username: string, address: string) => void
  /** Takes the try back: it was neither right nor wrong. */
  forgive: (username: string, address: string) => void
  /** Wrong passwords left before a wait; 0 = it has begun. */
  left: (username: string, address: string) => number
  /** Seconds until a try is taken; 0 = now. */
  wait: (username: string, address: string) => number
}

export const createLockout = (
  now: () => number,
  { free, longestMs }: Anywhere = { free: FREE_ANYWHERE, longestMs: LONGEST_WAIT_ANYWHERE_MS },
): Lockout => {
  const tries = new Map<string, Tries>()
  const of = (key: string): Tries => {
    const known = tries.get(key)
    return known && now() - known.last < FORGET_MS ? known : { failed: 0, last: 0, before: 0 }
  }
  const readyAt = ({ failed, last }: Tries, from: number, longest: number): number =>
    failed < from ? 0 : last + Math.min(longest, FIRST_WAIT_MS * 2 ** (failed - from))
  const count = (key: string): void => {
    const { failed, last } = of(key)
    tries.delete(key)
    tries.set(key, { failed: failed + 1, last: now(), before: last })
    if (tries.size > MOST_KEPT) tries.delete(tries.keys().next().value!)
  }
  const keysOf = (username: string, address: string): [string, string] => [
    `${username.toLowerCase()}\n${address}`,
    username.toLowerCase(),
  ]

  const wait: Lockout['wait'] = (username, address) => {
    const [pair, anywhere] = keysOf(username, address)
    const ready = Math.max(readyAt(of(pair), FREE, LONGEST_WAIT_MS), readyAt(of(anywhere), free, longestMs))
    return Math.max(0, Math.ceil((ready - now()) / 1000))
  }

  return {
    wait,
    attempt: (username, address) => {
      const seconds = wait(username, address)
      if (seconds === 0) keysOf(username, address).forEach(count)
      return seconds
    },
    forgive: (username, address) =>
      keysOf(username, address).forEach((key) => {
        const { failed, before } = of(key)
        if (failed > 0) tries.set(key, { failed: failed - 1, last: before, before })
      }),
    succeeded: (username, address) => keysOf(username, address).forEach((key) => tries.delete(key)),
    left: (username, address) => Math.max(0, FREE - of(keysOf(username, address)[0]).failed),
  }
}
