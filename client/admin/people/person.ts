import type { PersonInfo } from '../../../server/contract/index.ts'

/** Where an account comes from. */
export const sourceWords: Record<PersonInfo['source'], string> = { local: '本系统', provider: '统一认证', demo: '演示' }

/** How an account stands, in words and a tone. */
export const standing = ({ disabled, mustChangePassword, grants, sessions }: PersonInfo): { words: string; tone: string } => {
  if (disabled) return { words: '已停用', tone: 'tone-red' }
  if (grants.length === 0) return { words: '无授权', tone: 'tone-orange' }
  if (mustChangePassword) return { words: '待首次登录', tone: 'tone-plain' }
  return sessions > 0 ? { words: `在线 ${sessions} 处`, tone: 'tone-good' } : { words: '正常', tone: '' }
}

/** Those whose name, username or post holds what was typed. */
export const matching = (people: readonly PersonInfo[], typed: string): PersonInfo[] => {
  const text = typed.trim().toLowerCase()
  return people.filter(({ username, name, post }) => [username, name, post].some((field) => field.toLowerCase().includes(text)))
}
