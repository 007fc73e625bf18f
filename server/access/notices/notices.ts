import type { NoticeKind } from '../../contract/index.ts'
import type { Clock } from '../../lib/index.ts'
import type { Ledger } from '../../store/index.ts'
import { newId } from '../secret.ts'

/** What is told to one person: about their account, or of what waits for their word. */
export interface Notice {
  id: string
  username: string
  kind: NoticeKind
  /** What it was done to, as JSON; what it holds is the kind's to say. */
  what: string
  /** Id of who did it. */
  by: string
  /** Address it was done from; empty = by itself. */
  from: string
  at: number
  readAt: number | null
}

export type Told = Pick<Notice, 'kind' | 'by' | 'from'> & { what?: object }

/** What people are told, in the ledger and in memory. */
export interface Notices {
  /** Told from now on, and durable soon after; a fault of the ledger undoes nothing of what it tells of. */
  send: (username: string, told: Told) => void
  /** The newest first, a hundred at the most, of the last half year. */
  of: (username: string) => Notice[]
  unread: (username: string) => number
  /** This one and all before it have been seen; one that is not there changes nothing. */
  read: (username: string, until: string) => Promise<void>
  /** Nothing of what was told to somebody is kept in memory any more. */
  forget: (username: string) => void
  /** Called with whose notices changed. */
  onChange: (listener: (username: string) => void) => void
}

const KEPT_MS = 183 * 86_400_000
const MOST = 100

const load = (ledger: Ledger, since: number): Promise<Notice[]> =>
  ledger.load(async (sql) =>
    (await sql.query('select * from account_notice where told_at >= $1 order by told_at desc', [since]))
      .records()
      .map((row) => ({
        id: row['id'] as string,
        username: row['username'] as string,
        kind: row['kind'] as NoticeKind,
        what: row['what'] as string,
        by: row['by_whom'] as string,
        from: row['from_where'] as string,
        at: row['told_at'] as number,
        readAt: row['read_at'] as number | null,
      })),
  )

interface NoticesDeps {
  ledger: Ledger
  clock: Pick<Clock, 'now'>
  failed: (error: unknown) => void
}

export const createNotices = async ({ ledger, clock, failed }: NoticesDeps): Promise<Notices> => {
  const shelves = new Map<string, Notice[]>()
  const listeners: ((username: string) => void)[] = []
  const tell = (username: string): void => listeners.forEach((listener) => listener(username))
  for (const notice of await load(ledger, clock.now() - KEPT_MS))
    shelves.set(notice.username, [...(shelves.get(notice.username) ?? []), notice].slice(0, MOST))
  const of = (username: string): Notice[] =>
    (shelves.get(username) ?? []).filter(({ at }) => clock.now() - at < KEPT_MS)

  return {
    send: (username, { kind, by, from, what = {} }) => {
      const notice: Notice = {
        id: newId(),
        username,
        kind,
        what: JSON.stringify(what),
        by,
        from,
        at: clock.now(),
        readAt: null,
      }
      shelves.set(username, [notice, ...of(username)].slice(0, MOST))
      ledger
        .write((sql) =>
          sql.query('insert into account_notice values ($1, $2, $3, $4, $5, $6, $7, null)', [
            notice.id,
            username,
            kind,
            notice.what,
            by,
            from,
            notice.at,
          ]),
        )
        .catch(failed)
      tell(username)
    },
    of,
    unread: (username) => of(username).filter(({ readAt }) => readAt === null).length,
    read: async (username, until) => {
      const all = of(username)
      const from = all.findIndex(({ id }) => id === until)
      const seen = from < 0 ? [] : all.slice(from).filter(({ readAt }) => readAt === null)
      if (seen.length === 0) return
      const at = clock.now()
      for (const notice of seen) notice.readAt = at
      await ledger.write((sql) =>
        sql.query('update account_notice set read_at = $2 where list_contains($1, id)', [seen.map(({ id }) => id), at]),
      )
      tell(username)
    },
    forget: (username) => {
      shelves.delete(username)
      tell(username)
    },
    onChange: (listener) => void listeners.push(listener),
  }
}
