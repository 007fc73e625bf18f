import { afterAll, beforeAll, expect, test } from 'vitest'
import { city } from './lane.ts'
import { at, demo, DESK, openBrowser, reportCase, type Eyes } from './world/index.ts'

const { url } = city
/** The city is not made anew for every try. */
const RUN = Date.now().toString(36)
let eyes: Eyes
beforeAll(async () => {
  eyes = await openBrowser({ fonts: 'of the machine' })
})
afterAll(async () => {
  expect(eyes.errors()).toEqual([])
  await eyes.close()
})

test('the queue is walked with keys alone, also right after a tab was pressed: the case at hand opens, several are chosen, and nothing is done to them before it is confirmed', async () => {
  const officer = await eyes.see(`${url}/desk`, DESK, demo('guali-officer'))
  await at(officer, 'queue:new').waitFor()
  await reportCase(officer, `同批甲 ${RUN}`)
  await reportCase(officer, `同批乙 ${RUN}`)
  await officer.goto(`${url}/desk?queue=all&q=${encodeURIComponent('同批')}`)
  await at(officer, 'queue:new').click()
  const rows = at(officer, 'case-row')
  await rows.nth(1).waitFor()
  await expect.poll(() => rows.count()).toBe(2)
  const { keyboard } = officer
  await keyboard.press('n')
  await expect
    .poll(() =>
      officer
        .locator(':focus')
        .getAttribute('role', { timeout: 2_000 })
        .catch(() => null),
    )
    .toBe('combobox')
  await keyboard.press('Escape')
  await at(officer, 'report-form').waitFor({ state: 'hidden' })
  await keyboard.press('?')
  await at(officer, 'keys').waitFor()
  await officer.waitForTimeout(500)
  await keyboard.press('?')
  await at(officer, 'keys').waitFor({ state: 'hidden' })
  await keyboard.press('/')
  await keyboard.type('同批')
  await keyboard.press('Escape')
  await expect.poll(() => rows.count()).toBe(2)
  for (const key of ['j', 'x', 'j', 'x', 'k']) await keyboard.press(key)
  const bulk = at(officer, 'bulk')
  await bulk.getByText('已选 2 件').waitFor()
  await keyboard.press('Enter')
  await officer.locator(`[data-testid="case"][data-case="${await rows.first().getAttribute('data-case')}"]`).waitFor()
  await keyboard.press('Escape')
  await at(officer, 'case').waitFor({ state: 'detached' })
  await bulk.locator('[data-bulk="file"]').click()
  const sure = officer.getByRole('button', { name: '确认立案 2 件' })
  await sure.waitFor()
  expect(await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-state')))).toEqual([
    'reported',
    'reported',
  ])
  await sure.click()
  await expect
    .poll(() => rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-state'))), { timeout: 10_000 })
    .toEqual(['filed', 'filed'])
})
