import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { at, openBrowser, signIn, ADMIN, type Eyes } from './world/index.ts'

const url = inject('url')
let eyes: Eyes
beforeAll(async () => { eyes = await openBrowser() })
afterEach(() => eyes.shut())
afterAll(async () => {
  expect(eyes.errors()).toEqual([])
  await eyes.close()
})

const sees = async (query = ''): Promise<Page> => {
  const page = await eyes.see(`${url}/analysis${query}`, { width: 1440, height: 900 })
  await at(page, 'analysis').waitFor()
  return page
}
const digits = (text: string): string => text.replace(/[^\d.-]/g, '')

test('an analyst crosses places with categories; the table says what the API says, and each number where it comes from', async () => {
  const page = await sees('?i=governance.new_cases&g=month')
  await at(page, 'pivot').waitFor()
  await page.goto(`${page.url()}&cols=by:category`)
  await at(page, 'pivot').getByText('环境卫生').waitFor()
  const cookie = await signIn(url, ADMIN)
  const reply = await fetch(`${url}/api/v1/pivot`, {
    method: 'POST', headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ indicators: ['governance.new_cases'], level: 'town', grain: 'month', rows: 'region', columns: 'by:category' }),
  })
  const answer = await reply.json() as { rows: { heads: { key: string }[] }; cells: { values: (number | null)[] }[][] }
  const first = await at(page, 'pivot').locator('[data-at]').evaluateAll((buttons) => buttons.slice(0, 3).map((button) => button.textContent ?? ''))
  expect(first.map(digits)).toEqual(answer.cells[0]!.slice(0, 3).map(({ values }) => String(values[0])))
  const [all, ...parts] = answer.cells[0]!.map(({ values }) => values[0] ?? 0)
  expect(parts.reduce((sum, value) => sum + value, 0)).toBe(all)
  await at(page, 'pivot').locator('[data-at="0,0"]').click()
  await at(page, 'explain-card').getByText('区委政法委').first().waitFor()
  await page.keyboard.press('Escape')
  await at(page, 'explain-card').waitFor({ state: 'detached' })
})

test('what was chosen is in the address and comes back from it: indicator found by its name, sorted, villages by pages', async () => {
  const page = await sees()
  await at(page, 'find-indicator').fill('受理件')
  await at(page, 'choose:governance.appeals').click()
  await at(page, 'level:village').click()
  await at(page, 'pivot').waitFor()
  await at(page, 'page-words').getByText('共 ', { exact: false }).waitFor()
  await at(page, 'next-page').click()
  await at(page, 'page-words').getByText('第 51–', { exact: false }).waitFor()
  expect(page.url()).toMatch(/governance\.appeals.*l=village.*page=1|page=1.*l=village/)
  await page.reload()
  await at(page, 'page-words').getByText('第 51–', { exact: false }).waitFor()
})

test('course with forecast, map, distribution and correlation each show something or say why not', async () => {
  const page = await sees('?i=governance.new_cases,governance.appeals&g=day')
  await at(page, 'tab:course').click()
  await at(page, 'course').locator('canvas').waitFor()
  await at(page, 'trust').getByText('滚动检验').waitFor()
  await at(page, 'tab:map').click()
  await at(page, 'analysis-map').getByText('瓜沥镇').first().waitFor()
  await at(page, 'tab:spread').click()
  await at(page, 'distribution').locator('canvas').waitFor()
  await at(page, 'tab:pair').click()
  await at(page, 'correlation').locator('canvas').waitFor()
  expect(await at(page, 'correlation-words').innerText()).toMatch(/相关|太少/)
})
