import type { Action, HeldGrant, Role } from '../../contract/index.ts'
import type { Ledger } from '../../store/index.ts'
import type { Account, AccountSource } from './face.ts'
import { personOf } from './person-of.ts'

const loadGrants = async (ledger: Ledger, moment: (at: number) => string): Promise<Map<string, HeldGrant[]>> => {
  const rows = await ledger.load(async (sql) =>
    (await sql.query('select * from access_grant where taken_at is null order by given_at, rowid')).records(),
  )
  const byAccount = new Map<string, HeldGrant[]>()
  for (const row of rows) {
    const grant: HeldGrant = {
      id: row['id'] as string,
      role: row['role'] as Role,
      region: row['region'] as string,
      themes: JSON.parse(row['themes'] as string) as HeldGrant['themes'],
      actions: JSON.parse(row['actions'] as string) as Action[],
      givenBy: row['given_by'] as string,
      givenAt: moment(row['given_at'] as number),
      endsAt: row['ends_at'] === null ? null : moment(row['ends_at'] as number),
    }
    byAccount.set(row['username'] as string, [...(byAccount.get(row['username'] as string) ?? []), grant])
  }
  return byAccount
}

/** All accounts of the ledger, with the grants they hold now. */
export const loadAccounts = async (ledger: Ledger, moment: (at: number) => string, now: number): Promise<Account[]> => {
  const grants = await loadGrants(ledger, moment)
  const rows = await ledger.load(async (sql) =>
    (await sql.query('select * from account order by created_at, rowid')).records(),
  )
  return rows.map((row) => {
    const [username, name, post] = [row['username'] as string, row['name'] as string, row['post'] as string]
    const held = grants.get(username) ?? []
    const unit = row['unit'] as string | null
    return {
      username,
      name,
      post,
      unit,
      grants: held,
      person: personOf({ username, name, post, unit, grants: held }, now),
      endsAt: row['ends_at'] as number | null,
      source: row['source'] as AccountSource,
      password: row['password'] as string | null,
      mustChange: row['must_change'] as boolean,
      disabled: row['disabled'] as boolean,
      createdAt: row['created_at'] as number,
      departedAt: row['departed_at'] as number | null,
    }
  })
}
