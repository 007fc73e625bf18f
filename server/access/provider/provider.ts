import type { Deed } from '../../audit/index.ts'
import type { Grant } from '../../contract/index.ts'
import { Refused } from '../../indicators/index.ts'
import type { Notices } from '../notices/index.ts'
import type { SignedIn } from '../door/index.ts'
import type { Origin } from '../sessions/index.ts'
import type { Account } from '../accounts/index.ts'
import { arrive, noGrant, PROVIDER, type Alignment, type ArriveDeps } from './arrive.ts'
import { createFlow } from './flow.ts'
import type { ProviderSettings } from './settings.ts'
import type { Vouched } from './vouched.ts'

/** Signing in through another system that vouches for people. */
export interface Provider {
  /** On the button. */
  title: string
  /** Where to send the browser, and the ticket it must bring back in a cookie. */
  begin: (to: string) => Promise<{ url: string; ticket: string }>
  /**
   * Signs in whoever came back; throws `Refused` where they have no place here, anything else where the answer cannot
   * be believed.
   */
  finish: (query: string, ticket: string, origin: Origin) => Promise<SignedIn & { to: string }>
  /**
   * Where a session that has just ended is ended at the provider too; `null` = nowhere, or it was none of the
   * provider's.
   */
  farewell: (session: string) => Promise<string | null>
}

interface ProviderDeps extends ArriveDeps {
  settings: ProviderSettings
  open: (account: Account, origin: Origin) => Promise<SignedIn>
  notices: Pick<Notices, 'send'>
  note: (deed: Deed) => void
  /** Called when somebody's rights are no longer what they were. */
  changed: () => void
}

const MOST_TOKENS = 20_000

/** ID tokens of open sessions, for signing out; in memory only, the oldest goes first. */
const createTokenShelf = () => {
  const kept = new Map<string, string>()
  return {
    put: (session: string, token: string): void => {
      kept.set(session, token)
      if (kept.size > MOST_TOKENS) kept.delete(kept.keys().next().value!)
    },
    take: (session: string): string | null => {
      const token = kept.get(session) ?? null
      kept.delete(session)
      return token
    },
  }
}

export const createProvider = ({ settings, open, notices, note, changed, ...deps }: ProviderDeps): Provider => {
  const flow = createFlow(settings, deps.now)
  const tokens = createTokenShelf()
  let last: Promise<unknown> = Promise.resolve()
  /** One at a time: two first arrivals of the same person make one account. */
  const inTurn = (vouched: Vouched): ReturnType<typeof arrive> => {
    const mine = last.then(() => arrive(deps, vouched))
    last = mine.catch(() => undefined)
    return mine
  }
  const tell = (username: string, from: string, { gave, took }: Alignment): void => {
    const write = (verb: 'give' | 'take', grant: Grant): void => {
      notices.send(username, {
        kind: verb === 'give' ? 'grant-given' : 'grant-taken',
        by: PROVIDER,
        from,
        what: { grant },
      })
      note({
        who: PROVIDER,
        name: settings.title,
        from,
        deed: 'grant',
        what: `${verb} ${username} ${JSON.stringify(grant)}`,
        outcome: 'done',
      })
    }
    for (const grant of took) write('take', grant)
    for (const grant of gave) write('give', grant)
    if (took.length + gave.length > 0) changed()
  }

  return {
    title: settings.title,
    begin: flow.begin,
    finish: async (query, ticket, origin) => {
      const { vouched, to, idToken } = await flow.finish(query, ticket)
      try {
        const { account, changes } = await inTurn(vouched)
        tell(account.username, origin.address, changes)
        // Only after the changes are told: somebody whose groups are all gone loses what they had, and stays out.
        if (account.person.grants.length === 0) throw noGrant()
        const signedIn = await open(account, origin)
        tokens.put(signedIn.session.id, idToken)
        return { ...signedIn, to }
      } catch (error) {
        if (error instanceof Refused)
          note({
            who: vouched.username,
            name: vouched.name,
            from: origin.address,
            deed: 'sign-in',
            what: `provider ${error.problem.type.split('/').at(-1)}`,
            outcome: 'refused',
          })
        throw error
      }
    },
    farewell: async (session) => {
      const token = tokens.take(session)
      return token === null ? null : flow.farewell(token)
    },
  }
}
