import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { BANDS } from '../../contract/index.ts'
import { isAllowed, isOnList } from '../../lib/index.ts'
import { dingtalk } from './kinds/dingtalk.ts'
import { email } from './kinds/email.ts'
import { feishu } from './kinds/feishu.ts'
import { webhook } from './kinds/webhook.ts'
import { wecom } from './kinds/wecom.ts'
import { createPost } from './post.ts'
import { linkOf } from './link-of.ts'
import type { Channel, Outbound, Send } from './types.ts'

const shared = {
  id: z.string().regex(/^[a-z][a-z0-9_-]*$/),
  title: z.string(),
  bands: z.array(z.enum(BANDS)).default(['red', 'orange']),
  cases: z.boolean().default(false),
}
const url = z.url()
const channel = z.discriminatedUnion('kind', [
  z.strictObject({ ...shared, kind: z.literal('webhook'), url, secret: z.string().min(16) }),
  z.strictObject({ ...shared, kind: z.literal('wecom'), url }),
  z.strictObject({ ...shared, kind: z.literal('dingtalk'), url, secret: z.string() }),
  z.strictObject({ ...shared, kind: z.literal('feishu'), url, secret: z.string() }),
  z.strictObject({
    ...shared,
    kind: z.literal('email'),
    host: z.string(),
    port: z.number().int().default(25),
    secure: z.boolean().default(false),
    user: z.string().optional(),
    password: z.string().optional(),
    from: z.string(),
    to: z.array(z.string()).nonempty(),
  }),
])
/** `outlets`: where reports go; that part is theirs to check. */
const file = z.strictObject({
  /** Where people open the cockpit: what links lead to. */
  address: z.url({ protocol: /^https?$/ }).optional(),
  allow: z.array(z.string()).default([]),
  channels: z.array(channel).default([]),
  outlets: z.unknown().optional(),
})
type Declared = z.output<typeof channel>

const sendOf = (declared: Declared, allow: readonly string[], now: () => number): Send<Outbound> => {
  const post = createPost(allow)
  switch (declared.kind) {
    case 'webhook':
      return webhook(declared, post)
    case 'wecom':
      return wecom(declared, post)
    case 'dingtalk':
      return dingtalk(declared, post, now)
    case 'feishu':
      return feishu(declared, post, now)
    case 'email':
      return email(declared, allow)
  }
}

/** What a channel would call that is not on the list. */
const beyondList = (declared: Declared, allow: readonly string[]): string | null => {
  if (declared.kind === 'email') return isOnList(declared, allow) ? null : `邮件服务器 ${declared.host}`
  return isAllowed(declared.url, allow) ? null : `地址 ${new URL(declared.url).host}`
}

/** The channels of a file's text. Throws, naming what is wrong: a duplicate id, an address that is not on the list. */
export const channelsOf = (text: string, now: () => number): Channel[] => {
  const parsed = file.safeParse(parse(text), { error: z.locales.zhCN().localeError })
  if (!parsed.success) throw new Error(`通知渠道配置有误：\n${z.prettifyError(parsed.error)}`)
  const { address, allow, channels } = parsed.data
  const seen = new Set<string>(['app'])
  return channels.map((declared) => {
    if (seen.has(declared.id)) throw new Error(`通知渠道 ${declared.id} 重复`)
    seen.add(declared.id)
    const beyond = beyondList(declared, allow)
    if (beyond !== null) throw new Error(`通知渠道 ${declared.id} 的${beyond} 不在允许外发的名单（allow）里`)
    const send = sendOf(declared, allow, now)
    return {
      id: declared.id,
      title: declared.title,
      cases: declared.cases,
      takes: (band) => (declared.bands as string[]).includes(band),
      send: (message) => send({ ...message, link: address === undefined ? null : linkOf(message, address) }),
    }
  })
}

/** The same from a file; none when there is no file. */
export const loadChannels = (path: string | undefined, now: () => number): Channel[] =>
  path === undefined ? [] : channelsOf(readFileSync(path, 'utf8'), now)
