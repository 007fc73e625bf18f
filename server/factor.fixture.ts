import { expect } from 'vitest'
import { codeOf, stepAt } from './access/factor/totp.ts'
import type {
  FactorBegun,
  FactorState,
  Grant,
  NoticesAnswer,
  Problem,
  RecoveryCodes,
  SessionAnswer,
} from './contract/index.ts'
import { createWorld, PASSWORD, type Headers, type Reply } from './testing/index.fixture.ts'

export const STEP = 30_000
export const DAY = 86_400_000
export const looks: Grant = { role: 'town', region: 't1', themes: 'all', actions: ['aggregate'] }
export const configures: Grant = { role: 'operator', region: 'd', themes: 'all', actions: ['configure'] }

/** A server with a clock that is moved by hand, and people who have authenticators. */
export const createFactorWorld = () => {
  const clock = { now: Date.parse('2026-11-21T04:30:00Z') }
  const world = createWorld({ lasting: 'ledger', now: () => clock.now, adminPassword: 'Spring-tide-2026' })
  const { ask } = world
  const signIn = (
    username: string,
    more: { code?: string; password?: string } = {},
    headers: Headers = {},
  ): Promise<Reply<SessionAnswer & Problem>> =>
    ask<SessionAnswer & Problem>('POST', '/session', headers, { username, password: PASSWORD, ...more })
  const person = (username: string, grants: Grant[]): Promise<Headers> =>
    world.hire(username, grants, { name: `人员${username}` })

  /** What an authenticator holds: secrets by the code of their moment. */
  const authenticator = (base32: string) => {
    const bits = [...base32]
      .map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'))
      .join('')
    const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
    return (drift = 0): string => codeOf(secret, stepAt(clock.now) + drift)
  }
  /** Sets a second factor; the code of its confirmation is used up. */
  const setUp = async (
    headers: Headers,
    more: { code?: string } = {},
  ): Promise<{ code: (drift?: number) => string; recovery: string[] }> => {
    const begun = await ask<FactorBegun>('POST', '/session/factor', headers, { password: PASSWORD, ...more })
    expect(begun.status).toBe(200)
    const code = authenticator(begun.body.secret)
    const { status, body } = await ask<RecoveryCodes>('PUT', '/session/factor', headers, { code: code() })
    expect(status).toBe(200)
    return { code, recovery: body.recovery }
  }
  const state = async (headers: Headers): Promise<FactorState> =>
    (await ask<FactorState>('GET', '/session/factor', headers)).body
  const kinds = async (headers: Headers): Promise<string[]> =>
    (await ask<NoticesAnswer>('GET', '/notices', headers)).body.notices.map(({ kind }) => kind)
  return { clock, world, ask, local: world.local, signIn, person, authenticator, setUp, state, kinds }
}

/** Whoever has been let in. */
export const as = ({ cookies }: { cookies: string[] }): Headers => ({ cookie: cookies[0]! })
