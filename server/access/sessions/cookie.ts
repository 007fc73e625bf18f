/** Name of the cookie that holds a session's secret. */
export const SESSION_COOKIE = 'yiping_session'

/**
 * The same where the reader came by https: browsers take such a name only from this very host, and never over plain
 * wires.
 */
const SECURE_COOKIE = `__Host-${SESSION_COOKIE}`

/** Headers by which somebody is known, and that tell how they came. */
export interface Wire {
  cookie?: string | undefined
  'x-forwarded-proto'?: string | string[] | undefined
}

/** Whether the reader came by https; a false word of it can only make a cookie stricter. */
export const cameByHttps = (headers: Wire): boolean =>
  String(headers['x-forwarded-proto'] ?? '')
    .split(',')[0]!
    .trim() === 'https'

/** Value of a cookie in a `Cookie` header; `null` when it is not there. */
export const readCookie = (header: string | undefined, name: string): string | null => {
  for (const part of header?.split(';') ?? []) {
    const [key, value] = part.trim().split('=')
    if (key === name && value !== undefined && value !== '') return value
  }
  return null
}

/**
 * The secret of a session as a browser sent it. Over https a cookie of the plain name is nobody's: another site of the
 * same domain could have laid it there.
 */
export const readSession = (headers: Wire): string | null =>
  readCookie(headers.cookie, SECURE_COOKIE)
  ?? (cameByHttps(headers) ? null : readCookie(headers.cookie, SESSION_COOKIE))

/**
 * `Set-Cookie` for a session: out of reach of scripts and of other sites' requests, and of plain wires where the reader
 * came by https. An empty secret takes it away.
 */
export const sessionCookie = (secret: string, seconds: number, secure: boolean): string =>
  `${secure ? SECURE_COOKIE : SESSION_COOKIE}=${secret}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
