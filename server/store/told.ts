/** Which version everybody who keeps something in memory has heard of. */
export interface Told {
  /** Everybody has heard of this version. */
  hear: (version: number) => void
  /** Resolves once everybody has heard of a version; at once when they have. */
  until: (version: number) => Promise<void>
}

/**
 * A commit is in the file a moment before listeners hear of it. Whoever reads it in between waits here, so that
 * what is kept in memory is never taken for what the facts say now.
 */
export const createTold = (first: number): Told => {
  let told = first
  let waiting: { version: number; go: () => void }[] = []
  return {
    hear: (version) => {
      told = Math.max(told, version)
      const free = waiting.filter((one) => one.version <= told)
      waiting = waiting.filter((one) => one.version > told)
      for (const { go } of free) go()
    },
    until: (version) => (version <= told ? Promise.resolve() : new Promise((go) => waiting.push({ version, go }))),
  }
}
