import type { Grant } from '../../contract/index.ts'
import type { Ledger } from '../../store/index.ts'
import type { Account, NewAccount } from './face.ts'
import { forget, type Farewell } from './forget.ts'

/** An account as it is written down first; `at` in Unix milliseconds, as everywhere in the ledger of access. */
interface NewRow extends Omit<NewAccount, 'grants' | 'password'> {
  hash: string | null
  at: number
  by: string
}

/** Writes accounts and grants into the ledger; each resolves when it is durable. */
export const createRows = (ledger: Ledger) => ({
  /** Throws when the username is somebody's already. */
  add: ({
    username,
    name,
    post,
    unit = null,
    source,
    hash,
    mustChange,
    endsAt = null,
    at,
    by,
  }: NewRow): Promise<void> =>
    ledger.write(async (sql) => {
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
    }),
  setPassword: (username: string, hash: string, mustChange: boolean, at: number): Promise<unknown> =>
    ledger.write((sql) =>
      sql.query('update account set password = $2, must_change = $3, password_at = $4 where username = $1', [
        username,
        hash,
        mustChange,
        at,
      ]),
    ),
  amend: ({
    username,
    name,
    post,
    unit,
    disabled,
    endsAt,
  }: Pick<Account, 'username' | 'name' | 'post' | 'unit' | 'disabled' | 'endsAt'>): Promise<unknown> =>
    ledger.write((sql) =>
      sql.query('update account set name = $2, post = $3, disabled = $4, unit = $5, ends_at = $6 where username = $1', [
        username,
        name,
        post,
        disabled,
        unit,
        endsAt,
      ]),
    ),
  depart: (farewell: Farewell): Promise<void> => ledger.write((sql) => forget(sql, farewell)),
  give: (
    username: string,
    { role, region, themes, actions }: Grant,
    { id, by, at, endsAt }: { id: string; by: string; at: number; endsAt: number | null },
  ): Promise<unknown> =>
    ledger.write((sql) =>
      sql.query('insert into access_grant values ($1, $2, $3, $4, $5, $6, $7, $8, null, null, $9)', [
        id,
        username,
        role,
        region,
        JSON.stringify(themes),
        JSON.stringify(actions),
        by,
        at,
        endsAt,
      ]),
    ),
  term: (username: string, grant: string, endsAt: number | null): Promise<unknown> =>
    ledger.write((sql) =>
      sql.query('update access_grant set ends_at = $2 where id = $1 and username = $3', [grant, endsAt, username]),
    ),
  take: (username: string, grant: string, by: string, at: number): Promise<unknown> =>
    ledger.write((sql) =>
      sql.query('update access_grant set taken_by = $2, taken_at = $3 where id = $1 and username = $4', [
        grant,
        by,
        at,
        username,
      ]),
    ),
})
