import type { Grant } from '../../contract/index.ts'
import { problem, Refused } from '../../indicators/index.ts'
import type { ProviderSettings } from './settings.ts'

/** Somebody the provider vouches for. */
export interface Vouched {
  /** Names them for ever at the provider; a user name may change there, and be given to another. */
  subject: string
  username: string
  name: string
  post: string
  grants: Grant[]
}

const USERNAME = /^[a-z0-9][a-z0-9._@-]{1,99}$/

const words = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : []
const text = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 100) : '')

/** What the claims of an ID token come to here. Throws `Refused` when they name nobody. */
export const vouchedBy = (
  claims: Record<string, unknown>,
  { claims: names, grants }: Pick<ProviderSettings, 'claims' | 'grants'>,
): Vouched => {
  const subject = String(claims['sub'])
  const username = text(claims[names.username] ?? subject).toLowerCase()
  if (!USERNAME.test(username))
    throw new Refused(
      problem(403, 'no-username', '统一身份认证没有给出可用的用户名', { hint: '请联系系统管理员核对 claims 配置' }),
    )
  const groups = words(claims[names.groups])
  const earned = grants.filter(({ group }) => groups.includes(group)).map(({ group: _, ...grant }) => grant)
  return {
    subject,
    username,
    name: text(claims[names.name]) || username,
    post: text(claims[names.post]),
    grants: earned,
  }
}
