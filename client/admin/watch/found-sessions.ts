import type { SessionInfo } from '../../../server/contract/index.ts'

/** Those whose name, username or address holds what was typed. */
export const foundSessions = (sessions: readonly SessionInfo[], typed: string): SessionInfo[] => {
  const text = typed.trim().toLowerCase()
  return sessions.filter(({ name, username, address }) =>
    [name, username, address].some((field) => field.toLowerCase().includes(text)),
  )
}
