import { createHmac, randomBytes } from 'node:crypto'
import type { Sql } from '../store/index.ts'

/** The secret of a day, made when it is first needed; those of other days are gone, and with them all that could tie marks to a person. */
export const saltOf = async (sql: Sql, day: string): Promise<string> => {
  await sql.query('delete from usage_salt where day <> $1', [day])
  const known = (await sql.query('select salt from usage_salt')).column('salt')[0] as string | undefined
  if (known !== undefined) return known
  const salt = randomBytes(32).toString('hex')
  await sql.query('insert into usage_salt values ($1, $2)', [day, salt])
  return salt
}

/** The same for the same parts under the same salt, and nothing to anybody without it. */
export const markOf = (salt: string, ...parts: string[]): string => createHmac('sha256', salt).update(JSON.stringify(parts)).digest('base64url').slice(0, 22)
