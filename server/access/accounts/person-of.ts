import type { Person } from '../../contract/index.ts'
import type { Account } from './accounts.ts'

/** An account as the rest of the program knows it. */
export const personOf = ({ username, name, post, unit, grants }: Pick<Account, 'username' | 'name' | 'post' | 'unit' | 'grants'>): Person =>
  ({ id: username, name, post, grants, ...(unit === null ? {} : { unit }) })
