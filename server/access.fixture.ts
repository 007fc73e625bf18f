import type { AppOptions } from './app.ts'
import type { Problem, SessionAnswer } from './contract/index.ts'
import { createWorld, type Headers } from './testing/index.fixture.ts'

export const ADMIN = { username: 'admin', password: 'Spring-tide-2026' }
export const MINUTE = 60_000

export interface Answered {
  status: number
  body: SessionAnswer & Problem
  cookie: string
  headers: globalThis.Headers
}

/** Whoever has been let in. */
export const as = ({ cookie }: Pick<Answered, 'cookie'>): { cookie: string } => ({ cookie: cookie.split(';')[0]! })

/** A server with a clock that is moved by hand, and what it said as it started. */
export const createAccessWorld = () => {
  const clock = { now: Date.parse('2026-11-21T04:30:20Z') }
  const said: string[] = []
  const world = createWorld({ lasting: 'ledger', now: () => clock.now, progress: (message) => void said.push(message) })
  const ask = async (
    method: string,
    path: string,
    { body, headers = {} }: { body?: unknown; headers?: Headers } = {},
  ): Promise<Answered> => {
    const response = await fetch(world.url() + path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return {
      status: response.status,
      body: (text === '' ? null : JSON.parse(text)) as Answered['body'],
      cookie: response.headers.getSetCookie()[0] ?? '',
      headers: response.headers,
    }
  }
  return {
    clock,
    said,
    world,
    /** With the administrator's password, unless something else is said. */
    open: (more: Partial<AppOptions> = { adminPassword: ADMIN.password }): Promise<void> => world.open(more),
    ask,
    signIn: (who = ADMIN): Promise<Answered> => ask('POST', '/api/v1/session', { body: who }),
    catalog: (headers: Headers): Promise<Answered> => ask('GET', '/api/v1/catalog', { headers }),
  }
}
