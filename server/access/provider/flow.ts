import * as oidc from 'openid-client'
import { createOutgoing, isAllowed } from '../../lib/index.ts'
import { newSecret } from '../secret.ts'
import type { ProviderSettings } from './settings.ts'
import { vouchedBy, type Vouched } from './vouched.ts'

/** The code flow with PKCE, bound to the browser that began it. */
interface Flow {
  /**
   * Where to send the browser, and what it must bring back in a cookie. Throws while the provider does not answer:
   * nobody is led to a page that does not open.
   */
  begin: (to: string) => Promise<{ url: string; ticket: string }>
  /**
   * Ends what `begin` began: who came back, and where they wanted to go. Throws when the answer is not for this
   * browser, or not from the provider.
   */
  finish: (query: string, ticket: string) => Promise<{ vouched: Vouched; to: string; idToken: string }>
  /** Where somebody is signed out of the provider too; `null` = it has no such place. Throws while it does not answer. */
  farewell: (idToken: string) => Promise<string | null>
}

interface Pending {
  to: string
  state: string
  nonce: string
  verifier: string
  until: number
}

const PATIENCE_MS = 10 * 60_000
const MOST_PENDING = 10_000
const CALL_SECONDS = 10
/** For how long somebody is led to a provider without its being asked whether it is there. */
const THERE_MS = 30_000

/** Nothing was begun by this browser, or too long ago. */
export class NotBegun extends Error {}

/**
 * What the provider says of itself, no older than asked for. Asked when first needed: a provider that is down must not
 * keep this server from starting.
 */
const createConfiguration = (
  { issuer, client, secret, insecure, allow }: ProviderSettings,
  now: () => number,
): ((oldest?: number) => Promise<oidc.Configuration>) => {
  const call = createOutgoing(allow)
  const guarded: oidc.CustomFetch = (url, { headers, method, body, signal }) =>
    call(url, {
      headers,
      method,
      ...(body === undefined || body === null ? {} : { body: body as BodyInit }),
      ...(signal ? { signal } : {}),
    })
  let known: { said: Promise<oidc.Configuration>; at: number } | null = null
  const discover = (): Promise<oidc.Configuration> =>
    oidc.discovery(new URL(issuer), client, secret, secret === undefined ? oidc.None() : undefined, {
      timeout: CALL_SECONDS,
      [oidc.customFetch]: guarded,
      ...(insecure ? { execute: [oidc.allowInsecureRequests] } : {}),
    })
  return (oldest = Infinity) => {
    if (known !== null && now() - known.at <= oldest) return known.said
    const asked = { said: discover(), at: now() }
    known = asked
    asked.said.catch(() => {
      if (known === asked) known = null
    })
    return asked.said
  }
}

const createPending = (now: () => number) => {
  const pending = new Map<string, Pending>()
  return {
    put: (ticket: string, begun: Omit<Pending, 'until'>): void => {
      for (const [old, { until }] of pending) if (until < now() || pending.size >= MOST_PENDING) pending.delete(old)
      pending.set(ticket, { ...begun, until: now() + PATIENCE_MS })
    },
    /** Good once, whatever comes of it. */
    take: (ticket: string): Pending => {
      const begun = pending.get(ticket)
      pending.delete(ticket)
      if (!begun || begun.until < now()) throw new NotBegun()
      return begun
    },
  }
}

export const createFlow = (settings: ProviderSettings, now: () => number): Flow => {
  const configuration = createConfiguration(settings, now)
  const pending = createPending(now)
  const redirect = new URL('/api/v1/oidc/callback', settings.address).href
  /** A browser is led to no other place than the server itself may call. */
  const known = (url: URL): string => {
    if (!isAllowed(url.href, settings.allow)) throw new Error(`地址 ${url.host} 不在允许外发的名单（allow）里`)
    return url.href
  }

  return {
    begin: async (to) => {
      const config = await configuration(THERE_MS)
      const [ticket, state, nonce, verifier] = [
        newSecret(),
        oidc.randomState(),
        oidc.randomNonce(),
        oidc.randomPKCECodeVerifier(),
      ]
      const url = known(
        oidc.buildAuthorizationUrl(config, {
          redirect_uri: redirect,
          scope: settings.scope,
          state,
          nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        }),
      )
      pending.put(ticket, { to, state, nonce, verifier })
      return { url, ticket }
    },
    finish: async (query, ticket) => {
      const { to, state, nonce, verifier } = pending.take(ticket)
      const answer = new URL(redirect)
      answer.search = query
      const tokens = await oidc.authorizationCodeGrant(await configuration(), answer, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      })
      return { vouched: vouchedBy(tokens.claims()!, settings), to, idToken: tokens.id_token! }
    },
    farewell: async (idToken) => {
      const config = await configuration(THERE_MS)
      if (config.serverMetadata().end_session_endpoint === undefined) return null
      return known(
        oidc.buildEndSessionUrl(config, {
          post_logout_redirect_uri: new URL('/sign-in', settings.address).href,
          ...(idToken === '' ? {} : { id_token_hint: idToken }),
        }),
      )
    },
  }
}
