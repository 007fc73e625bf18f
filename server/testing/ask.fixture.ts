import type { Grant, Problem } from '../contract/index.ts'

export type Headers = Record<string, string>
export interface Reply<T> {
  status: number
  /** What JSON says, the text of anything else, `null` where nothing came. */
  body: T
  text: string
  /** What a browser would keep: the session, and what it is known by. */
  cookies: string[]
  cookie: string
}
export type Ask = <T = Problem>(method: string, path: string, headers: Headers, body?: unknown) => Promise<Reply<T>>

/** The password everybody in a test world gives themselves. */
export const PASSWORD = 'Own-pass-phrase-1'

export const grant = (region: string, actions: Grant['actions'], themes: Grant['themes'] = 'all'): Grant => ({
  role: 'town',
  region,
  themes,
  actions,
})

/** Asks the API of the server at this address, whatever it is by then; `always` is said each time. */
export const createAsk =
  (url: () => string, always: Headers = {}): Ask =>
  async <T>(method: string, path: string, headers: Headers, body?: unknown): Promise<Reply<T>> => {
    const response = await fetch(`${url()}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...always, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '')
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]!)
    return {
      status: response.status,
      body: (isJson ? JSON.parse(text) : text === '' ? null : text) as T,
      text,
      cookies,
      cookie: cookies[0] ?? '',
    }
  }
