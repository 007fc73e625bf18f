import type { Grant, NewPerson, PersonChange, PersonInfo } from '../../contract/index.ts'
import { problem, Refused } from '../../indicators/index.ts'
import { randomPassword, type Account } from '../accounts/index.ts'
import { createRules, missing, type Clerk, type OfficeDeps } from './clerk.ts'

/** Accounts and grants, as far as the clerk's own grants reach. All throw `Refused`; what lies beyond is not there. */
export interface PeopleOffice {
  list: (clerk: Clerk) => PersonInfo[]
  /** The password is told here and never again; it must be changed at first sign-in. */
  add: (clerk: Clerk, person: NewPerson) => Promise<{ person: PersonInfo; password: string }>
  amend: (clerk: Clerk, username: string, change: PersonChange) => Promise<PersonInfo>
  resetPassword: (clerk: Clerk, username: string) => Promise<{ password: string }>
  /** Takes away a second factor, for somebody who lost it; all sessions end. */
  resetFactor: (clerk: Clerk, username: string) => Promise<PersonInfo>
  give: (clerk: Clerk, username: string, grant: Grant) => Promise<PersonInfo>
  take: (clerk: Clerk, username: string, grant: string) => Promise<PersonInfo>
}

const createPersonInfo = ({ sessions, clock, unitOf, factors, isDue }: OfficeDeps, nameOf: (id: string) => string) => (account: Account): PersonInfo => {
  const { username, name, post, unit, source, disabled, mustChange, createdAt, grants } = account
  const factor = source !== 'local' ? null : factors.of(username) !== null ? 'set' : isDue(account) ? 'due' : 'unset'
  return {
    username, name, post, unit: unit === null ? null : { id: unit, title: unitOf(unit)?.title ?? unit }, source, disabled, mustChangePassword: mustChange, createdAt: clock.zone.format(clock.zone.toLocal(createdAt)),
    grants: grants.map((grant) => ({ ...grant, givenBy: nameOf(grant.givenBy) })), sessions: sessions.of(username).length, secondFactor: factor,
  }
}

export const createPeopleOffice = (deps: OfficeDeps): PeopleOffice => {
  const { accounts, sessions, factors } = deps
  const { find, governs, checked, checkUnit, nameOf, tell, write } = createRules(deps)
  const infoOf = createPersonInfo(deps, nameOf)
  const info = (username: string): PersonInfo => infoOf(accounts.get(username)!)

  return {
    list: (clerk) => accounts.all().filter((account) => governs(clerk, account)).map(infoOf),
    add: async (clerk, { grants, ...profile }) => {
      const given = checked(clerk, grants)
      checkUnit(clerk, profile.unit)
      const taken = new Refused(problem(409, 'username-taken', `用户名 ${profile.username} 已被使用`, { field: 'username' }))
      if (accounts.get(profile.username) !== null) throw taken
      const password = randomPassword()
      await accounts.add({ ...profile, grants: given, source: 'local', password, mustChange: true }, clerk.person.id)
      write(clerk, 'grant', `account ${profile.username} ${JSON.stringify(given)}`)
      return { person: info(profile.username), password }
    },
    amend: async (clerk, username, change) => {
      find(clerk, username)
      checkUnit(clerk, change.unit)
      await accounts.amend(username, change)
      if (change.disabled === true) await sessions.end((session) => session.username === username)
      write(clerk, 'configure', `account ${username} ${JSON.stringify(change)}`)
      const { disabled: _, ...profile } = change
      if (Object.keys(profile).length > 0) tell(clerk, username, { kind: 'account-changed', what: profile })
      return info(username)
    },
    resetPassword: async (clerk, username) => {
      if (find(clerk, username).source !== 'local') throw new Refused(problem(409, 'no-password-here', '这个账号的密码不在本系统管理', { field: 'username' }))
      const password = randomPassword()
      await accounts.setPassword(username, password, true)
      await sessions.end((session) => session.username === username)
      write(clerk, 'configure', `password ${username}`)
      tell(clerk, username, { kind: 'password-reset' })
      return { password }
    },
    resetFactor: async (clerk, username) => {
      find(clerk, username)
      if (!(await factors.end(username, clerk.person.id))) throw new Refused(problem(409, 'no-factor', '这个账号没有启用两步验证', { field: 'username' }))
      await sessions.end((session) => session.username === username)
      write(clerk, 'configure', `second factor reset ${username}`)
      tell(clerk, username, { kind: 'factor-reset' })
      return info(username)
    },
    give: async (clerk, username, grant) => {
      find(clerk, username)
      const [given] = checked(clerk, [grant]) as [Grant]
      await accounts.give(username, given, clerk.person.id)
      write(clerk, 'grant', `give ${username} ${JSON.stringify(given)}`)
      tell(clerk, username, { kind: 'grant-given', what: { grant: given } })
      return info(username)
    },
    take: async (clerk, username, id) => {
      const grant = find(clerk, username).grants.find((one) => one.id === id)
      if (!grant) throw missing(`授权 ${id}`)
      await accounts.take(username, id, clerk.person.id)
      write(clerk, 'grant', `take ${username} ${JSON.stringify(grant)}`)
      tell(clerk, username, { kind: 'grant-taken', what: { grant } })
      return info(username)
    },
  }
}
