/** Name of the cookie that holds a session's secret. */
export const SESSION_COOKIE = 'yiping_session'

/** Value of a cookie in a `Cookie` header; `null` when it is not there. */
export const readCookie = (header: string | undefined, name: string): string | null => {
  for (const part of header?.split(';') ?? []) {
    const [key, value] = part.trim().split('=')
    if (key === name && value !== undefined && value !== '') return value
  }
  return null
}

/** `Set-Cookie` for a session: out of reach of scripts and of other sites' requests, and of plain wires where the reader came by https. */
export const sessionCookie = (secret: string, seconds: number, secure: boolean): string =>
  `${SESSION_COOKIE}=${secret}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
