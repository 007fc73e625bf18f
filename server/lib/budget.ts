const MINUTE_MS = 60_000
const MOST_KEPT = 100_000

/** How often each of many may do something. */
export interface Budget {
  /** Milliseconds to wait before `key` may do it again; 0 = it is done, and counted. What is refused costs nothing. */
  take: (key: string) => number
}

/**
 * `perMinute` times a minute for each key, all at once if it likes, after which they come back evenly; 0 = without
 * limit.
 */
export const createBudget = (perMinute: number, now: () => number): Budget => {
  if (perMinute === 0) return { take: () => 0 }
  const apart = MINUTE_MS / perMinute
  /** When a key will have all of its budget back; who is not here has it. */
  const fullAt = new Map<string, number>()
  const sweep = (at: number): void => {
    for (const [key, full] of fullAt) if (full <= at || fullAt.size > MOST_KEPT) fullAt.delete(key)
  }
  return {
    take: (key) => {
      const at = now()
      const full = Math.max(at, fullAt.get(key) ?? 0) + apart
      if (full - at > MINUTE_MS) return Math.ceil(full - at - MINUTE_MS)
      if (fullAt.size >= MOST_KEPT) sweep(at)
      fullAt.set(key, full)
      return 0
    },
  }
}
