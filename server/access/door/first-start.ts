import type { Grant, RegionCode } from '../../contract/index.ts'
import { randomPassword, type Accounts, type PasswordRules, type Passwords } from '../accounts/index.ts'
import { everything } from './visitor.ts'

/** Somebody who exists from the start. */
export interface Resident {
  username: string
  name: string
  post: string
  unit?: string
  grants: readonly Grant[]
}

const ADMIN = 'admin'

interface FirstStart {
  accounts: Accounts
  root: RegionCode
  adminPassword: string | null
  rules: PasswordRules
  say: (message: string) => void
}

/**
 * Sees to an administrator: with the given password, or with one made up and told once, to be changed at first sign-in.
 */
export const ensureAdmin = async ({ accounts, root, adminPassword, rules, say }: FirstStart): Promise<void> => {
  const known = accounts.get(ADMIN)
  const fault = adminPassword === null ? null : rules(adminPassword, { username: ADMIN, name: '系统管理员' })
  if (fault !== null) say(`注意：YIPING_ADMIN_PASSWORD 不合密码要求（${fault}），请尽快更换`)
  if (known === null) {
    const password = adminPassword ?? randomPassword()
    const profile = {
      username: ADMIN,
      name: '系统管理员',
      post: '系统管理员',
      source: 'local' as const,
      grants: [everything(root)],
    }
    await accounts.add({ ...profile, password, mustChange: adminPassword === null }, 'system')
    if (adminPassword === null) say(`管理员账号：${ADMIN}  初始密码：${password}（只显示这一次，首次登录须修改）`)
  } else if (known.mustChange && adminPassword !== null) {
    // It was made up and never used: who starts the server may still decide.
    await accounts.setPassword(ADMIN, adminPassword, false)
  }
}

/**
 * Throws, in words, where the administrator has a password everybody knows, whenever it was set: not every start names
 * it.
 */
export const refuseKnownPassword = async (
  accounts: Accounts,
  passwords: Passwords,
  password: string,
): Promise<void> => {
  const admin = accounts.get(ADMIN)
  if (admin && (await passwords.matches(password, admin.password)))
    throw new Error(`管理员 ${ADMIN} 还在用公开的演示密码，不能对网络开放：请先用 HOST=127.0.0.1 启动，登录后修改密码`)
}

/** Sees to the accounts of a demonstration. */
export const ensureResidents = async (
  accounts: Accounts,
  passwords: Passwords,
  residents: readonly Resident[],
  password: string,
): Promise<void> => {
  const missing = residents.filter(({ username }) => accounts.get(username) === null)
  if (missing.length === 0) return
  // A hash takes a quarter of a second and protects nothing here: all of them share one.
  const hash = await passwords.hash(password)
  await Promise.all(
    missing.map((resident) =>
      accounts.add({ ...resident, source: 'demo', password: { hash }, mustChange: false }, 'demo'),
    ),
  )
}
