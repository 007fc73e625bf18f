import type { PersonInfo } from '../../../server/contract/index.ts'

/** Where an account comes from. */
export const sourceWords: Record<PersonInfo['source'], string> = { local: '本系统', provider: '统一认证', demo: '演示' }

/** Whether an account may be ended for good: nobody gets in by it, and it was somebody's own. */
export const isOutOfUse = ({ disabled, endsAt, source }: PersonInfo, now = Date.now()): boolean =>
  source !== 'demo' && (disabled || (endsAt !== null && Date.parse(endsAt) <= now))

/** How an account stands, in words and a tone. */
export const standing = (
  { disabled, mustChangePassword, endsAt, grants, sessions }: PersonInfo,
  now = Date.now(),
): { words: string; tone: string } => {
  if (disabled) return { words: '已停用', tone: 'tone-red' }
  if (endsAt !== null && Date.parse(endsAt) <= now) return { words: '已到期', tone: 'tone-red' }
  if (grants.length === 0) return { words: '无授权', tone: 'tone-orange' }
  if (mustChangePassword) return { words: '待首次登录', tone: 'tone-plain' }
  return sessions > 0 ? { words: `在线 ${sessions} 处`, tone: 'tone-good' } : { words: '正常', tone: '' }
}

/** How somebody's second factor stands; `null` = it is none of this system's business. */
export const factorWords = ({ secondFactor }: PersonInfo): { words: string; tone: string } => {
  if (secondFactor === null) return { words: '—', tone: 'muted' }
  return {
    set: { words: '✓ 已启用', tone: 'tone-good' },
    due: { words: '◆ 须设置', tone: 'tone-orange' },
    unset: { words: '未启用', tone: 'muted' },
  }[secondFactor]
}

/** Those whose name, username or post holds what was typed. */
export const matching = (people: readonly PersonInfo[], typed: string): PersonInfo[] => {
  const text = typed.trim().toLowerCase()
  return people.filter(({ username, name, post }) =>
    [username, name, post].some((field) => field.toLowerCase().includes(text)),
  )
}
