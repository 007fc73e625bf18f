import type { HeldGrant } from '../../contract/index.ts'
import type { Clock } from '../../lib/index.ts'
import type { Ledger } from '../../store/index.ts'
import { newId } from '../secret.ts'
import type { Account, Accounts } from './face.ts'
import { formerName } from './forget.ts'
import { loadAccounts } from './load.ts'
import type { Passwords } from './password.ts'
import { endOf, personOf } from './person-of.ts'
import { createRows } from './rows.ts'

interface AccountsDeps {
  ledger: Ledger
  clock: Clock
  passwords: Passwords
}

/** Reads all accounts; every change is durable before it is seen. */
export const createAccounts = async ({ ledger, clock, passwords }: AccountsDeps): Promise<Accounts> => {
  const moment = (at: number): string => clock.zone.format(clock.zone.toLocal(at))
  const rows = createRows(ledger)
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
    await rows.give(username, grant, { id, by, at, endsAt })
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
      await rows.add({ username, name, post, unit, source, hash, mustChange, endsAt, at, by })
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
      await rows.setPassword(username, hash, mustChange, clock.now())
      keep(username, { password: hash, mustChange })
    },
    amend: async (username, change) => {
      // A former colleague stays one, whoever vouches for them a moment later.
      if (book.get(username)!.departedAt !== null) return
      const { name, post, unit, disabled, endsAt } = { ...book.get(username)!, ...change }
      await rows.amend({ username, name, post, unit, disabled, endsAt })
      keep(username, { name, post, unit, disabled, endsAt })
    },
    depart: async (username, by) => {
      const [name, at] = [formerName(), clock.now()]
      await rows.depart({ username, name, by, at })
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
      await rows.term(username, grant, endsAt)
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
      await rows.take(username, grant, by, clock.now())
      keep(username, { grants: book.get(username)!.grants.filter(({ id }) => id !== grant) })
    },
  }
}
