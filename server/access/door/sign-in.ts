import { waitWords, type PasswordChange, type SignIn } from '../../contract/index.ts'
import type { Deed } from '../../audit/index.ts'
import { problem, Refused } from '../../indicators/index.ts'
import type { Account, Accounts, Lockout, PasswordRules, Passwords } from '../accounts/index.ts'
import type { Notices } from '../notices/index.ts'
import type { Browsers, Origin, Session, Sessions } from '../sessions/index.ts'
import type { Visitor } from './visitor.ts'

interface SignInDeps {
  accounts: Accounts
  passwords: Passwords
  sessions: Sessions
  browsers: Browsers
  lockout: Lockout
  rules: PasswordRules
  barred: (account: Account) => boolean
  /** Accounts that must set a second factor before anything else. */
  lacksFactor: (account: Account) => boolean
  /** Asks for the second factor where one is set; throws `Refused`. */
  secondStep: (account: Account, code: string | undefined, address: string) => Promise<void>
  notices: Pick<Notices, 'send'>
  note: (deed: Deed) => void
}

/** A session that has just been opened; its secret goes into the cookie and nowhere else. */
export interface SignedIn {
  visitor: Visitor
  session: Session
  secret: string
}

const lockedOut = (seconds: number): Refused =>
  new Refused(
    problem(429, 'locked-out', '密码错误次数过多，已暂停登录', {
      waitSeconds: seconds,
      detail: `请在 ${waitWords(seconds)}后再试`,
      hint: '忘记密码请联系系统管理员重置',
    }),
  )

const wrong = (left: number, seconds: number): Refused =>
  new Refused(
    problem(401, 'wrong-password', '用户名或密码不正确', {
      field: 'password',
      ...(seconds === 0
        ? { detail: `再错 ${left} 次将暂停登录` }
        : { waitSeconds: seconds, detail: `已暂停登录，请在 ${waitWords(seconds)}后再试` }),
      hint: '忘记密码请联系系统管理员重置',
    }),
  )

const notOwn = problem(409, 'no-password-here', '这个账号不能修改密码', {
  hint: '统一身份认证的账号，密码在其自己的系统修改；演示账号的密码多人共用',
})
const unproved = problem(401, 'device-unproved', '请在登录时的设备上继续使用')

/**
 * The door: knows passwords, slows down guessing, opens and ends sessions. All throw `Refused` in words for the reader.
 */
export const createSignIn = ({
  accounts,
  passwords,
  sessions,
  browsers,
  lockout,
  rules,
  barred,
  lacksFactor,
  secondStep,
  notices,
  note,
}: SignInDeps) => {
  /**
   * One way to try a password, so that no second door is without a lock. The try counts as a wrong one until the lock
   * is told otherwise.
   */
  const tryPassword = async (username: string, password: string, address: string): Promise<Account> => {
    const wait = lockout.attempt(username, address)
    if (wait > 0) {
      note({
        who: username,
        name: accounts.get(username)?.name ?? '',
        from: address,
        deed: 'sign-in',
        what: `locked out for ${wait} s`,
        outcome: 'refused',
      })
      throw lockedOut(wait)
    }
    const account = accounts.get(username)
    const usable = account && !barred(account) ? account : null
    if (!(await passwords.matches(password, usable?.password ?? null)) || !usable) {
      note({
        who: username,
        name: usable?.name ?? '',
        from: address,
        deed: 'sign-in',
        what: 'wrong password',
        outcome: 'refused',
      })
      throw wrong(lockout.left(username, address), lockout.wait(username, address))
    }
    return usable
  }

  /** The account of whoever has both its password and its second factor. */
  const prove = async ({ username, password, code }: SignIn, address: string): Promise<Account> => {
    const account = await tryPassword(username, password, address)
    await secondStep(account, code, address)
    lockout.succeeded(username, address)
    return account
  }

  const open = async (account: Account, origin: Origin): Promise<SignedIn> => {
    const opened = await sessions.open(account.username, origin)
    note({
      who: account.username,
      name: account.name,
      from: origin.address,
      deed: 'sign-in',
      what: `session ${opened.session.id} ${origin.agent}`,
      outcome: 'done',
    })
    const isStrange = origin.browser !== undefined && (await browsers.isNew(account.username, origin.browser))
    // Everybody uses the accounts of a demonstration, each with a browser of their own.
    if (isStrange && account.source !== 'demo')
      notices.send(account.username, {
        kind: 'device-new',
        by: account.username,
        from: origin.address,
        what: { agent: origin.agent.slice(0, 300) },
      })
    return {
      visitor: {
        person: account.person,
        kind: 'account',
        session: opened.session,
        mustChange: account.mustChange,
        mustSetFactor: lacksFactor(account),
        ownPassword: account.source === 'local',
      },
      ...opened,
    }
  }

  return {
    open,
    prove,
    /** The password of whoever is signed in, asked for once more before something grave. */
    recall: async ({ person }: Visitor, password: string, address: string): Promise<Account> => {
      const account = await tryPassword(person.id, password, address)
      lockout.succeeded(account.username, address)
      return account
    },
    signIn: async (credentials: SignIn, origin: Origin): Promise<SignedIn> =>
      open(await prove(credentials, origin.address), origin),
    /** All other sessions of the account end: whoever knew the old password is out. */
    changePassword: async (
      { person, session, unproved: strange, ownPassword, mustChange }: Visitor,
      { current, next }: PasswordChange,
      origin: Origin,
    ): Promise<void> => {
      if (strange) throw new Refused(unproved)
      if (ownPassword !== true && !mustChange) throw new Refused(notOwn)
      const account = await tryPassword(person.id, current, origin.address)
      lockout.succeeded(account.username, origin.address)
      const fault = next === current ? '新密码不能与原密码相同' : rules(next, account)
      if (fault !== null) throw new Refused(problem(400, 'weak-password', fault, { field: 'next' }))
      await accounts.setPassword(account.username, next, false)
      await sessions.end(({ username, id }) => username === account.username && id !== session?.id)
      note({
        who: account.username,
        name: account.name,
        from: origin.address,
        deed: 'configure',
        what: `password ${account.username}`,
        outcome: 'done',
      })
      notices.send(account.username, { kind: 'password-changed', by: account.username, from: origin.address })
    },
    signOut: async ({ person, session }: Visitor, origin: Origin): Promise<void> => {
      if (!session) return
      await sessions.end(({ id }) => id === session.id)
      note({
        who: person.id,
        name: person.name,
        from: origin.address,
        deed: 'sign-out',
        what: `session ${session.id}`,
        outcome: 'done',
      })
    },
  }
}
