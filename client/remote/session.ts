import type { PasswordChange, SessionAnswer, SignedOut, SignIn, SignInAnswer } from '../../server/contract/index.ts'
import type { Answer, Ask } from './request.ts'

/** Signing in and out, and who one is. */
export interface SessionApi {
  /** How one can sign in here; answers everybody. */
  ways: () => Promise<Answer<SignInAnswer>>
  me: () => Promise<Answer<SessionAnswer>>
  signIn: (credentials: SignIn) => Promise<Answer<SessionAnswer>>
  /** Trades the code of a wall's link for the key this screen keeps. */
  openWall: (code: string) => Promise<Answer<SessionAnswer>>
  changePassword: (change: PasswordChange) => Promise<Answer<SessionAnswer>>
  /** Names where to go on to when another system keeps a session of its own. */
  signOut: () => Promise<Answer<SignedOut | null>>
}

export const createSessionApi = (ask: Ask): SessionApi => ({
  ways: () => ask.get('/api/v1/sign-in'),
  me: () => ask.get('/api/v1/session'),
  signIn: (credentials) => ask.post('/api/v1/session', credentials),
  openWall: (code) => ask.post('/api/v1/session/wall', { code }),
  changePassword: (change) => ask.put('/api/v1/session/password', change),
  signOut: () => ask.remove('/api/v1/session'),
})
