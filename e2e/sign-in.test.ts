import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { city } from './lane.ts'
import { at, DESK, openBrowser, ROOT, shows, startServer, WALL, type Eyes } from './world/index.ts'

const { url } = city
let eyes: Eyes

beforeAll(async () => void (eyes = await openBrowser({ fonts: 'of the machine' })))
afterEach(() => eyes.shut())
afterAll(async () => {
  expect(eyes.errors()).toEqual([])
  await eyes.close()
})

const stranger = (path: string): Promise<Page> => eyes.see(`${url}${path}`, WALL, null)
const path = (page: Page): string => new URL(page.url()).pathname
const fill = async (page: Page, username: string, password: string): Promise<void> => {
  await page.locator('input[name="username"]').fill(username)
  await page.locator('input[name="password"]').fill(password)
  await at(page, 'sign-in').locator('button[type="submit"]').click()
}

test('a stranger is led to the sign-in page, picks an account of the model city, and is where she wanted to be', async () => {
  const page = await stranger('/wall/governance/330109113?kiosk=1')
  await at(page, 'demo:leader').click()
  await at(page, 'sign-in').locator('button[type="submit"]').click()
  await shows(page, '330109113')
  expect(page.url()).toBe(`${url}/wall/governance/330109113?kiosk=1`)
})

test('a leader comes to the wall, an officer to the queue of her own town, and sees nothing above it', async () => {
  const page = await stranger('/')
  await fill(page, 'leader', 'yiping-demo')
  await shows(page, ROOT)
  await at(page, 'sign-out').click()
  await page.waitForURL((to) => to.pathname === '/sign-in')
  await fill(page, 'guali-officer', 'yiping-demo')
  await at(page, 'work').waitFor()
  expect(path(page)).toBe('/desk')
  await page.getByRole('link', { name: '指标', exact: true }).click()
  await page.locator('[data-testid="desk"][data-region="330109113"]').waitFor()
  expect(await page.getByTestId(`crumb:${ROOT}`).count()).toBe(0)
  expect(await at(page, 'who').innerText()).toContain('沈晓岚')
})

test('a password can be pasted, kept by a manager and looked at while it is typed', async () => {
  const page = await stranger('/sign-in')
  const password = page.locator('input[name="password"]')
  const told = (name: string): Promise<(string | null)[]> =>
    Promise.all(
      ['autocomplete', 'type', 'onpaste'].map((attribute) =>
        page.locator(`input[name="${name}"]`).getAttribute(attribute),
      ),
    )
  expect([await told('username'), await told('password')]).toEqual([
    ['username', null, null],
    ['current-password', 'password', null],
  ])
  await password.focus()
  await page.evaluate(() => document.execCommand('insertText', false, 'pasted words'))
  await page.getByRole('button', { name: '显示' }).click()
  expect([await password.inputValue(), await password.getAttribute('type')]).toEqual(['pasted words', 'text'])
})

test('the password a demonstration shares is nobody’s to change', async () => {
  const page = await eyes.see(`${url}/account`, WALL, { username: 'leader', password: 'yiping-demo' })
  await at(page, 'own-password').getByText('不在本系统修改密码').waitFor()
  const status = await page.evaluate(
    async () =>
      (
        await fetch('/api/v1/session/password', {
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ current: 'yiping-demo', next: 'Linping-2026-Canal' }),
        })
      ).status,
  )
  expect(status).toBe(409)
})

test('no folder is listed', async () => {
  for (const folder of ['/assets', '/assets/', '/assets/..%2f', '/%2e%2e/'])
    expect([folder, (await fetch(url + folder, { redirect: 'manual' })).status]).toEqual([folder, 401])
})

test('a stranger is served the sign-in page and what it is made of, and of all else not even whether it is there', async () => {
  const status = async (path: string, method = 'GET'): Promise<number> => (await fetch(url + path, { method })).status
  const page = await (await fetch(`${url}/sign-in`)).text()
  const made = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((match) => match[1]!)
  expect(made.length).toBeGreaterThan(1)
  for (const path of ['/sign-in', ...made]) expect([path, await status(path)]).toEqual([path, 200])
  for (const path of [
    '/',
    '/desk',
    '/wall/overview/330109',
    '/m',
    '/index.html',
    '/%69ndex.html',
    '/none',
    '/none.txt',
    '/assets/none.js',
    '/assets',
    '/metrics',
    '/api',
    '/api/docs',
    '/socket.io',
    '/socket.io/',
  ])
    expect([path, await status(path)]).toEqual([path, 401])
  for (const method of ['POST', 'PUT', 'DELETE'])
    for (const path of ['/', '/none', '/assets/none.js'])
      expect([method, path, await status(path, method)]).toEqual([method, path, 401])
})

test('a wrong password is said, five of them cost a wait that is counted down, and keep no other account out', async () => {
  const page = await stranger('/')
  for (let n = 1; n <= 5; n++) {
    await fill(page, 'nobody-at-all', `wrong ${n}`)
    if (n < 5) await page.getByText(`再错 ${5 - n} 次将暂停登录`).waitFor()
  }
  await page.getByText(/请在 \d+ 秒后再试/).waitFor()
  expect(await at(page, 'sign-in').locator('button[type="submit"]').isDisabled()).toBe(true)
  // Whoever else sits at this keyboard does not wait.
  await fill(page, 'leader', 'yiping-demo')
  await shows(page, ROOT)
})

test('a session that ends elsewhere ends here, and the way back is kept', async () => {
  const page = await eyes.see(`${url}/wall/overview/${ROOT}`, WALL, { username: 'leader', password: 'yiping-demo' })
  await shows(page, ROOT)
  const { name, value } = (await page.context().cookies())[0]!
  await fetch(`${url}/api/v1/session`, { method: 'DELETE', headers: { cookie: `${name}=${value}` } })
  await page.waitForURL((to) => to.pathname === '/sign-in' && to.searchParams.get('to') === `/wall/overview/${ROOT}`)
  await page.getByText('登录已结束').waitFor()
  await fill(page, 'leader', 'yiping-demo')
  await shows(page, ROOT)
})

test('when the longest time of a session is over, the page of somebody at work in it is led to sign in by itself', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yiping-e2e-limits-'))
  writeFileSync(join(folder, 'tree.csv'), 'code,parent,level,name,kind\nd,,district,测试区,place\n')
  const [LONGEST_MS, IDLE_MS] = [20_000, 8_000]
  const server = await startServer({
    data: join(folder, 'data'),
    environment: {
      YIPING_DEMO: '0',
      YIPING_METRICS: resolve(import.meta.dirname, '../server/indicators/testing/metrics'),
      YIPING_REGIONS: join(folder, 'tree.csv'),
      YIPING_SESSION_HOURS: String(LONGEST_MS / 3_600_000),
      YIPING_SESSION_IDLE_MINUTES: String(IDLE_MS / 60_000),
    },
  })
  try {
    const page = await eyes.see(`${server.url}/desk`, DESK)
    await at(page, 'who').waitFor()
    const began = Date.now()
    /** At work: asks more often than the session may idle. */
    const works = async (): Promise<number> =>
      page.evaluate(async () => (await fetch('/api/v1/catalog')).status).catch(() => 0)
    const answers: number[] = []
    while (path(page) !== '/sign-in' && Date.now() - began < 2 * LONGEST_MS) {
      answers.push(await works())
      await page.waitForTimeout(500)
    }
    await page.waitForURL((to) => to.pathname === '/sign-in' && to.searchParams.get('to') === '/desk')
    expect(Date.now() - began).toBeGreaterThan(IDLE_MS)
    expect(Date.now() - began).toBeLessThan(LONGEST_MS + 3_000)
    expect(answers.slice(0, 10)).toEqual(Array(10).fill(200))
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true })
  }
}, 120_000)
