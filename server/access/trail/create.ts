import type { AuditEntry, ToldEntry } from '../../contract/index.ts'
import { createNames, type TrailDeps } from './names.ts'
import { SENTENCES } from './sentences.ts'

export type { TrailDeps }

/**
 * An entry about the profile of a former colleague, without what it says of them: it is shown so, and stays in the
 * chain as it was written.
 */
const withoutPerson = (what: string, { formerName }: TrailDeps): string => {
  const [, username = '', text = ''] = /^account (\S+) (\{.*\})$/s.exec(what) ?? []
  if (username === '' || formerName(username) === null) return what
  const { name: _, post: _post, unit: _unit, ...rest } = JSON.parse(text) as Record<string, unknown>
  return `account ${username} ${JSON.stringify(rest)}`
}

/**
 * Says what entries were done to, in the words of today's definitions; what no sentence fits, or only seems to, stays
 * as it was written.
 */
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
  return (entry) => {
    const what = withoutPerson(entry.what, deps)
    return { ...entry, name: deps.formerName(entry.who) ?? entry.name, what, object: say(what) }
  }
}
