import { createHmac, randomBytes } from 'node:crypto'
import type { Sql } from '../store/index.ts'

const newSalt = (): string => randomBytes(32).toString('hex')

/**
 * The secret of a day, made when it is first needed; those of other days are gone, and with them all that could tie
 * marks to a person.
 */
export const saltOf = async (sql: Sql, day: string): Promise<string> => {
  await sql.query('delete from usage_salt where day <> $1', [day])
  const known = (await sql.query('select salt from usage_salt')).column('salt')[0] as string | undefined
  if (known !== undefined) return known
  const salt = newSalt()
  await sql.query('insert into usage_salt values ($1, $2)', [day, salt])
  return salt
}

/** What earlier months left behind to tell by whom a rating was given is gone when this resolves; the ratings stay. */
export const forgetMonths = async (sql: Sql, month: string): Promise<void> => {
  await sql.query('update usage_rating set mark = null where mark is not null and month <> $1', [month])
  await sql.query('delete from usage_month_salt where month <> $1', [month])
}

/** The secret of a month, like that of a day. */
export const saltOfMonth = async (sql: Sql, month: string): Promise<string> => {
  await forgetMonths(sql, month)
  const known = (await sql.query('select salt from usage_month_salt')).column('salt')[0] as string | undefined
  if (known !== undefined) return known
  const salt = newSalt()
  await sql.query('insert into usage_month_salt values ($1, $2)', [month, salt])
  return salt
}

/** The same for the same parts under the same salt, and nothing to anybody without it. */
export const markOf = (salt: string, ...parts: string[]): string =>
  createHmac('sha256', salt).update(JSON.stringify(parts)).digest('base64url').slice(0, 22)
