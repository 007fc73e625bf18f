import type { Clock } from '../../lib/index.ts'
import type { Ledger } from '../../store/index.ts'
import { hashSecret, newId, newSecret } from '../secret.ts'
import { createRenewals, type Spent } from './renewals.ts'

/** From where somebody signed in, as told to them and to the auditor. */
export interface Origin {
  address: string
  agent: string
  /** What the browser keeps to be known again; absent where nobody keeps anything. */
  browser?: string | undefined
}

export interface Session extends Omit<Origin, 'browser'> {
  /** Names the session without opening it. */
  id: string
  username: string
  createdAt: number
  seenAt: number
  /** Moment it ends however busy it is. */
  endsAt: number
  /** Public key of the device it is bound to, as JSON; `null` = to none. */
  device: string | null
}

export interface SessionLimits {
  /** A session nobody uses ends after this. */
  idleMs: number
  /** Every session ends after this. */
  longestMs: number
}

/** A session and what is known of the secret it was found by. */
export interface Shown extends Pick<Spent, 'spent' | 'copied'> {
  session: Session
}

/** The open sessions, in the ledger by their hash and in memory. */
export interface Sessions {
  /** Opens one; the secret is told here and never again. */
  open: (username: string, origin: Origin) => Promise<{ secret: string; session: Session }>
  /**
   * The session of a secret; `null` when there is none or its time is over. Its use keeps it from idling, unless the
   * secret is spent; a look is no use.
   */
  find: (secret: string, isUse: boolean) => Shown | null
  /**
   * Puts a new secret in the place of the one that was just shown, which opens the session for a minute yet; `null`
   * where that has only just been done.
   */
  renew: (id: string, shown: string) => Promise<string | null>
  /** Binds a session to a device, once and for all; false when it is bound to another. */
  bind: (id: string, device: string) => Promise<boolean>
  of: (username: string) => Session[]
  all: () => Session[]
  /** Whether the time of any came to its end after `from` and by `until`. */
  lapsed: (from: number, until: number) => boolean
  /** Ends those that match; tells how many. */
  end: (which: (session: Session) => boolean) => Promise<number>
}

/** Written this often at the most: a use is no reason for a transaction. */
const NOTE_SEEN_MS = 5 * 60_000

interface SessionsDeps {
  ledger: Ledger
  clock: Clock
  limits: SessionLimits
  failed: (error: unknown) => void
}

interface Kept {
  hash: string
  earlier: string | null
  session: Session
}

const load = (ledger: Ledger, now: number): Promise<Kept[]> =>
  ledger.load(async (sql) =>
    (await sql.query('select * from session where ended_at is null and ends_at > $1', [now])).records().map((row) => ({
      hash: row['hash'] as string,
      earlier: row['earlier_hash'] as string | null,
      session: {
        id: row['id'] as string,
        username: row['username'] as string,
        address: row['address'] as string,
        agent: row['agent'] as string,
        createdAt: row['created_at'] as number,
        seenAt: row['seen_at'] as number,
        endsAt: row['ends_at'] as number,
        device: row['device'] as string | null,
      },
    })),
  )

export const createSessions = async ({ ledger, clock, limits, failed }: SessionsDeps): Promise<Sessions> => {
  const open = new Map<string, Session>()
  const renewals = createRenewals(clock)
  for (const { hash, earlier, session } of await load(ledger, clock.now())) {
    open.set(hash, session)
    // When it was renewed is not kept: after a start every device proves itself first.
    if (earlier !== null) renewals.put(session.id, earlier, -Infinity)
  }
  const noted = new Map<string, number>()

  const endOf = ({ seenAt, endsAt }: Session): number => Math.min(endsAt, seenAt + limits.idleMs)
  const alive = (session: Session, now: number): boolean => now < endOf(session)
  const live = (): Session[] => [...open.values()].filter((session) => alive(session, clock.now()))

  const seen = (session: Session, now: number): void => {
    session.seenAt = now
    if (now - (noted.get(session.id) ?? session.createdAt) < NOTE_SEEN_MS) return
    noted.set(session.id, now)
    ledger.write((sql) => sql.query('update session set seen_at = $2 where id = $1', [session.id, now])).catch(failed)
  }

  /** What is over leaves the memory when something new comes in. */
  const sweep = (now: number): void => {
    for (const [hash, session] of open) {
      if (alive(session, now)) continue
      open.delete(hash)
      noted.delete(session.id)
      renewals.forget(session.id)
    }
  }
  const find: Sessions['find'] = (secret, isUse) => {
    const [hash, now] = [hashSecret(secret), clock.now()]
    const [own, earlier] = [open.get(hash), renewals.find(hash)]
    const session = own ?? (earlier && [...open.values()].find(({ id }) => id === earlier.id))
    if (!session || !alive(session, now)) return null
    if (own) renewals.used(own.id)
    const { spent, copied } = own ? { spent: false, copied: false } : earlier!
    if (!spent && isUse) seen(session, now)
    return { session, spent, copied }
  }

  return {
    open: async (username, { address, agent }) => {
      const [secret, now] = [newSecret(), clock.now()]
      const session: Session = {
        id: newId(),
        username,
        address,
        agent: agent.slice(0, 300),
        createdAt: now,
        seenAt: now,
        endsAt: now + limits.longestMs,
        device: null,
      }
      await ledger.write((sql) =>
        sql.query('insert into session values ($1, $2, $3, $4, $5, $6, $6, $7, null, null, null)', [
          session.id,
          hashSecret(secret),
          username,
          address,
          session.agent,
          now,
          session.endsAt,
        ]),
      )
      sweep(now)
      open.set(hashSecret(secret), session)
      return { secret, session }
    },
    find,
    renew: async (id, shown) => {
      const entry = [...open].find(([, session]) => session.id === id)
      if (!entry || renewals.isFresh(id)) return null
      const [secret, earlier] = [newSecret(), hashSecret(shown)]
      open.delete(entry[0])
      open.set(hashSecret(secret), entry[1])
      renewals.put(id, earlier, clock.now())
      await ledger.write((sql) =>
        sql.query('update session set hash = $2, earlier_hash = $3 where id = $1', [id, hashSecret(secret), earlier]),
      )
      return secret
    },
    bind: async (id, device) => {
      const session = live().find((one) => one.id === id)
      if (!session || session.device !== null) return session?.device === device
      session.device = device
      await ledger.write((sql) => sql.query('update session set device = $2 where id = $1', [id, device]))
      return true
    },
    of: (username) => live().filter((session) => session.username === username),
    all: live,
    lapsed: (from, until) => [...open.values()].some((session) => endOf(session) > from && endOf(session) <= until),
    end: async (which) => {
      const ending = [...open].filter(([, session]) => which(session))
      if (ending.length === 0) return 0
      await ledger.write((sql) =>
        sql.query('update session set ended_at = $2 where list_contains($1, id)', [
          ending.map(([, { id }]) => id),
          clock.now(),
        ]),
      )
      for (const [hash, { id }] of ending) {
        open.delete(hash)
        renewals.forget(id)
      }
      return ending.length
    },
  }
}
