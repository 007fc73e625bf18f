import type { Grant, HeldGrant, Person } from '../../contract/index.ts'

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
export interface NewAccount {
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
