import type { Grant, Person, TokenKind } from '../contract/index.ts'
import type { Clock } from '../lib/index.ts'
import type { Ledger } from '../store/index.ts'
import { hashSecret, newId, newSecret } from './secret.ts'

/** A key for something that is no person. */
export interface Token {
  id: string
  kind: TokenKind
  name: string
  /** The one dataset a feed delivers. */
  dataset: string | null
  /** The only screens a wall shows. */
  screens: readonly string[] | null
  grants: readonly Grant[]
  madeBy: string
  madeAt: number
  endsAt: number | null
  /** When a wall's code was used; `null` = not yet. */
  openedAt: number | null
  usedAt: number | null
  /** Whoever holds it, as others know them. */
  person: Person
}

export type TokenPlan = Pick<Token, 'kind' | 'name' | 'dataset' | 'screens' | 'grants' | 'endsAt'>

/** The tokens, in the ledger by their hash and in memory. */
export interface Tokens {
  /** Makes one; the secret is told here and never again. */
  make: (plan: TokenPlan, by: string) => Promise<{ token: Token; secret: string }>
  find: (secret: string) => Token | null
  /** When the key of this secret ended, ms; `null` = it has not, or there is none. */
  endOf: (secret: string) => number | null
  get: (id: string) => Token | null
  all: () => Token[]
  /** Trades a wall's code for the key that wall keeps; `null` when it is no code, or was used. */
  open: (code: string) => Promise<{ token: Token; secret: string } | null>
  revoke: (id: string, by: string) => Promise<void>
  /** Writes down the uses that were kept back; after it nothing of them is lost. */
  settle: () => Promise<void>
}

const POSTS: Record<TokenKind, string> = { feed: '数据报送令牌', wall: '大屏', api: '接口令牌' }

const withPerson = (token: Omit<Token, 'person'>): Token => ({
  ...token,
  person: {
    id: `${token.kind}:${token.id}`,
    name: token.name,
    post: POSTS[token.kind],
    grants: token.grants,
    ...(token.screens ? { screens: token.screens } : {}),
    ...(token.dataset === null ? {} : { delivers: token.dataset }),
  },
})

const load = (ledger: Ledger): Promise<[string, Token][]> =>
  ledger.load(async (sql) =>
    (await sql.query('select * from token where revoked_at is null order by made_at')).records().map((row) => [
      row['hash'] as string,
      withPerson({
        id: row['id'] as string,
        kind: row['kind'] as TokenKind,
        name: row['name'] as string,
        dataset: row['dataset'] as string | null,
        screens: JSON.parse(row['screens'] as string) as string[] | null,
        grants: JSON.parse(row['grants'] as string) as Grant[],
        madeBy: row['made_by'] as string,
        madeAt: row['made_at'] as number,
        endsAt: row['ends_at'] as number | null,
        openedAt: row['opened_at'] as number | null,
        usedAt: row['used_at'] as number | null,
      }),
    ]),
  )

/** Written this often at the most: a feed that delivers all day is no reason for a transaction each time. */
const NOTE_USED_MS = 5 * 60_000

interface TokensDeps {
  ledger: Ledger
  clock: Clock
  failed: (error: unknown) => void
}

export const createTokens = async ({ ledger, clock, failed }: TokensDeps): Promise<Tokens> => {
  const kept = new Map<string, Token>(await load(ledger))
  const valid = ({ endsAt }: Token): boolean => endsAt === null || clock.now() < endsAt
  const isCode = ({ kind, openedAt }: Token): boolean => kind === 'wall' && openedAt === null
  const noted = new Map<string, number>()
  const note = (token: Token): Promise<unknown> => {
    noted.set(token.id, token.usedAt!)
    return ledger
      .write((sql) => sql.query('update token set used_at = $2 where id = $1', [token.id, token.usedAt]))
      .catch(failed)
  }
  const used = (token: Token, now: number): void => {
    token.usedAt = now
    if (now - (noted.get(token.id) ?? -Infinity) < NOTE_USED_MS) return
    void note(token)
  }
  const hashOf = (id: string): string | null => [...kept].find(([, token]) => token.id === id)?.[0] ?? null

  return {
    make: async (plan, by) => {
      const secret = newSecret(`${plan.kind}_`)
      const token = withPerson({ ...plan, id: newId(), madeBy: by, madeAt: clock.now(), openedAt: null, usedAt: null })
      await ledger.write((sql) =>
        sql.query('insert into token values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, null, null, null, null)', [
          token.id,
          plan.kind,
          plan.name,
          hashSecret(secret),
          plan.dataset,
          JSON.stringify(plan.screens),
          JSON.stringify(plan.grants),
          by,
          token.madeAt,
          plan.endsAt,
        ]),
      )
      kept.set(hashSecret(secret), token)
      return { token, secret }
    },
    find: (secret) => {
      const token = kept.get(hashSecret(secret))
      if (!token || !valid(token) || isCode(token)) return null
      used(token, clock.now())
      return token
    },
    endOf: (secret) => {
      const token = kept.get(hashSecret(secret))
      return token && !valid(token) ? token.endsAt : null
    },
    get: (id) => [...kept.values()].find((token) => token.id === id) ?? null,
    all: () => [...kept.values()],
    open: async (code) => {
      const token = kept.get(hashSecret(code))
      if (!token || !valid(token) || !isCode(token)) return null
      // Taken out first: two walls that come at once must not both get in.
      kept.delete(hashSecret(code))
      const [secret, at] = [newSecret('wall_'), clock.now()]
      await ledger.write((sql) =>
        sql.query('update token set hash = $2, opened_at = $3 where id = $1', [token.id, hashSecret(secret), at]),
      )
      const opened = { ...token, openedAt: at }
      kept.set(hashSecret(secret), opened)
      return { token: opened, secret }
    },
    revoke: async (id, by) => {
      await ledger.write((sql) =>
        sql.query('update token set revoked_by = $2, revoked_at = $3 where id = $1 and revoked_at is null', [
          id,
          by,
          clock.now(),
        ]),
      )
      const hash = hashOf(id)
      if (hash !== null) kept.delete(hash)
    },
    settle: async () => {
      for (const token of kept.values())
        if (noted.has(token.id) && noted.get(token.id) !== token.usedAt) await note(token)
    },
  }
}
