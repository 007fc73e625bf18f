import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { settingsFor, startIdentity, type Identity } from '../server/access/provider/identity.fixture.ts'
import { ADMIN, at, DESK, freePort, openBrowser, signIn, startServer, type Eyes, type Server } from './world/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'yiping-e2e-oidc-'))
let identity: Identity
let server: Server
let eyes: Eyes

/** A small city of its own, since only the start of a server names a provider. */
beforeAll(async () => {
  const port = await freePort()
  identity = await startIdentity(`http://127.0.0.1:${port}`)
  writeFileSync(
    join(folder, 'tree.csv'),
    'code,parent,level,name,kind\nd,,district,测试区,place\nt1,d,town,甲镇,place\n',
  )
  writeFileSync(
    join(folder, 'oidc.yaml'),
    settingsFor({
      issuer: identity.issuer,
      address: `http://127.0.0.1:${port}`,
      grants: [{ group: '甲镇', role: 'town', region: 't1', themes: 'all', actions: ['aggregate', 'handle'] }],
    }),
  )
  server = await startServer({
    data: join(folder, 'data'),
    port,
    environment: {
      YIPING_DEMO: '0',
      YIPING_METRICS: resolve(import.meta.dirname, '../server/indicators/testing/metrics'),
      YIPING_REGIONS: join(folder, 'tree.csv'),
      YIPING_OIDC: join(folder, 'oidc.yaml'),
      YIPING_LOG: 'debug',
    },
  })
  eyes = await openBrowser({ fonts: 'of the machine' })
})
afterAll(async () => {
  expect(eyes.errors()).toEqual([])
  await eyes.close()
  await server.stop()
  await identity.close()
  rmSync(folder, { recursive: true })
})

test('somebody signs in through 统一身份认证, is where they wanted to be with the rights of their group, and signing out ends it there too', async () => {
  identity.people.set('1001', { preferred_username: 'wang.min', name: '王敏', groups: ['甲镇'], post: '值班员' })
  const page = await eyes.see(`${server.url}/desk`, DESK, null)
  await at(page, 'provider').click()
  await page.waitForURL((to) => to.origin === identity.issuer)
  await page.locator('input[name="login"]').fill('1001')
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForURL((to) => to.origin === server.url && to.pathname.startsWith('/desk'))
  await at(page, 'who').getByText('王敏').waitFor()
  expect(
    await page.evaluate(async () =>
      (
        (await (await fetch('/api/v1/session')).json()) as { person: { grants: { region: string }[] } }
      ).person.grants.map(({ region }) => region),
    ),
  ).toEqual(['t1'])
  await at(page, 'sign-out').click()
  await page.waitForURL((to) => to.origin === identity.issuer)
  expect((await page.request.get(`${server.url}/api/v1/session`)).status()).toBe(401)
})

test('an administrator sees the grants of their groups, ends their account on a day, and is offered no password or name that is kept elsewhere', async () => {
  const page = await eyes.see(`${server.url}/admin?tab=people`, DESK)
  const person = at(page, 'person:wang.min')
  await person.getByText('统一认证').waitFor()
  expect(await at(page, 'reset-password:wang.min').count()).toBe(0)
  await at(page, 'amend:wang.min').click()
  expect(await page.locator('input[name="amend-name"]').isDisabled()).toBe(true)
  await page.locator('input[name="amend-ends"]').fill('2027-12-31')
  await at(page, 'amend-form').getByRole('button', { name: '保存' }).click()
  await person.getByText('2027-12-31').waitFor()
  await at(page, 'tab:grants').click()
  await at(page, 'grant:wang.min').getByText('统一身份认证').waitFor()
})

test('somebody in no group of ours is told so in our own words', async () => {
  identity.people.set('1002', { preferred_username: 'zhao', name: '赵', groups: [] })
  const page = await eyes.see(`${server.url}/desk`, DESK, null)
  await at(page, 'provider').click()
  await page.locator('input[name="login"]').fill('1002')
  await page.getByRole('button', { name: '登录' }).click()
  await at(page, 'provider-problem').getByText('您在本系统没有权限').waitFor()
})

test('no password, cookie or token stands in what the server prints at its most talkative', async () => {
  const cookie = await signIn(server.url, ADMIN)
  const ask = (headers: Record<string, string>, body?: object): Promise<Response> =>
    fetch(`${server.url}/api/v1/${body ? 'session' : 'catalog'}`, {
      headers: { 'content-type': 'application/json', ...headers },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    })
  const wrong = { ...ADMIN, password: 'Wrong-but-close-2026' }
  await ask({}, wrong)
  await ask({ cookie })
  await ask({ authorization: 'Bearer api_not-a-known-token' })
  await fetch(`${server.url}/api/v1/oidc/callback?code=stolen-code&state=stolen-state`)
  await fetch(`${server.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"password":"Half-a-body-2026',
  })
  const log = server.log()
  expect(log.length).toBeGreaterThan(20)
  for (const secret of [
    ADMIN.password,
    wrong.password,
    'Half-a-body-2026',
    cookie.split('=')[1]!,
    server.token,
    'api_not-a-known-token',
    'stolen-code',
    'stolen-state',
  ])
    expect([secret, log.includes(secret)]).toEqual([secret, false])
})
