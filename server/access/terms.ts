import type { Deed } from '../audit/index.ts'
import type { Clock } from '../lib/index.ts'
import type { Accounts } from './accounts/index.ts'
import type { Notices } from './notices/index.ts'
import type { Sessions } from './sessions/index.ts'
import type { Tokens } from './tokens.ts'

interface TermsDeps {
  accounts: Accounts
  sessions: Sessions
  tokens: Pick<Tokens, 'all'>
  notices: Pick<Notices, 'send'>
  clock: Pick<Clock, 'now'>
  note: (deed: Deed) => void
  changed: () => void
}

const SYSTEM = { who: 'system', name: '系统', from: '' }

/**
 * Looks at the clock, to be called every second: what has come to its end since is gone from open pages, and but for
 * sessions, which end every day, written down and told to its owner. That it opens nothing any more does not wait for
 * this: the door looks at the clock itself.
 */
export const createTerms = ({ accounts, sessions, tokens, notices, clock, note, changed }: TermsDeps) => {
  let last = clock.now()
  return async (): Promise<void> => {
    const [from, until] = [last, clock.now()]
    last = until
    const over = accounts.ended(from, until)
    const keys = tokens.all().filter(({ endsAt }) => endsAt !== null && endsAt > from && endsAt <= until)
    if (over.length === 0 && keys.length === 0 && !sessions.lapsed(from, until)) return
    // First: nobody looks at an open page while something is written.
    changed()
    for (const { id, kind, name } of keys)
      note({ ...SYSTEM, deed: 'token', what: `ended ${kind} ${id} ${name}`, outcome: 'done' })
    for (const {
      account: { username },
      grants,
      whole,
    } of over) {
      for (const grant of grants) {
        note({ ...SYSTEM, deed: 'grant', what: `ended ${username} ${JSON.stringify(grant)}`, outcome: 'done' })
        notices.send(username, { kind: 'grant-ended', by: 'system', from: '', what: { grant } })
      }
      if (whole) note({ ...SYSTEM, deed: 'configure', what: `ended account ${username}`, outcome: 'done' })
    }
    const names = new Set(over.filter(({ whole }) => whole).map(({ account }) => account.username))
    if (names.size > 0) await sessions.end(({ username }) => names.has(username))
  }
}
