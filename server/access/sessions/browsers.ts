import type { Clock } from '../../lib/index.ts'
import type { Ledger } from '../../store/index.ts'
import { hashSecret } from '../secret.ts'

/** The browsers each account has signed in with, known by a secret each of them keeps. */
export interface Browsers {
  /**
   * Whether this one is new to the account, which it is no more from now on. The first of all is not: there is nobody
   * to be told of it.
   */
  isNew: (username: string, secret: string) => Promise<boolean>
}

export const createBrowsers = async ({
  ledger,
  clock,
}: {
  ledger: Ledger
  clock: Pick<Clock, 'now'>
}): Promise<Browsers> => {
  const known = new Map<string, Set<string>>()
  const add = (username: string, hash: string): void =>
    void known.set(username, (known.get(username) ?? new Set()).add(hash))
  const rows = await ledger.load(async (sql) => (await sql.query('select username, hash from known_browser')).records())
  for (const row of rows) add(row['username'] as string, row['hash'] as string)
  return {
    isNew: async (username, secret) => {
      const [hash, mine] = [hashSecret(secret), known.get(username)]
      if (mine?.has(hash)) return false
      add(username, hash)
      await ledger.write((sql) =>
        sql.query('insert into known_browser values ($1, $2, $3)', [username, hash, clock.now()]),
      )
      return mine !== undefined
    },
  }
}
