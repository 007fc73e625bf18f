import type { HeldGrant, Person } from '../../contract/index.ts'
import type { Account } from './face.ts'

/** When a grant ends, in Unix milliseconds; never, unless it says so. */
export const endOf = ({ endsAt }: Pick<HeldGrant, 'endsAt'>): number =>
  endsAt === null ? Infinity : Date.parse(endsAt)

/** An account as the rest of the program knows it now: what has ended is no more. */
export const personOf = (
  { username, name, post, unit, grants }: Pick<Account, 'username' | 'name' | 'post' | 'unit' | 'grants'>,
  now: number,
): Person => ({
  id: username,
  name,
  post,
  grants: grants.filter((grant) => endOf(grant) > now),
  ...(unit === null ? {} : { unit }),
})
