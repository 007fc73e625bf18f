import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { grantSchema } from '../../contract/index.ts'
import { isAllowed } from '../../lib/index.ts'

const schema = z.strictObject({
  /** Shown on the button. */
  title: z.string().min(1).max(20).default('统一身份认证登录'),
  issuer: z.url(),
  client: z.string().min(1),
  secret: z.string().optional(),
  /** Address people reach this server by; the provider sends them back there. */
  address: z.url(),
  /** Hosts that may be called beside the issuer's own. */
  allow: z.array(z.string()).default([]),
  scope: z.string().default('openid profile'),
  /** Claims that hold the user name, the name shown, the post and the groups. */
  claims: z
    .strictObject({
      username: z.string().default('preferred_username'),
      name: z.string().default('name'),
      post: z.string().default('post'),
      groups: z.string().default('groups'),
    })
    .prefault({}),
  /** Plain HTTP to the provider, for trials. */
  insecure: z.boolean().default(false),
  /** What members of a group may do. */
  grants: z.array(grantSchema.safeExtend({ group: z.string().min(1) })).min(1),
})

/** Another system that vouches for people, and what its groups may do here. */
export type ProviderSettings = z.output<typeof schema>

/** The settings of a file's text. Throws, in words for who starts the server, when they are not in order. */
export const providerOf = (text: string): ProviderSettings => {
  const parsed = schema.safeParse(parse(text), { error: z.locales.zhCN().localeError })
  if (!parsed.success) throw new Error(`统一身份认证配置有误：\n${z.prettifyError(parsed.error)}`)
  const { issuer, allow, insecure } = parsed.data
  if (!insecure && new URL(issuer).protocol !== 'https:')
    throw new Error(`统一身份认证的地址 ${issuer} 不是 https；仅供试验时可写 insecure: true`)
  const called = [...allow, new URL(issuer).host]
  if (!isAllowed(issuer, called)) throw new Error(`统一身份认证的地址 ${issuer} 不能访问`)
  return { ...parsed.data, allow: called }
}

/** The same from the file that `YIPING_OIDC` names; a secret given beside it counts more than the one in it. */
export const readProvider = (file: string, secret: string | undefined): ProviderSettings => {
  const read = providerOf(readFileSync(file, 'utf8'))
  return secret === undefined ? read : { ...read, secret }
}
