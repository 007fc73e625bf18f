import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { city } from './lane.ts'
import { at, codesOf, openBrowser, type Eyes, type Size } from './world/index.ts'

const { url } = city
let eyes: Eyes
let town: string

beforeAll(async () => {
  eyes = await openBrowser()
  town = (await codesOf(city, 'town'))[4]!
})
afterEach(() => eyes.shut())
afterAll(async () => {
  expect(eyes.errors()).toEqual([])
  await eyes.close()
})

/** Pixels by which the page is wider than the window. */
const sideways = (page: Page): Promise<number> =>
  page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)

/** What is there to be pressed but too low for a finger; in CSS pixels. */
const tooSmall = async (page: Page, least: number): Promise<string[]> => {
  const found: string[] = []
  for (const button of await page
    .locator('nav button:visible, header button:visible, [data-testid^="headline:"] [data-testid="number"]:visible')
    .all()) {
    const height = (await button.boundingBox())?.height ?? 0
    if (height < least)
      found.push(`${(await button.getAttribute('data-testid')) ?? (await button.innerText())}: ${height}`)
  }
  return found
}

const sees = async (size: Size, path: string): Promise<Page> => {
  const page = await eyes.see(`${url}${path}`, size)
  await page.locator('[data-testid="connection"][data-state="live"]').waitFor()
  await at(page, 'headline:governance.open_cases').waitFor()
  return page
}

test('a town officer works at a desk: everything fits, numbers open, screens change', async () => {
  const page = await sees({ width: 1440, height: 900 }, `/desk/overview/${town}`)
  expect(await sideways(page)).toBeLessThanOrEqual(0)
  await at(page, 'headline:governance.open_cases').getByTestId('number').click()
  await at(page, 'explain-card').getByText('区委政法委').first().waitFor()
  await page.keyboard.press('Escape')
  await at(page, 'explain-card').waitFor({ state: 'detached' })
  await at(page, 'screen:governance').click()
  await at(page, 'headline:governance.new_cases').waitFor()
  expect(page.url()).toContain(`/desk/governance/${town}`)
  expect(await sideways(page)).toBeLessThanOrEqual(0)
})

test('on a phone the same opens by itself as a desk, without scrolling sideways, and can be hit with a finger', async () => {
  const page = await sees({ width: 390, height: 844 }, '/')
  expect(new URL(page.url()).pathname).toMatch(/^\/desk\//)
  expect(await sideways(page)).toBeLessThanOrEqual(0)
  expect(await tooSmall(page, 24)).toEqual([])
  await at(page, 'headline:governance.open_cases').getByTestId('number').click()
  await at(page, 'explain-card').getByText('区委政法委').first().waitFor()
  expect(await sideways(page)).toBeLessThanOrEqual(0)
})

test('the desk can be used with the keys alone', async () => {
  const page = await sees({ width: 1440, height: 900 }, `/desk/overview/${town}`)
  const reached = new Set<string>()
  for (let press = 0; press < 60 && ![...reached].some((id) => id === 'number'); press++) {
    await page.keyboard.press('Tab')
    reached.add(
      (await page
        .locator(':focus')
        .getAttribute('data-testid', { timeout: 1000 })
        .catch(() => null)) ?? '',
    )
  }
  expect([...reached]).toContain('number')
  await page.keyboard.press('Enter')
  await at(page, 'explain-card').waitFor()
})
