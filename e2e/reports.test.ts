import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { at, demo, openBrowser, type Eyes } from './world/index.ts'

const url = inject('url')
let eyes: Eyes
beforeAll(async () => { eyes = await openBrowser() })
afterEach(() => eyes.shut())
afterAll(async () => {
  expect(eyes.errors()).toEqual([])
  await eyes.close()
})

test('an analyst reads the daily report before it is made, makes it as Word, takes it away and finds it in the archive', async () => {
  const page = await eyes.see(`${url}/reports?report=district-day`, { width: 1440, height: 900 }, demo('analyst'))
  const report = page.frameLocator('[data-testid="preview"]')
  await report.getByRole('heading', { name: '城市运行日报' }).waitFor({ timeout: 60_000 })
  expect(await report.locator('main').innerText()).toMatch(/新增各类事件[\d,]+件/)
  await at(page, 'run:docx').click()
  const done = page.locator('[data-testid="job"][data-state="done"]').first()
  await done.waitFor({ timeout: 60_000 })
  const [download] = await Promise.all([page.waitForEvent('download'), done.getByTestId('download').click()])
  expect(download.suggestedFilename()).toMatch(/城市运行日报.*\.docx$/)
  expect((await readFile(await download.path())).subarray(0, 2).toString()).toBe('PK')
  await at(page, 'issue').getByText('城市运行日报').first().waitFor()
})

test('an analyst has a report make itself every month, pauses it and takes it away again; what the definitions order stands there already', async () => {
  const page = await eyes.see(`${url}/reports?report=economy-month`, { width: 1440, height: 900 }, demo('analyst'))
  await at(page, 'plan').getByText('系统（按计划自动编制）').waitFor()
  await at(page, 'new-plan').click()
  await at(page, 'plan-save').click()
  const mine = at(page, 'plan').filter({ hasText: '周思远' })
  await mine.getByText('每月5日 09:00，遇休顺延').waitFor()
  expect(await mine.innerText()).toMatch(/下次 \d+月\d+日 09:00/)
  await mine.getByTestId('plan:pause').click()
  await mine.getByText('周思远暂停').waitFor()
  await mine.getByTestId('plan:remove').click()
  await page.getByRole('button', { name: '删除', exact: true }).last().click()
  await mine.waitFor({ state: 'detached' })
})

test('the numbers on the analysis page leave as a file at the address that is shown', async () => {
  const page = await eyes.see(`${url}/analysis?i=governance.new_cases&g=month`, { width: 1440, height: 900 }, demo('analyst'))
  await at(page, 'open-take-out').click()
  const [download] = await Promise.all([page.waitForEvent('download'), at(page, 'take-out:csv').click()])
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n')
  expect(lines.length).toBeGreaterThan(20)
  expect(await at(page, 'take-out:api').innerText()).toMatch(/^GET http.*\/api\/v1\/indicators\/governance\.new_cases\/cells\?region=\d+&children=town&grain=month$/)
})
