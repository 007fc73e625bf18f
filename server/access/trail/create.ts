import type { AuditEntry, ToldEntry } from '../../contract/index.ts'
import { createNames, type TrailDeps } from './names.ts'
import { SENTENCES } from './sentences.ts'

export type { TrailDeps }

/** Says what entries were done to, in the words of today's definitions; what no sentence fits, or only seems to, stays as it was written. */
export const createTrail = (deps: TrailDeps): ((entry: AuditEntry) => ToldEntry) => {
  const names = createNames(deps)
  const say = (what: string): string => {
    for (const [pattern, sentence] of SENTENCES) {
      const match = pattern.exec(what)
      if (!match) continue
      try {
        return sentence(names, match.slice(1))
      } catch {
        // A name may look like another kind of object; then the next fits, or none.
        continue
      }
    }
    return what
  }
  return (entry) => ({ ...entry, object: say(entry.what) })
}
