import type { AccountNotice } from '../../contract/index.ts'
import { tellNotice, type Notice } from '../notices/index.ts'
import { createNames, type TrailDeps } from './names.ts'

/** Says what somebody is told about their account, in the words of today's definitions. */
export const createNoticeWords = (
  deps: Omit<TrailDeps, 'formerName'> & { moment: (at: number) => string },
): ((notice: Notice) => AccountNotice) => {
  const names = createNames(deps)
  const WHO: Record<string, string> = { local: '服务器本机的命令', 'oidc:': '统一身份认证', system: '系统' }
  return (notice) => tellNotice(notice, { ...names, person: (id) => WHO[id] ?? deps.nameOf(id) ?? '令牌' }, deps.moment)
}
