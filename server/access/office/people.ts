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
  give: (clerk: Clerk, username: string, grant: Grant) => Promise<PersonInfo>
  take: (clerk: Clerk, username: string, grant: string) => Promise<PersonInfo>
}

const createPersonInfo = ({ sessions, clock, unitOf }: OfficeDeps, nameOf: (id: string) => string) => ({ username, name, post, unit, source, disabled, mustChange, createdAt, grants }: Account): PersonInfo => ({
  username, name, post, unit: unit === null ? null : { id: unit, title: unitOf(unit)?.title ?? unit }, source, disabled, mustChangePassword: mustChange, createdAt: clock.zone.format(clock.zone.toLocal(createdAt)),
  grants: grants.map((grant) => ({ ...grant, givenBy: nameOf(grant.givenBy) })), sessions: sessions.of(username).length,
})

export const createPeopleOffice = (deps: OfficeDeps): PeopleOffice => {
  const { accounts, sessions } = deps
  const { find, governs, checked, checkUnit, nameOf, write } = createRules(deps)
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
      return info(username)
    },
    resetPassword: async (clerk, username) => {
      if (find(clerk, username).source !== 'local') throw new Refused(problem(409, 'no-password-here', '这个账号的密码不在本系统管理', { field: 'username' }))
      const password = randomPassword()
      await accounts.setPassword(username, password, true)
      await sessions.end((session) => session.username === username)
      write(clerk, 'configure', `password ${username}`)
      return { password }
    },
    give: async (clerk, username, grant) => {
      find(clerk, username)
      const [given] = checked(clerk, [grant]) as [Grant]
      await accounts.give(username, given, clerk.person.id)
      write(clerk, 'grant', `give ${username} ${JSON.stringify(given)}`)
      return info(username)
    },
    take: async (clerk, username, id) => {
      const grant = find(clerk, username).grants.find((one) => one.id === id)
      if (!grant) throw missing(`授权 ${id}`)
      await accounts.take(username, id, clerk.person.id)
      write(clerk, 'grant', `take ${username} ${JSON.stringify(grant)}`)
      return info(username)
    },
  }
}
