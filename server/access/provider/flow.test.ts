import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createFlow, NotBegun } from './flow.ts'
import { providerOf } from './settings.ts'

const GRANTS = [{ group: 'a', role: 'town', region: 't1', themes: 'all', actions: ['aggregate'] }]
const settings = (more: object): string =>
  JSON.stringify({
    issuer: 'https://id.example',
    client: 'yiping',
    address: 'https://city.example',
    grants: GRANTS,
    ...more,
  })

describe('the settings', () => {
  test.each<[string, object, RegExp]>([
    ['an issuer without TLS', { issuer: 'http://id.example' }, /不是 https/],
    ['an issuer that is no address of the web', { issuer: 'file:///etc/passwd', insecure: true }, /不能访问/],
    ['no grants', { grants: [] }, /grants/],
    ['a misspelt key', { isuer: 'x' }, /isuer/],
    ['an action that does not exist', { grants: [{ ...GRANTS[0], actions: ['everything'] }] }, /actions/],
  ])('%s is told at the start', (_, more, words) => expect(() => providerOf(settings(more))).toThrow(words))

  test('what is in order is taken, and only the issuer may be called', () =>
    expect(providerOf(settings({}))).toMatchObject({ allow: ['id.example'], title: '统一身份认证登录' }))
})

describe('where a provider may send this server', () => {
  let server: Server
  let issuer: string
  let told: Record<string, string>
  let asked: string[]
  let down: boolean
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url!)
      if (down) return void response.writeHead(503).end()
      if (told['redirect'] !== undefined) return void response.writeHead(302, { location: told['redirect'] }).end()
      response.setHeader('content-type', 'application/json').end(
        JSON.stringify({
          issuer,
          authorization_endpoint: `${issuer}/auth`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          response_types_supported: ['code'],
          ...told,
        }),
      )
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  beforeEach(() => {
    told = {}
    asked = []
    down = false
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))
  const flow = () => createFlow(providerOf(settings({ issuer, insecure: true })), () => 0)

  test('a browser is led to the issuer, with a challenge, a state and a nonce', async () => {
    const { url } = await flow().begin('/')
    const { origin, searchParams } = new URL(url)
    expect([origin, searchParams.get('code_challenge_method'), searchParams.get('redirect_uri')]).toEqual([
      issuer,
      'S256',
      'https://city.example/api/v1/oidc/callback',
    ])
    for (const name of ['code_challenge', 'state', 'nonce']) expect(searchParams.get(name)!.length).toBeGreaterThan(30)
  })

  test('nobody is led to a provider that is there no more, to sign in or to sign out; when it is back, they are', async () => {
    told = { end_session_endpoint: `${issuer}/end` }
    let now = 0
    const mine = createFlow(providerOf(settings({ issuer, insecure: true })), () => now)
    await mine.begin('/')
    await mine.begin('/')
    expect(asked).toHaveLength(1)
    expect(await mine.farewell('')).toContain(`${issuer}/end`)
    down = true
    now = 31_000
    await expect(mine.begin('/')).rejects.toThrow()
    await expect(mine.farewell('')).rejects.toThrow()
    down = false
    expect((await mine.begin('/')).url).toContain(`${issuer}/auth`)
  })

  test('a redirect of the description is not followed', async () => {
    told = { redirect: 'http://169.254.169.254/latest/meta-data' }
    await expect(flow().begin('/')).rejects.toThrow()
    expect(asked).toEqual(['/.well-known/openid-configuration'])
  })

  test('a page to sign in on another host is not led to', async () => {
    told = { authorization_endpoint: 'http://evil.example/auth' }
    await expect(flow().begin('/')).rejects.toThrow('不在允许外发的名单')
  })

  test('tokens are not fetched from a host that is not on the list', async () => {
    told = { token_endpoint: 'http://10.0.0.1:6379/token' }
    const mine = flow()
    const { url, ticket } = await mine.begin('/')
    const state = new URL(url).searchParams.get('state')!
    const refused = await mine.finish(`?code=x&state=${state}`, ticket).catch((error: unknown) => error as Error)
    expect(
      JSON.stringify([(refused as Error).message, ((refused as Error).cause as Error | undefined)?.message]),
    ).toContain('不在允许外发的名单')
  })

  test('what was begun is ended once, whatever came of it', async () => {
    const mine = flow()
    const { url, ticket } = await mine.begin('/')
    const back = `?code=x&state=${new URL(url).searchParams.get('state')!}`
    const first = await mine.finish(back, ticket).catch((error: unknown) => error)
    expect(first).not.toBeInstanceOf(NotBegun)
    await expect(mine.finish(back, ticket)).rejects.toBeInstanceOf(NotBegun)
  })

  test('what was begun more than ten minutes ago is over', async () => {
    let now = 0
    const mine = createFlow(providerOf(settings({ issuer, insecure: true })), () => now)
    const { url, ticket } = await mine.begin('/')
    now = 11 * 60_000
    await expect(mine.finish(new URL(url).search, ticket)).rejects.toThrow()
    expect(asked).not.toContain('/token')
  })
})
