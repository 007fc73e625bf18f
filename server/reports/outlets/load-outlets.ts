import { readFileSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { isOnList } from '../../lib/index.ts'
import { email } from './email.ts'
import { folder } from './folder.ts'
import type { Outlet } from './outlet.ts'

const shared = { id: z.string().regex(/^[a-z][a-z0-9_-]*$/), title: z.string().min(1) }
const outlet = z.discriminatedUnion('kind', [
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
  z.strictObject({ ...shared, kind: z.literal('folder'), path: z.string().refine(isAbsolute, '应为绝对路径') }),
])
/** The file also declares where alerts are sent; that part is theirs to check. */
const file = z.object({ allow: z.array(z.string()).default([]), outlets: z.array(outlet).default([]) })

/**
 * The outlets of a file's text. Throws, naming what is wrong: a duplicate id, a mail server that is not on the list.
 */
export const outletsOf = (text: string): Outlet[] => {
  const parsed = file.safeParse(parse(text), { error: z.locales.zhCN().localeError })
  if (!parsed.success) throw new Error(`报告送达配置有误：\n${z.prettifyError(parsed.error)}`)
  const { allow, outlets } = parsed.data
  const seen = new Set<string>()
  return outlets.map((one) => {
    if (seen.has(one.id)) throw new Error(`报告送达去处 ${one.id} 重复`)
    seen.add(one.id)
    if (one.kind === 'email' && !isOnList(one, allow))
      throw new Error(`报告送达去处 ${one.id} 的邮件服务器 ${one.host} 不在允许外发的名单（allow）里`)
    return {
      id: one.id,
      title: one.title,
      kind: one.kind,
      send: one.kind === 'email' ? email(one, allow) : folder(one.path),
    }
  })
}

/** The same from a file; none when there is no file. */
export const loadOutlets = (path: string | undefined): Outlet[] =>
  path === undefined ? [] : outletsOf(readFileSync(path, 'utf8'))
