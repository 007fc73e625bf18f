/** The HTTP door as one person goes through it: signed in when first needed, and again when the session is over. */
export interface Door {
  get: <T>(path: string) => Promise<T>
  post: <T>(path: string, body: object | Buffer) => Promise<T>
  /** Signs out, if signed in. */
  leave: () => Promise<void>
}

/** The server said no; `status` as it said. */
export class Declined extends Error {
  readonly status: number
  constructor(path: string, status: number, words: string) {
    super(`${path} ${status} ${words.slice(0, 300)}`)
    this.status = status
  }
}

const LIMIT_MS = 30_000

export const createDoor = (url: string, credentials: { username: string; password: string }): Door => {
  let cookie: string | null = null
  const send = (path: string, method: string, body?: object | Buffer): Promise<Response> =>
    fetch(`${url}/api/v1${path}`, {
      method,
      signal: AbortSignal.timeout(LIMIT_MS),
      headers: {
        'content-type': Buffer.isBuffer(body) ? 'image/png' : 'application/json',
        ...(cookie === null ? {} : { cookie }),
      },
      ...(body === undefined ? {} : { body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body) }),
    })
  const signIn = async (): Promise<void> => {
    cookie = null
    const reply = await send('/session', 'POST', credentials)
    const words = await reply.text()
    if (!reply.ok) throw new Declined('/session', reply.status, words)
    cookie = reply.headers.getSetCookie()[0]?.split(';')[0] ?? null
  }
  const ask = async <T>(path: string, method: string, body?: object | Buffer): Promise<T> => {
    if (cookie === null) await signIn()
    let reply = await send(path, method, body)
    if (reply.status === 401) {
      await signIn()
      reply = await send(path, method, body)
    }
    const words = await reply.text()
    if (!reply.ok) throw new Declined(path, reply.status, words)
    return JSON.parse(words) as T
  }
  return {
    get: (path) => ask(path, 'GET'),
    post: (path, body) => ask(path, 'POST', body),
    leave: async () => {
      if (cookie !== null) await send('/session', 'DELETE')
      cookie = null
    },
  }
}
