import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

/** Somebody the provider knows; signs in by typing the subject. */
interface Citizen {
  preferred_username: string
  name: string
  groups: string[]
  post?: string
}

/** A real OpenID Connect provider on a free port of this machine. */
export interface Identity {
  issuer: string
  people: Map<string, Citizen>
  close: () => Promise<void>
}

const CLIENT = { id: 'yiping', secret: 'a-secret-between-two-machines' }

const FORM =
  '<!doctype html><meta charset="utf-8"><title>统一身份认证</title><form method="post"><label>工号<input name="login"></label><button>登录</button></form>'

const bodyOf = async (request: IncomingMessage): Promise<URLSearchParams> => {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return new URLSearchParams(text)
}

const createProvider = (issuer: string, address: string, people: Identity['people']): Provider => {
  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [`${address}/api/v1/oidc/callback`],
        post_logout_redirect_uris: [`${address}/sign-in`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'groups', 'post'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['only for tests'] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, id) =>
      people.has(id) ? { accountId: id, claims: () => ({ sub: id, ...people.get(id) }) } : undefined,
    // An office's own system is consented to once and for all.
    loadExistingGrant: async (context) => {
      const { client, session } = context.oidc
      const grant = new provider.Grant({ clientId: client!.clientId, accountId: session!.accountId! })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
    pkce: { required: () => true },
  })
  return provider
}

/** Starts a provider for a server that people reach at `address`. */
export const startIdentity = async (address: string): Promise<Identity> => {
  const people: Identity['people'] = new Map()
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = createProvider(issuer, address, people)
  const answer = provider.callback()
  const interact = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'POST') return void response.setHeader('content-type', 'text/html').end(FORM)
    const accountId = (await bodyOf(request)).get('login') ?? ''
    await provider.interactionFinished(request, response, { login: { accountId } }, { mergeWithLastSubmission: false })
  }
  server.on(
    'request',
    (request, response) =>
      void (request.url!.startsWith('/interaction/') ? interact(request, response) : answer(request, response)),
  )
  return {
    issuer,
    people,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** A settings file for that provider. */
export const settingsFor = ({
  issuer,
  address,
  grants,
}: {
  issuer: string
  address: string
  grants: object[]
}): string =>
  JSON.stringify({
    title: '统一身份认证',
    issuer,
    client: CLIENT.id,
    secret: CLIENT.secret,
    address,
    insecure: true,
    grants,
  })
