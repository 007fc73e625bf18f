import { LRUCache } from 'lru-cache'

const MOST_KEPT = 300
const MOST_VERSIONS = 8
/** What nobody asked for in so long is of a minute that is over, or of a page nobody looks at. */
const FORGOTTEN_MS = 5 * 60_000

/** Makes something once for each version `newest` that may have changed it; `key` names what. */
type Remember = <T>(newest: number, key: string, make: () => Promise<T>) => Promise<T>

/**
 * Whether something has been made, or this was asked of the same state before: the first to ask may make do with less.
 */
type IsWanted = (newest: number, key: string) => boolean

export interface Memory {
  remember: Remember
  isWanted: IsWanted
}

interface Made {
  newest: number
  made: Promise<unknown>
}

/**
 * What readings share. What was made for a snapshot holds for it to its end, and for every other as long as nothing
 * changed: while rows stream in, a long reading is soon older than the newest of them. What each version was asked
 * lies apart, so that many versions in a second do not drive out what has not changed for hours. What nobody asks for
 * any more is forgotten. `now` runs in milliseconds and never back.
 */
export const createMemory = (now = (): number => performance.now()): ((version: number) => Memory) => {
  const asked = new LRUCache<string, number>({ max: MOST_KEPT })
  const lasting = new LRUCache<string, Made>({
    max: MOST_KEPT,
    ttl: FORGOTTEN_MS,
    updateAgeOnGet: true,
    ttlResolution: 0,
    perf: { now },
  })
  const versions = new LRUCache<number, Map<string, Promise<unknown>>>({ max: MOST_VERSIONS })
  return (version) => {
    const own = versions.get(version) ?? new Map<string, Promise<unknown>>()
    if (!versions.has(version)) lasting.purgeStale()
    versions.set(version, own)
    const isWanted: IsWanted = (newest, key) => {
      if (own.has(key) || lasting.peek(key)?.newest === newest || asked.get(key) === newest) return true
      asked.set(key, newest)
      return false
    }
    const remember = <T>(newest: number, key: string, make: () => Promise<T>): Promise<T> => {
      const known = own.get(key)
      if (known) return known as Promise<T>
      const shared = newest <= version ? lasting.get(key) : undefined
      const made = shared?.newest === newest ? (shared.made as Promise<T>) : make()
      own.set(key, made)
      if (newest <= version) lasting.set(key, { newest, made })
      made.catch(() => {
        own.delete(key)
        if (lasting.peek(key)?.made === made) lasting.delete(key)
      })
      return made
    }
    return { remember, isWanted }
  }
}
