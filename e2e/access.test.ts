import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { city } from './lane.ts'
import { ADMIN, at, demo, DESK, openBrowser, PHONE, ROOT, shows, signIn, WALL, type Eyes } from './world/index.ts'

const { url } = city
const GUALI = '330109113'
const MADE_HERE = 'Linping-2026-Canal'
let eyes: Eyes

beforeAll(async () => void (eyes = await openBrowser({ fonts: 'of the machine' })))
afterEach(() => eyes.shut())
afterAll(async () => {
  expect(eyes.errors()).toEqual([])
  await eyes.close()
})

const asAdmin = async <T>(method: string, path: string, body?: object): Promise<T> => {
  const cookie = await signIn(url, ADMIN)
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { cookie, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${response.status} ${text}`)
  return (text === '' ? null : JSON.parse(text)) as T
}

/** Somebody new who has chosen a password already. */
const newcomer = async (username: string, grants: object[]): Promise<{ username: string; password: string }> => {
  const { password } = await asAdmin<{ password: string }>('POST', '/admin/people', {
    username,
    name: '林知夏',
    grants,
  })
  const cookie = await signIn(url, { username, password })
  await fetch(`${url}/api/v1/session/password`, {
    method: 'PUT',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ current: password, next: MADE_HERE }),
  })
  return { username, password: MADE_HERE }
}
const LOOKS = { role: 'town', region: GUALI, themes: 'all', actions: ['aggregate'] }

test('a wall is opened once by its link, shows its screen and no other, and goes dark when the key is taken back', async () => {
  const admin = await eyes.see(`${url}/admin?tab=tokens`, DESK)
  await at(admin, 'new-token').click()
  const form = at(admin, 'token-form')
  // The box is pressed where a hand presses it: its field lies under what is chosen.
  const choose = (name: string) =>
    form
      .locator('.el-select')
      .filter({ has: admin.getByRole('combobox', { name, exact: true }) })
      .click()
  await choose('种类')
  await admin.getByRole('option', { name: '大屏', exact: true }).click()
  await choose('大屏')
  await admin.getByRole('option', { name: /治理/ }).first().click()
  await form.getByPlaceholder(/区城管局/).fill('指挥中心一号屏')
  await form.getByRole('button', { name: '生成令牌' }).click()
  const link = await at(admin, 'secret-text').innerText()
  await at(admin, 'secret-kept').click()

  const wall = await eyes.see(link, WALL, null)
  await shows(wall, ROOT)
  expect(wall.url()).not.toContain('wall=')
  const refused = await wall.evaluate(async () => (await fetch('/api/v1/screens/overview/view?region=330109')).status)
  expect(refused).toBe(404)

  const second = await eyes.see(link, WALL, null)
  await second.getByText('大屏链接无效或已经用过').waitFor()

  await at(admin, 'token').filter({ hasText: '指挥中心一号屏' }).getByRole('button', { name: '收回' }).click()
  await admin.locator('.el-message-box').getByRole('button', { name: '收回' }).click()
  await wall.waitForURL((to) => to.pathname === '/sign-in')
  await wall.getByText('这块大屏的令牌已收回或到期').waitFor()
  // Also after the machine behind it was started anew.
  await wall.goto(`${url}/?kiosk=1`)
  await wall.getByText('这块大屏的令牌已收回或到期').waitFor()
})

/** Opens the rows behind the first number of a screen whose rows have something to hide. */
const rowsOf = async (page: Page, indicator: string): Promise<void> => {
  await at(page, `headline:${indicator}`).getByTestId('number').click()
  await at(page, 'show-rows').click()
  await at(page, 'rows').waitFor()
}

test('a personal field is shown for a reason, and the reason stands before the auditor without reloading', async () => {
  const auditor = await eyes.see(`${url}/audit`, DESK, demo('auditor'))
  await at(auditor, 'audit-table').waitFor()
  const officer = await eyes.see(`${url}/desk/governance/${GUALI}`, DESK, demo('guali-officer'))
  await rowsOf(officer, 'governance.new_cases')
  const before = await at(officer, 'rows').innerText()
  expect(before).toContain('已脱敏')
  await at(officer, 'reveal').first().click()
  const reason = '核实群众来电，回访当事人'
  await at(officer, 'reveal-form').getByPlaceholder(/至少/).fill(reason)
  await at(officer, 'reveal-form').getByRole('button', { name: '查看', exact: true }).click()
  await officer.getByText('自动重新脱敏，请勿拍照、转发').waitFor()
  await at(auditor, 'audit-table').getByText(reason).first().waitFor({ timeout: 5_000 })
  await at(auditor, 'verify').click()
  await at(auditor, 'verdict').getByText('✓').waitFor()
  const download = auditor.waitForEvent('download')
  await at(auditor, 'audit-export').click()
  expect(
    readFileSync(await (await download).path(), 'utf8')
      .split('\n')
      .some((line) => line.includes('"deed":"unmask"') && line.includes(reason)),
  ).toBe(true)
  await at(officer, 'remask').first().click()
  await expect.poll(() => at(officer, 'rows').innerText()).toBe(before)
})

test('a right that is taken while somebody looks is gone from the page, and an account that is disabled is out', async () => {
  const who = await newcomer('taken-officer', [LOOKS, { ...LOOKS, region: '330109105' }])
  const page = await eyes.see(`${url}/wall/governance/${GUALI}`, WALL, who)
  await shows(page, GUALI)
  const people = await asAdmin<{ username: string; grants: { id: string; region: string }[] }[]>('GET', '/admin/people')
  const grant = people.find(({ username }) => username === who.username)!.grants.find(({ region }) => region === GUALI)!
  await asAdmin('DELETE', `/admin/people/${who.username}/grants/${grant.id}`)
  await page.locator(`[data-testid="wall"][data-region="${GUALI}"]`).waitFor({ state: 'detached' })
  await asAdmin('PATCH', `/admin/people/${who.username}`, { disabled: true })
  await page.waitForURL((to) => to.pathname === '/sign-in')
})

test('a phone binds its session to itself, and proves to be the phone when the server asks', async () => {
  const phone = await eyes.see(`${url}/m`, PHONE, demo('hangwu-worker'))
  await at(phone, 'phone').waitFor()
  const bound = (): Promise<boolean> =>
    phone.evaluate(async () => ((await (await fetch('/api/v1/session')).json()) as { bound: boolean }).bound)
  await expect.poll(bound).toBe(true)
  const proof = phone.waitForResponse((response) => response.url().endsWith('/api/v1/session/proof'))
  // As the server answers a copied cookie, and this phone when its last proof is over.
  await phone.route(
    '**/api/v1/cases?*',
    (route) =>
      route.fulfill({
        status: 401,
        contentType: 'application/problem+json',
        body: JSON.stringify({ type: '/problems/device-unproved', title: '请在登录时的设备上继续使用', status: 401 }),
      }),
    { times: 1 },
  )
  await phone.reload()
  expect((await proof).status()).toBe(204)
  await at(phone, 'phone').waitFor()
  expect(new URL(phone.url()).pathname).toMatch(/^\/m/)
})
