import type { Sql } from '../../store/index.ts'
import { newId } from '../secret.ts'

/** What an account without an owner is called: made of nothing that was theirs. */
export const formerName = (): string => `离职人员 ${newId().slice(0, 6)}`

export interface Farewell {
  username: string
  name: string
  by: string
  at: number
}

/**
 * Takes out of the ledger of access what tells whose an account was: name, post, unit, password, addresses and
 * browsers, notices. The username stays, since the audit and what was done with it refer to it, and nobody else is to
 * have it; so does the provider's subject, by which somebody who was shut out would otherwise come back under another
 * name.
 */
export const forget = async (sql: Sql, { username, name, by, at }: Farewell): Promise<void> => {
  await sql.query(
    `update account set name = $2, post = '', unit = null, password = null, must_change = false, disabled = true, departed_at = $3, departed_by = $4 where username = $1`,
    [username, name, at, by],
  )
  await sql.query('update access_grant set taken_by = $2, taken_at = $3 where username = $1 and taken_at is null', [
    username,
    by,
    at,
  ])
  await sql.query(
    `update session set address = '', agent = '', device = null, ended_at = coalesce(ended_at, $2) where username = $1`,
    [username, at],
  )
  await sql.query(
    'update second_factor set secret = null, ended_by = $2, ended_at = $3 where username = $1 and ended_at is null',
    [username, by, at],
  )
  await sql.query('delete from recovery_code where factor in (select id from second_factor where username = $1)', [
    username,
  ])
  await sql.query('delete from known_browser where username = $1', [username])
  await sql.query('delete from account_notice where username = $1', [username])
}
