import type { Grant, HeldGrant, Person } from '../../contract/index.ts'
import type { Clock } from '../../lib/index.ts'
import type { Ledger } from '../../store/index.ts'
import { newId } from '../secret.ts'
import type { Passwords } from './password.ts'
import { forget, formerName } from './forget.ts'
import { loadAccounts } from './load.ts'
import { endOf, personOf } from './person-of.ts'

/** Who vouches for an account: a password kept here, another system, or nobody but the demonstration. */
export type AccountSource = 'local' | 'provider' | 'demo'

export interface Account {
  /** Stable and never given to another: the id of the person everywhere. */
  username: string
  name: string
  post: string
  /** Unit the person acts for: a declared department or a region's own staff; `null` = none. */
  unit: string | null
  source: AccountSource
  /** Hash; `null` = nobody signs in here with a password. */
  password: string | null
  mustChange: boolean
  disabled: boolean
  createdAt: number
  /** When it was anonymised; `null` = it was not. */
  departedAt: number | null
  /** From this moment on it may not be used; `null` = without an end. */
  endsAt: number | null
  /** All that were not taken away, also those that have ended. */
  grants: readonly HeldGrant[]
  /** The same account as others know it, with the grants of now. */
  person: Person
}

/**
 * `password` as it is typed, or its hash where many accounts share one that is no secret; `null` = nobody signs in here
 * with one.
 */
interface NewAccount {
  username: string
  name: string
  post: string
  unit?: string | null | undefined
  source: AccountSource
  password: string | { hash: string } | null
  mustChange: boolean
  endsAt?: number | null
  grants: readonly (Grant & { endsAt?: number | null })[]
}

/** The accounts, in the ledger and in memory: what `get` says is durable. */
export interface Accounts {
  get: (username: string) => Account | null
  all: () => Account[]
  add: (account: NewAccount, by: string) => Promise<Account>
  setPassword: (username: string, password: string, mustChange: boolean) => Promise<void>
  /** Changes name, post, unit, state or end. */
  amend: (
    username: string,
    change: Partial<Pick<Account, 'name' | 'post' | 'unit' | 'disabled' | 'endsAt'>>,
  ) => Promise<void>
  /**
   * Ends an account for good and forgets whose it was; tells what it is called from now on. What others wrote down of
   * its deeds stays.
   */
  depart: (username: string, by: string) => Promise<string>
  give: (username: string, grant: Grant & { endsAt?: number | null }, by: string) => Promise<HeldGrant>
  /** Changes when a grant ends. */
  term: (username: string, grant: string, endsAt: number | null) => Promise<void>
  take: (username: string, grant: string, by: string) => Promise<void>
  /** What came to its end after `from` and not later than `until`; costs nothing while nothing does. */
  ended: (from: number, until: number) => { account: Account; grants: HeldGrant[]; whole: boolean }[]
}

interface AccountsDeps {
  ledger: Ledger
  clock: Clock
  passwords: Passwords
}

/** Reads all accounts; every change is durable before it is seen. */
export const createAccounts = async ({ ledger, clock, passwords }: AccountsDeps): Promise<Accounts> => {
  const moment = (at: number): string => clock.zone.format(clock.zone.toLocal(at))
  const book = new Map((await loadAccounts(ledger, moment, clock.now())).map((account) => [account.username, account]))

  /** The next end of anything, so that nobody looks through all accounts every second; `null` = to be looked for. */
  let soonest: number | null = null

  const keep = (username: string, change: Partial<Account>): Account => {
    const next = { ...book.get(username)!, ...change }
    const account = { ...next, person: personOf(next, clock.now()) }
    book.set(username, account)
    soonest = null
    return account
  }

  /** A grant that has ended is no more, whether or not anybody has looked at the clock since. */
  const fresh = (account: Account): Account =>
    (account.person.grants as HeldGrant[]).every((grant) => endOf(grant) > clock.now())
      ? account
      : keep(account.username, {})

  const nextEnd = (from: number): number => {
    soonest ??= Math.min(
      Infinity,
      ...[...book.values()]
        .flatMap(({ endsAt, grants }) => [endsAt ?? Infinity, ...grants.map(endOf)])
        .filter((at) => at > from),
    )
    return soonest
  }

  const give: Accounts['give'] = async (username, { endsAt = null, ...grant }, by) => {
    const [id, at] = [newId(), clock.now()]
    await ledger.write((sql) =>
      sql.query('insert into access_grant values ($1, $2, $3, $4, $5, $6, $7, $8, null, null, $9)', [
        id,
        username,
        grant.role,
        grant.region,
        JSON.stringify(grant.themes),
        JSON.stringify(grant.actions),
        by,
        at,
        endsAt,
      ]),
    )
    const held: HeldGrant = {
      role: grant.role,
      region: grant.region,
      themes: grant.themes,
      actions: grant.actions,
      id,
      givenBy: by,
      givenAt: moment(at),
      endsAt: endsAt === null ? null : moment(endsAt),
    }
    keep(username, { grants: [...book.get(username)!.grants, held] })
    return held
  }

  return {
    get: (username) => {
      const account = book.get(username)
      return account ? fresh(account) : null
    },
    all: () => [...book.values()].map(fresh),
    add: async ({ username, name, post, unit = null, source, password, mustChange, endsAt = null, grants }, by) => {
      const at = clock.now()
      const hash =
        password === null ? null : typeof password === 'string' ? await passwords.hash(password) : password.hash
      await ledger.write(async (sql) => {
        if ((await sql.query('select 1 from account where username = $1', [username])).rowCount > 0)
          throw new Error(`account ${username} exists`)
        await sql.query('insert into account values ($1, $2, $3, $4, $5, $6, false, $7, $8, $7, $9, $10, null, null)', [
          username,
          name,
          post,
          source,
          hash,
          mustChange,
          at,
          by,
          unit,
          endsAt,
        ])
      })
      const profile = { username, name, post, unit, grants: [] }
      book.set(username, {
        ...profile,
        source,
        password: hash,
        mustChange,
        disabled: false,
        createdAt: at,
        departedAt: null,
        endsAt,
        person: personOf(profile, at),
      })
      soonest = null
      for (const grant of grants) await give(username, grant, by)
      return book.get(username)!
    },
    setPassword: async (username, password, mustChange) => {
      const hash = await passwords.hash(password)
      await ledger.write((sql) =>
        sql.query('update account set password = $2, must_change = $3, password_at = $4 where username = $1', [
          username,
          hash,
          mustChange,
          clock.now(),
        ]),
      )
      keep(username, { password: hash, mustChange })
    },
    amend: async (username, change) => {
      // A former colleague stays one, whoever vouches for them a moment later.
      if (book.get(username)!.departedAt !== null) return
      const { name, post, unit, disabled, endsAt } = { ...book.get(username)!, ...change }
      await ledger.write((sql) =>
        sql.query(
          'update account set name = $2, post = $3, disabled = $4, unit = $5, ends_at = $6 where username = $1',
          [username, name, post, disabled, unit, endsAt],
        ),
      )
      keep(username, { name, post, unit, disabled, endsAt })
    },
    depart: async (username, by) => {
      const [name, at] = [formerName(), clock.now()]
      await ledger.write((sql) => forget(sql, { username, name, by, at }))
      keep(username, {
        name,
        post: '',
        unit: null,
        password: null,
        mustChange: false,
        disabled: true,
        departedAt: at,
        grants: [],
      })
      return name
    },
    give,
    term: async (username, grant, endsAt) => {
      await ledger.write((sql) =>
        sql.query('update access_grant set ends_at = $2 where id = $1 and username = $3', [grant, endsAt, username]),
      )
      keep(username, {
        grants: book
          .get(username)!
          .grants.map((held) =>
            held.id === grant ? { ...held, endsAt: endsAt === null ? null : moment(endsAt) } : held,
          ),
      })
    },
    ended: (from, until) => {
      const within = (at: number): boolean => at > from && at <= until
      if (nextEnd(from) > until) return []
      soonest = null
      return [...book.values()]
        .map(fresh)
        .map((account) => ({
          account,
          grants: account.grants.filter((grant) => within(endOf(grant))),
          whole: account.endsAt !== null && within(account.endsAt),
        }))
        .filter(({ grants, whole }) => whole || grants.length > 0)
    },
    take: async (username, grant, by) => {
      await ledger.write((sql) =>
        sql.query('update access_grant set taken_by = $2, taken_at = $3 where id = $1 and username = $4', [
          grant,
          by,
          clock.now(),
          username,
        ]),
      )
      keep(username, { grants: book.get(username)!.grants.filter(({ id }) => id !== grant) })
    },
  }
}
