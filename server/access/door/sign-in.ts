import type { PasswordChange, SignIn } from '../../contract/index.ts'
import type { Deed } from '../../audit/index.ts'
import { problem, Refused } from '../../indicators/index.ts'
import { isPassword, passwordFault, type Account, type Accounts, type Lockout } from '../accounts/index.ts'
import type { Origin, Session, Sessions } from '../sessions/index.ts'
import type { Visitor } from './visitor.ts'

export interface SignInDeps {
  accounts: Accounts
  sessions: Sessions
  lockout: Lockout
  barred: (account: Account) => boolean
  note: (deed: Deed) => void
}

/** A session that has just been opened; its secret goes into the cookie and nowhere else. */
export interface SignedIn { account: Account; session: Session; secret: string }

const lockedOut = (seconds: number): Refused =>
  new Refused(problem(429, 'locked-out', '密码错误次数过多，已暂停登录', { waitSeconds: seconds, detail: `请在 ${seconds} 秒后再试`, hint: '忘记密码请联系系统管理员重置' }))

const wrong = (left: number): Refused =>
  new Refused(problem(401, 'wrong-password', '用户名或密码不正确', { field: 'password', detail: left > 0 ? `再错 ${left} 次将暂停登录` : '再次出错将暂停登录', hint: '忘记密码请联系系统管理员重置' }))

/** The door: knows passwords, slows down guessing, opens and ends sessions. All throw `Refused` in words for the reader. */
export const createSignIn = ({ accounts, sessions, lockout, barred, note }: SignInDeps) => {
  /** One way to try a password, so that no second door is without a lock. */
  const verify = async (username: string, password: string, address: string): Promise<Account> => {
    const wait = lockout.attempt(username, address)
    if (wait > 0) {
      note({ who: username, name: '', from: address, deed: 'sign-in', what: `locked out for ${wait} s`, outcome: 'refused' })
      throw lockedOut(wait)
    }
    const account = accounts.get(username)
    const usable = account && !barred(account) ? account : null
    if (!(await isPassword(password, usable?.password ?? null)) || !usable) {
      note({ who: username, name: usable?.name ?? '', from: address, deed: 'sign-in', what: 'wrong password', outcome: 'refused' })
      throw wrong(lockout.left(username, address))
    }
    lockout.succeeded(username, address)
    return usable
  }

  const open = async (account: Account, origin: Origin): Promise<SignedIn> => {
    const opened = await sessions.open(account.username, origin)
    note({ who: account.username, name: account.name, from: origin.address, deed: 'sign-in', what: `session ${opened.session.id} ${origin.agent}`, outcome: 'done' })
    return { account, ...opened }
  }

  return {
    open,
    signIn: async ({ username, password }: SignIn, origin: Origin): Promise<SignedIn> => open(await verify(username, password, origin.address), origin),
    /** All other sessions of the account end: whoever knew the old password is out. */
    changePassword: async ({ person, session }: Visitor, { current, next }: PasswordChange, origin: Origin): Promise<void> => {
      const account = await verify(person.id, current, origin.address)
      const fault = next === current ? '新密码不能与原密码相同' : passwordFault(next, account.username)
      if (fault !== null) throw new Refused(problem(400, 'weak-password', fault, { field: 'next' }))
      await accounts.setPassword(account.username, next, false)
      await sessions.end(({ username, id }) => username === account.username && id !== session?.id)
      note({ who: account.username, name: account.name, from: origin.address, deed: 'configure', what: `password ${account.username}`, outcome: 'done' })
    },
    signOut: async ({ person, session }: Visitor, origin: Origin): Promise<void> => {
      if (!session) return
      await sessions.end(({ id }) => id === session.id)
      note({ who: person.id, name: person.name, from: origin.address, deed: 'sign-out', what: `session ${session.id}`, outcome: 'done' })
    },
  }
}
