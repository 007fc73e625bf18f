import type { Departed, Departure, GivenGrant, NewPerson, PersonChange, PersonInfo } from '../../contract/index.ts'
import { problem, Refused } from '../../indicators/index.ts'
import { randomPassword, type Account } from '../accounts/index.ts'
import { createLastAdministrator } from './last-administrator.ts'
import { createRules, missing, type Clerk, type OfficeDeps, type Termed } from './clerk.ts'

/** Accounts and grants, as far as the clerk's own grants reach. All throw `Refused`; what lies beyond is not there. */
export interface PeopleOffice {
  list: (clerk: Clerk) => PersonInfo[]
  /** The password is told here and never again; it must be changed at first sign-in. */
  add: (clerk: Clerk, person: NewPerson) => Promise<{ person: PersonInfo; password: string }>
  amend: (clerk: Clerk, username: string, change: PersonChange) => Promise<PersonInfo>
  resetPassword: (clerk: Clerk, username: string) => Promise<{ password: string }>
  /** Takes away a second factor, for somebody who lost it; all sessions end. */
  resetFactor: (clerk: Clerk, username: string) => Promise<PersonInfo>
  /** Anonymises an account that is out of use: there is no way back. */
  depart: (clerk: Clerk, username: string, departure: Departure) => Promise<Departed>
  give: (clerk: Clerk, username: string, grant: GivenGrant) => Promise<PersonInfo>
  /** Changes the last day of a grant; one that has ended begins again. */
  term: (clerk: Clerk, username: string, grant: string, endsOn: string | null) => Promise<PersonInfo>
  take: (clerk: Clerk, username: string, grant: string) => Promise<PersonInfo>
}

const inUse = problem(409, 'account-in-use', '请先停用这个账号', {
  field: 'username',
  hint: '只有已停用或已到期的账号可以注销',
})
const shared = problem(409, 'account-shared', '演示账号多人共用，不是谁的个人信息', { field: 'username' })
const unsure = problem(422, 'not-confirmed', '用户名与要注销的账号不一致', {
  field: 'username',
  hint: '注销后不能恢复，请再次输入用户名',
})

const createPersonInfo =
  ({ sessions, clock, unitOf, factors, isDue }: OfficeDeps, nameOf: (id: string) => string) =>
  (account: Account): PersonInfo => {
    const moment = (at: number): string => clock.zone.format(clock.zone.toLocal(at))
    const { username, name, post, unit, source, disabled, mustChange, createdAt, endsAt, grants } = account
    const factor = source !== 'local' ? null : factors.of(username) !== null ? 'set' : isDue(account) ? 'due' : 'unset'
    return {
      username,
      name,
      post,
      unit: unit === null ? null : { id: unit, title: unitOf(unit)?.title ?? unit },
      source,
      disabled,
      mustChangePassword: mustChange,
      createdAt: moment(createdAt),
      endsAt: endsAt === null ? null : moment(endsAt),
      grants: grants.map((grant) => ({ ...grant, givenBy: nameOf(grant.givenBy) })),
      sessions: sessions.of(username).length,
      secondFactor: factor,
    }
  }

export const createPeopleOffice = (deps: OfficeDeps): PeopleOffice => {
  const { accounts, sessions, factors, notices, clock } = deps
  const { find, governs, checked, checkUnit, endOfDay, nameOf, tell, write } = createRules(deps)
  const keepLast = createLastAdministrator(deps)
  const infoOf = createPersonInfo(deps, nameOf)
  const termed = ({ endsOn, ...grant }: GivenGrant): Termed => ({ ...grant, endsAt: endOfDay(endsOn) })
  /** A grant as it is written down and told. */
  const told = ({ endsAt, ...grant }: Termed): object => ({
    ...grant,
    ...(endsAt === null ? {} : { endsAt: clock.zone.format(clock.zone.toLocal(endsAt)) }),
  })
  const info = (username: string): PersonInfo => infoOf(accounts.get(username)!)

  return {
    list: (clerk) =>
      accounts
        .all()
        .filter((account) => governs(clerk, account))
        .map(infoOf),
    add: async (clerk, { grants, endsOn, ...profile }) => {
      const given = checked(clerk, grants.map(termed))
      const endsAt = endOfDay(endsOn)
      checkUnit(clerk, profile.unit)
      const taken = new Refused(
        problem(409, 'username-taken', `用户名 ${profile.username} 已被使用`, { field: 'username' }),
      )
      if (accounts.get(profile.username) !== null) throw taken
      const password = randomPassword()
      await accounts.add(
        { ...profile, grants: given, endsAt, source: 'local', password, mustChange: true },
        clerk.person.id,
      )
      write(clerk, 'grant', `account ${profile.username} ${JSON.stringify(given.map(told))}`)
      return { person: info(profile.username), password }
    },
    amend: async (clerk, username, change) => {
      const account = find(clerk, username)
      checkUnit(clerk, change.unit)
      const { endsOn, ...profile } = change
      const amended = { ...profile, ...(endsOn === undefined ? {} : { endsAt: endOfDay(endsOn) }) }
      keepLast(account, amended)
      await accounts.amend(username, amended)
      if (change.disabled === true) await sessions.end((session) => session.username === username)
      write(clerk, 'configure', `account ${username} ${JSON.stringify(change)}`)
      const { disabled: _, ...said } = profile
      if (Object.keys(said).length > 0) tell(clerk, username, { kind: 'account-changed', what: said })
      if (endsOn !== undefined) tell(clerk, username, { kind: 'account-term', what: { until: endsOn } })
      return info(username)
    },
    resetPassword: async (clerk, username) => {
      if (find(clerk, username).source !== 'local')
        throw new Refused(problem(409, 'no-password-here', '这个账号的密码不在本系统管理', { field: 'username' }))
      const password = randomPassword()
      await accounts.setPassword(username, password, true)
      await sessions.end((session) => session.username === username)
      write(clerk, 'configure', `password ${username}`)
      tell(clerk, username, { kind: 'password-reset' })
      return { password }
    },
    resetFactor: async (clerk, username) => {
      find(clerk, username)
      if (!(await factors.end(username, clerk.person.id)))
        throw new Refused(problem(409, 'no-factor', '这个账号没有启用两步验证', { field: 'username' }))
      await sessions.end((session) => session.username === username)
      write(clerk, 'configure', `second factor reset ${username}`)
      tell(clerk, username, { kind: 'factor-reset' })
      return info(username)
    },
    depart: async (clerk, username, { username: again, reason }) => {
      const { source, disabled, endsAt } = find(clerk, username)
      if (source === 'demo') throw new Refused(shared)
      if (!disabled && (endsAt === null || endsAt > clock.now())) throw new Refused(inUse)
      if (again !== username) throw new Refused(unsure)
      await factors.end(username, clerk.person.id)
      const name = await accounts.depart(username, clerk.person.id)
      await sessions.end((session) => session.username === username)
      notices.forget(username)
      write(clerk, 'configure', `departed ${username}`, reason)
      return { name }
    },
    give: async (clerk, username, grant) => {
      find(clerk, username)
      const [given] = checked(clerk, [termed(grant)]) as [Termed]
      await accounts.give(username, given, clerk.person.id)
      write(clerk, 'grant', `give ${username} ${JSON.stringify(told(given))}`)
      tell(clerk, username, { kind: 'grant-given', what: { grant: told(given) } })
      return info(username)
    },
    term: async (clerk, username, id, endsOn) => {
      const account = find(clerk, username)
      const grant = account.grants.find((one) => one.id === id)
      if (!grant) throw missing(`授权 ${id}`)
      const { id: _, givenBy: _by, givenAt: _at, ...held } = grant
      const [wished] = checked(clerk, [{ ...held, endsAt: endOfDay(endsOn) }]) as [Termed]
      const termedAt = wished.endsAt === null ? null : clock.zone.format(clock.zone.toLocal(wished.endsAt))
      keepLast(account, {
        grants: account.grants.map((one) => (one.id === id ? { ...one, endsAt: termedAt } : one)),
      })
      await accounts.term(username, id, wished.endsAt)
      write(clerk, 'grant', `term ${username} ${JSON.stringify(told(wished))}`)
      tell(clerk, username, { kind: 'grant-term', what: { grant: told(wished) } })
      return info(username)
    },
    take: async (clerk, username, id) => {
      const account = find(clerk, username)
      const grant = account.grants.find((one) => one.id === id)
      if (!grant) throw missing(`授权 ${id}`)
      keepLast(account, { grants: account.grants.filter((one) => one.id !== id) })
      await accounts.take(username, id, clerk.person.id)
      write(clerk, 'grant', `take ${username} ${JSON.stringify(grant)}`)
      tell(clerk, username, { kind: 'grant-taken', what: { grant } })
      return info(username)
    },
  }
}
