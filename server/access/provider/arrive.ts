import type { Grant } from '../../contract/index.ts'
import { problem, Refused } from '../../indicators/index.ts'
import type { Account, Accounts } from '../accounts/index.ts'
import type { Subjects } from './subjects.ts'
import type { Vouched } from './vouched.ts'

/** Who gave the grants that come with groups; no account can have this name. */
export const PROVIDER = 'oidc:'

/** What changed of somebody's grants, for the auditor. */
export interface Alignment {
  gave: readonly Grant[]
  took: readonly Grant[]
}

const key = ({ role, region, themes, actions }: Grant): string => JSON.stringify([role, region, themes, actions])

/** Grants that come with groups go with them; what was given by hand here stays. */
const align = async (
  accounts: Accounts,
  { username, grants }: Account,
  vouched: readonly Grant[],
): Promise<Alignment> => {
  const provided = grants.filter(({ givenBy }) => givenBy === PROVIDER)
  const took = provided.filter((one) => !vouched.some((other) => key(one) === key(other)))
  const gave = vouched.filter((one) => !provided.some((other) => key(one) === key(other)))
  for (const { id } of took) await accounts.take(username, id, PROVIDER)
  for (const grant of gave) await accounts.give(username, grant, PROVIDER)
  return { gave, took }
}

const refuse = (type: string, title: string): Refused =>
  new Refused(problem(403, type, title, { hint: '请联系系统管理员' }))

/** Nothing here is open to the groups somebody is in. */
export const noGrant = (): Refused => refuse('no-grant', '您所在的组在本系统没有权限')

/** The account bound to a subject, or a new name for one that has none. Throws where the name is somebody else's. */
const find = async (
  { accounts, subjects, now }: ArriveDeps,
  { subject, username }: Vouched,
): Promise<{ username: string; account: Account | null }> => {
  const bound = subjects.usernameOf(subject)
  const account = accounts.get(bound ?? username)
  // The name of an account proves nothing: neither a local one nor that of a former colleague is taken over from
  // outside.
  if (account && (bound === null || account.source !== 'provider')) throw refuse('username-taken', '同名的账号已存在')
  if (account?.disabled || (account && account.endsAt !== null && account.endsAt <= now()))
    throw refuse('account-disabled', '账号已停用或到期')
  return { username: bound ?? username, account }
}

export interface ArriveDeps {
  accounts: Accounts
  subjects: Subjects
  now: () => number
}

/**
 * The account of somebody another system vouches for, with the grants of their groups as they are today and none
 * beyond. Throws `Refused` for who may not have one.
 */
export const arrive = async (deps: ArriveDeps, vouched: Vouched): Promise<{ account: Account; changes: Alignment }> => {
  const { accounts, subjects } = deps
  const { name, post, grants } = vouched
  const { username, account: known } = await find(deps, vouched)
  if (!known && grants.length === 0) throw noGrant()
  // Bound first: should the power go between the two, the name is kept for its owner.
  if (subjects.usernameOf(vouched.subject) === null) await subjects.bind(vouched.subject, username)
  const account =
    known
    ?? (await accounts.add(
      { username, name, post, source: 'provider', password: null, mustChange: false, grants: [] },
      PROVIDER,
    ))
  if (account.name !== name || (post !== '' && account.post !== post))
    await accounts.amend(username, post === '' ? { name } : { name, post })
  const changes = await align(accounts, account, grants)
  return { account: accounts.get(username)!, changes }
}
