import { deviceWords, type AccountNotice, type Grant, type NoticeKind } from '../../contract/index.ts'
import type { Notice } from './notices.ts'

/** How ids are called today. */
interface NoticeNames {
  grant: (grant: Grant) => string
  region: (code: string) => string
  person: (id: string) => string
}

/** What a notice may hold, by its kind. */
interface What {
  left?: number
  agent?: string
  grant?: Grant
  until?: string | null
  name?: string
  post?: string
  unit?: string | null
  rows?: string
  reason?: string
  remark?: string
}

/** `grave`: it may have been somebody else. */
interface Say {
  title: string
  grave?: true
  words: (what: What, names: NoticeNames) => string
}

const until = (moment: string | null | undefined): string => (moment ? `有效期至 ${moment.slice(0, 10)}` : '长期有效')
const grant = ({ grant: held }: What, names: NoticeNames): string => (held ? names.grant(held) : '')

/** Rows that somebody wants out, and what was written to it. */
const release = ({ rows = '', reason, remark }: What): string =>
  [rows, reason && `事由：${reason}`, remark && `审批意见：${remark}`].filter(Boolean).join('。')

const SAYS: Record<NoticeKind, Say> = {
  'password-changed': { title: '密码已修改', grave: true, words: () => '其他设备上的登录已经退出' },
  'password-reset': { title: '密码已被重置', grave: true, words: () => '原密码失效，所有登录已经退出' },
  'factor-set': {
    title: '两步验证已启用',
    grave: true,
    words: () => '以后登录须输入动态验证码，其他设备上的登录已经退出',
  },
  'factor-removed': { title: '两步验证已停用', grave: true, words: () => '以后登录只需密码，其他设备上的登录已经退出' },
  'factor-reset': {
    title: '两步验证已被管理员重置',
    grave: true,
    words: () => '原来的验证器和恢复码失效，所有登录已经退出，请重新设置',
  },
  'recovery-renewed': { title: '恢复码已重新生成', grave: true, words: () => '原来的恢复码失效' },
  'recovery-used': { title: '用恢复码登录', grave: true, words: ({ left }) => `还剩 ${left ?? 0} 个恢复码` },
  'code-wrong': {
    title: '密码正确，但动态验证码不正确',
    grave: true,
    words: () => '若不是您本人输错，就是有人知道您的密码',
  },
  'device-new': { title: '在新设备上登录', grave: true, words: ({ agent }) => deviceWords(agent ?? '') },
  'session-copied': {
    title: '登录凭据可能已被拷贝',
    grave: true,
    words: ({ agent }) =>
      `${deviceWords(agent ?? '')} 上的登录：有人使用它已失效的凭据访问，已拒绝；建议退出这处登录后重新登录`,
  },
  'session-ended': { title: '一处登录被强制退出', words: ({ agent }) => deviceWords(agent ?? '') },
  'grant-given': { title: '新增一项授权', words: grant },
  'grant-taken': { title: '一项授权被收回', words: grant },
  'grant-term': { title: '一项授权的有效期有调整', words: grant },
  'grant-ended': { title: '一项授权已到期', words: grant },
  'account-changed': {
    title: '账号资料有修改',
    words: ({ name, post, unit }, names) =>
      [
        name === undefined ? '' : `姓名：${name}`,
        post === undefined ? '' : `职务：${post || '（空）'}`,
        unit === undefined ? '' : unit === null ? '不再属于任何单位' : `单位：${names.region(unit)}`,
      ]
        .filter(Boolean)
        .join('，'),
  },
  'account-term': { title: '账号的有效期有调整', words: (what) => until(what.until) },
  'release-asked': { title: '有明细导出申请待您审批', words: release },
  'release-approved': { title: '明细导出申请已批准', words: release },
  'release-rejected': { title: '明细导出申请未获批准', words: release },
  'data-returned': {
    title: '一批报送的数据被退回',
    words: ({ rows = '', remark = '' }) => `${rows}。退回意见：${remark}。请改正后重新报送`,
  },
}

/** A notice in words; what it names is called as it is today. */
export const tellNotice = (
  { id, username, kind, what, by, from, at, readAt }: Notice,
  names: NoticeNames,
  moment: (at: number) => string,
): AccountNotice => {
  const { title, grave, words } = SAYS[kind]
  return {
    id,
    kind,
    at: moment(at),
    title,
    words: words(JSON.parse(what) as What, names),
    by: by === username ? null : names.person(by),
    from,
    grave: grave === true,
    read: readAt !== null,
  }
}
