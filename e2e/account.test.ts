import type { Page } from 'playwright-core'
import decodeQR from 'qr/decode.js'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { codeOf, stepAt } from '../server/access/factor/totp.ts'
import { city } from './lane.ts'
import { at, DESK, openBrowser, PHONE, type Eyes } from './world/index.ts'

const { url, token } = city
const PASSWORD = 'Own-pass-phrase-1'
let eyes: Eyes

beforeAll(async () => void (eyes = await openBrowser({ fonts: 'of the machine' })))
afterEach(() => eyes.shut())
afterAll(async () => {
  expect(eyes.errors()).toEqual([])
  await eyes.close()
})

const ask = async <T>(method: string, path: string, body?: object): Promise<T> =>
  (await (
    await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  ).json()) as T

const enter = async (page: Page, username: string, password: string): Promise<void> => {
  await page.locator('input[name="username"]').fill(username)
  await page.locator('input[name="password"]').fill(password)
  await at(page, 'sign-in').locator('button[type="submit"]').click()
}
const gone = (page: Page): Promise<void> => page.waitForURL((to) => to.pathname !== '/sign-in')
const secretOf = (text: string): Buffer => {
  const bits = [...text.replaceAll(' ', '')]
    .map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
}

/** What a phone's camera reads off this part of the page. */
const readCode = async (page: Page, testId: string): Promise<string> => {
  const shot = [...(await at(page, testId).screenshot())]
  // Unpacked by the browser itself: no other reader of pictures is needed.
  const { width, height, data } = await page.evaluate(async (picture) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(picture)], { type: 'image/png' }))
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!
    context.drawImage(bitmap, 0, 0)
    const pixels = context.getImageData(0, 0, bitmap.width, bitmap.height)
    return { width: pixels.width, height: pixels.height, data: [...pixels.data] }
  }, shot)
  return decodeQR({ width, height, data: Uint8Array.from(data) })
}

test('somebody sets a password and a second factor, is asked for its code, gets in by a recovery code, and reads on her phone what changed', async () => {
  const made = await ask<{ password: string; person: { grants: { id: string }[] } }>('POST', '/admin/people', {
    username: 'account-story',
    name: '章秋实',
    post: '瓜沥镇值班员',
    grants: [{ role: 'town', region: '330109113', themes: 'all', actions: ['aggregate', 'rows', 'handle'] }],
  })
  const page = await eyes.see(`${url}/sign-in?to=/account`, DESK, null)
  await enter(page, 'account-story', made.password)
  await page.locator('input[name="next"]').fill('Zhangwei-19900101')
  await page.locator('input[name="again"]').fill('Zhangwei-19900101')
  await at(page, 'change-password').locator('button[type="submit"]').click()
  await at(page, 'password-problem').getByText('zhangwei').waitFor()
  await page.locator('input[name="next"]').fill(PASSWORD)
  await page.locator('input[name="again"]').fill(PASSWORD)
  await at(page, 'change-password').locator('button[type="submit"]').click()

  await at(page, 'factor-set').click()
  await page.locator('input[name="factor-password"]').fill(PASSWORD)
  await at(page, 'factor-begin').locator('button[type="submit"]').click()
  const secret = secretOf(await at(page, 'factor-secret').innerText())
  expect(await at(page, 'factor-address').getAttribute('href')).toMatch(/^otpauth:\/\/totp\//)
  expect(await readCode(page, 'factor-qr')).toBe(await at(page, 'factor-address').getAttribute('href'))
  // A slip of the finger costs neither the session nor the secret that was just scanned.
  await page.locator('input[name="factor-code"]').fill('000000')
  await at(page, 'factor-confirm').locator('button[type="submit"]').click()
  await at(page, 'factor-confirm').getByText('动态验证码不正确').waitFor()
  await page.locator('input[name="factor-code"]').fill(codeOf(secret, stepAt(Date.now())))
  await at(page, 'factor-confirm').locator('button[type="submit"]').click()
  await at(page, 'recovery').waitFor()
  const recovery = await at(page, 'recovery-code').allInnerTexts()
  expect(new Set(recovery).size).toBe(10)
  await at(page, 'recovery-kept').click()
  await at(page, 'account-notice:factor-set').waitFor()

  const phone = await eyes.see(`${url}/sign-in?to=/m/notices`, PHONE, null)
  await enter(phone, 'account-story', PASSWORD)
  await at(phone, 'sign-in-code').locator('input').fill('000000')
  await at(phone, 'sign-in').locator('button[type="submit"]').click()
  await at(phone, 'sign-in-problem').getByText('动态验证码不正确').waitFor()
  await at(phone, 'sign-in-code').locator('input').fill(recovery[0]!)
  await at(phone, 'sign-in').locator('button[type="submit"]').click()
  await gone(phone)
  // The desk hears of it while it is open.
  await at(page, 'account-notice:device-new').waitFor()
  await at(phone, 'phone-account-notices').click()
  await at(phone, 'account-notice:recovery-used').getByText('还剩 9 个恢复码').waitFor()
  await at(phone, 'account-notice:code-wrong').waitFor()
  await at(phone, 'back').click()
  await at(phone, 'phone-notices').waitFor()
  await at(phone, 'phone-account-notices').waitFor({ state: 'detached' })
})

test('an administrator sees who has it and takes it away, and gives a grant a last day', async () => {
  const page = await eyes.see(`${url}/admin?tab=people&q=account-story`, DESK)
  const row = page.getByTestId('person:account-story')
  await row.getByText('✓ 已启用').waitFor()
  await at(page, 'reset-factor:account-story').click()
  await page.getByRole('button', { name: '重置两步验证' }).last().click()
  await row.getByText('未启用').waitFor()
  await page.goto(`${url}/admin?tab=grants&q=account-story`)
  await page.getByTestId('grant:account-story').getByTestId('grant-term').click()
  const soon = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10)
  const day = at(page, 'term-form').locator('input')
  await day.fill(soon)
  await day.press('Enter')
  await at(page, 'term-form').locator('button[type="submit"]').click()
  await page.getByTestId('grant:account-story').getByText(`◆ 至 ${soon}`).waitFor()
  await at(page, 'grants-soon').waitFor()
})

test('an administrator ends an account that is out of use for good: a reason, the username once more, and its name is nowhere', async () => {
  const page = await eyes.see(`${url}/admin?tab=people&q=account-story`, DESK)
  const row = page.getByTestId('person:account-story')
  await row.getByRole('button', { name: '停用' }).click()
  await page.getByRole('button', { name: '停用' }).last().click()
  await at(page, 'depart:account-story').click()
  const form = at(page, 'depart-form')
  await form.locator('textarea').fill('调离本区，账号注销')
  await form.locator('input').fill('account-stor')
  expect(await form.locator('button[type="submit"]').isDisabled()).toBe(true)
  await form.locator('input').fill('account-story')
  await form.locator('button[type="submit"]').click()
  await row.waitFor({ state: 'detached' })
  const { entries } = await ask<{ entries: { name: string; why: string; what: string; object: string }[] }>(
    'GET',
    '/audit?limit=200',
  )
  expect(entries.find(({ what }) => what === 'departed account-story')).toMatchObject({ why: '调离本区，账号注销' })
  expect(JSON.stringify(entries)).not.toContain('章秋实')
})
