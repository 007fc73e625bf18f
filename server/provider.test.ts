import { writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { settingsFor, startIdentity, type Identity } from './access/provider/identity.fixture.ts'
import type { AuditPage, PersonInfo, SessionAnswer } from './contract/index.ts'
import { createWorld } from './testing/index.fixture.ts'

const GRANTS = [
  { group: '甲镇', role: 'town', region: 't1', themes: 'all', actions: ['aggregate', 'rows'] },
  { group: '乙镇', role: 'town', region: 't2', themes: 'all', actions: ['aggregate'] },
]
const world = createWorld({ adminPassword: 'Spring-tide-2026', lasting: 'ledger' })
let url: string
let identity: Identity

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => done(port))
    })
  })

beforeAll(async () => {
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  identity = await startIdentity(url)
  const file = join(world.folder, 'oidc.yaml')
  writeFileSync(file, settingsFor({ issuer: identity.issuer, address: url, grants: GRANTS }))
  await world.open({ port, provider: { file, secret: undefined } })
})
afterAll(async () => {
  await world.close()
  await identity.close()
})

/** As much of a browser as signing in takes: it keeps cookies and follows where it is sent. */
const createBrowser = () => {
  const jar = new Map<string, string>()
  const visit = async (
    address: string,
    init: RequestInit = {},
  ): Promise<{ at: string; status: number; location: string; text: string }> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(address, { redirect: 'manual', ...init, headers: { cookie, ...init.headers } })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      if (value === '') jar.delete(name!)
      else jar.set(name!, value!)
    }
    const location = response.headers.get('location')
    return {
      at: address,
      status: response.status,
      location: location === null ? '' : new URL(location, address).href,
      text: await response.text(),
    }
  }
  const onTheWay = (address: string): boolean =>
    address.startsWith(`${identity.issuer}/`) || address.startsWith(`${url}/api/v1/oidc/`)
  /** Goes on until signing in is over, a form is reached or an address `until` is about to be visited. */
  const follow = async (
    address: string,
    until = '\n',
    init: RequestInit = {},
  ): Promise<{ at: string; text: string }> => {
    let here = await visit(address, init)
    while (onTheWay(here.location) && !here.location.startsWith(until)) here = await visit(here.location)
    return { at: here.location || here.at, text: here.text }
  }
  /** Signs in at the provider; where the browser ends up. */
  const signIn = async (
    subject: string,
    { to = '/desk', until = '\n' }: { to?: string; until?: string } = {},
  ): Promise<string> => {
    const form = await follow(`${url}/api/v1/oidc/start?to=${encodeURIComponent(to)}`, until)
    if (!form.at.includes('/interaction/')) return form.at
    const { at } = await follow(form.at, until, { method: 'POST', body: new URLSearchParams({ login: subject }) })
    return at
  }
  return {
    jar,
    visit,
    follow,
    signIn,
    me: async (): Promise<{ status: number; body: SessionAnswer }> => {
      const { status, text } = await visit(`${url}/api/v1/session`)
      return { status, body: JSON.parse(text) as SessionAnswer }
    },
  }
}
const local = () => ({ headers: world.local() })
const audit = async (query: string): Promise<AuditPage['entries']> =>
  ((await (await fetch(`${url}/api/v1/audit?${query}`, local())).json()) as AuditPage).entries
const people = async (): Promise<PersonInfo[]> =>
  (await (await fetch(`${url}/api/v1/admin/people`, local())).json()) as PersonInfo[]
const regionsOf = ({ body }: { body: SessionAnswer }): string[] => body.person.grants.map(({ region }) => region)

describe('signing in through the provider', () => {
  test('the sign-in page is told that there is one', async () => {
    expect(await (await fetch(`${url}/api/v1/sign-in`)).json()).toMatchObject({ provider: { title: '统一身份认证' } })
  })

  test('the first time makes the person, with the grants of their groups and none beyond, and leads to where they wanted to be', async () => {
    identity.people.set('s-1', {
      preferred_username: 'Wang.Min',
      name: '王敏',
      groups: ['甲镇', '别的组'],
      post: '值班员',
    })
    const browser = createBrowser()
    expect(await browser.signIn('s-1', { to: '/desk/a/b?c=d' })).toBe(`${url}/desk/a/b?c=d`)
    const me = await browser.me()
    expect(me.body.person).toMatchObject({
      id: 'wang.min',
      name: '王敏',
      post: '值班员',
      grants: [{ role: 'town', region: 't1', themes: 'all', actions: ['aggregate', 'rows'] }],
    })
    // Their password is the other system's: there is none here to change, and trying is no guess that locks them out.
    expect(me.body.ownPassword).toBe(false)
    for (let n = 0; n < 7; n++) {
      const { status } = await browser.visit(`${url}/api/v1/session/password`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ current: 'x', next: 'Linping-2026-Canal' }),
      })
      expect(status).toBe(409)
    }
    expect((await audit('deed=sign-in&who=wang.min'))[0]).toMatchObject({ outcome: 'done', name: '王敏' })
    expect((await audit('deed=grant&text=wang.min'))[0]).toMatchObject({
      who: 'oidc:',
      name: '统一身份认证',
      what: expect.stringMatching(/^give wang\.min .*"region":"t1"/) as string,
    })
  })

  test('a group that is gone takes its grants at the next sign-in, what was given by hand stays, and the open session feels it', async () => {
    identity.people.set('s-2', { preferred_username: 'li', name: '李', groups: ['甲镇'] })
    const before = createBrowser()
    await before.signIn('s-2')
    await fetch(`${url}/api/v1/admin/people/li/grants`, {
      method: 'POST',
      ...local(),
      headers: { ...local().headers, 'content-type': 'application/json' },
      body: JSON.stringify({ role: 'town', region: 'd', themes: ['t'], actions: ['aggregate'] }),
    })
    identity.people.set('s-2', { preferred_username: 'li', name: '李强', groups: ['乙镇'] })
    const after = createBrowser()
    await after.signIn('s-2')
    expect(regionsOf(await after.me())).toEqual(['d', 't2'])
    expect(regionsOf(await before.me())).toEqual(['d', 't2'])
    expect((await after.me()).body.person.name).toBe('李强')
    expect((await audit('deed=grant&text=take li')).length).toBe(1)
  })

  test('whoever is in no group of ours is told so, loses what they had and gets no session', async () => {
    identity.people.set('s-3', { preferred_username: 'zhao', name: '赵', groups: ['甲镇'] })
    const open = createBrowser()
    await open.signIn('s-3')
    identity.people.set('s-3', { preferred_username: 'zhao', name: '赵', groups: [] })
    const late = createBrowser()
    expect(await late.signIn('s-3')).toBe(`${url}/sign-in?problem=no-grant`)
    expect((await late.me()).status).toBe(401)
    expect(regionsOf(await open.me())).toEqual([])
    expect((await audit('deed=sign-in&outcome=refused&who=zhao'))[0]).toMatchObject({ what: 'provider no-grant' })
    identity.people.set('s-4', { preferred_username: 'nobody-yet', name: '无', groups: ['别的组'] })
    expect(await createBrowser().signIn('s-4')).toBe(`${url}/sign-in?problem=no-grant`)
    expect((await people()).map(({ username }) => username)).not.toContain('nobody-yet')
  })

  test('neither a local account nor a colleague’s name is taken over from outside', async () => {
    identity.people.set('s-5', { preferred_username: 'ADMIN', name: '假', groups: ['甲镇'] })
    expect(await createBrowser().signIn('s-5')).toBe(`${url}/sign-in?problem=username-taken`)
    identity.people.set('s-6', { preferred_username: 'wang.min', name: '另一个王敏', groups: ['甲镇'] })
    expect(await createBrowser().signIn('s-6')).toBe(`${url}/sign-in?problem=username-taken`)
    identity.people.set('s-7', { preferred_username: '王敏', name: '王敏', groups: ['甲镇'] })
    expect(await createBrowser().signIn('s-7')).toBe(`${url}/sign-in?problem=no-username`)
  })

  test('somebody whose user name changes there stays the same person here', async () => {
    identity.people.set('s-1', { preferred_username: 'renamed', name: '王敏', groups: ['甲镇'] })
    const browser = createBrowser()
    await browser.signIn('s-1')
    expect((await browser.me()).body.person.id).toBe('wang.min')
  })

  test('a disabled account stays out, and no password opens one that the provider vouches for', async () => {
    identity.people.set('s-8', { preferred_username: 'sun', name: '孙', groups: ['甲镇'] })
    await createBrowser().signIn('s-8')
    await fetch(`${url}/api/v1/admin/people/sun`, {
      method: 'PATCH',
      headers: { ...local().headers, 'content-type': 'application/json' },
      body: JSON.stringify({ disabled: true }),
    })
    expect(await createBrowser().signIn('s-8')).toBe(`${url}/sign-in?problem=account-disabled`)
    const byPassword = await fetch(`${url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'wang.min', password: '' }),
    })
    expect(byPassword.status).toBe(400)
  })

  test('two first arrivals at once make one account', async () => {
    identity.people.set('s-9', { preferred_username: 'twice', name: '双', groups: ['甲镇'] })
    expect(await Promise.all([createBrowser().signIn('s-9'), createBrowser().signIn('s-9')])).toEqual([
      `${url}/desk`,
      `${url}/desk`,
    ])
    expect((await people()).filter(({ username }) => username === 'twice')).toMatchObject([
      { source: 'provider', sessions: 2, grants: [{ region: 't1' }] },
    ])
  })

  test('signing out leads to the provider’s own sign-out', async () => {
    const browser = createBrowser()
    await browser.signIn('s-9')
    const { status, text } = await browser.visit(`${url}/api/v1/session`, { method: 'DELETE' })
    expect([status, (JSON.parse(text) as { next: string }).next]).toEqual([
      200,
      expect.stringMatching(new RegExp(`^${identity.issuer}/session/end\\?.*id_token_hint=`)) as string,
    ])
    expect((await browser.me()).status).toBe(401)
  })
})

describe('an answer that is not to be believed', () => {
  const callback = (): string => `${url}/api/v1/oidc/callback`
  /** A code on its way back that has not been used. */
  const caught = async (browser: ReturnType<typeof createBrowser>): Promise<URL> =>
    new URL(await browser.signIn('s-1', { until: callback() }))

  test.each<[string, (mine: ReturnType<typeof createBrowser>) => Promise<[ReturnType<typeof createBrowser>, string]>]>([
    ['that another browser began', async (mine) => [createBrowser(), (await caught(mine)).href]],
    [
      'with another state',
      async (mine) => {
        const at = await caught(mine)
        at.searchParams.set('state', 'forged')
        return [mine, at.href]
      },
    ],
    [
      'with a code of another sign-in: PKCE and nonce tell',
      async (mine) => {
        const [stolen, at] = [await caught(createBrowser()), await caught(mine)]
        at.searchParams.set('code', stolen.searchParams.get('code')!)
        return [mine, at.href]
      },
    ],
    [
      'of another issuer',
      async (mine) => {
        const at = await caught(mine)
        at.searchParams.set('iss', 'https://elsewhere.example')
        return [mine, at.href]
      },
    ],
    ['without anything', (mine) => Promise.resolve([mine, callback()])],
  ])('%s opens nothing', async (_, forge) => {
    const [browser, at] = await forge(createBrowser())
    expect((await browser.visit(at)).location).toBe(`${url}/sign-in?problem=provider-failed`)
    expect((await browser.me()).status).toBe(401)
  })

  test('used a second time opens nothing', async () => {
    const browser = createBrowser()
    const at = await caught(browser)
    const ticket = browser.jar.get('yiping_provider')!
    expect((await browser.visit(at.href)).location).toBe(`${url}/desk`)
    browser.jar.delete('yiping_session')
    browser.jar.set('yiping_provider', ticket)
    expect((await browser.visit(at.href)).location).toBe(`${url}/sign-in?problem=provider-failed`)
  })

  test.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/\t/evil.example'])(
    'the way back to %s leads home instead',
    async (to) => {
      expect(await createBrowser().signIn('s-1', { to })).toBe(`${url}/`)
    },
  )
})
