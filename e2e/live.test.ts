import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { city } from './lane.ts'
import {
  at,
  codesOf,
  createCable,
  headline,
  openBrowser,
  openCase,
  push,
  shows,
  startServer,
  WALL,
  type Eyes,
} from './world/index.ts'

const CASES = 'governance.open_cases'
const { url } = city
let eyes: Eyes
let village: string

beforeAll(async () => {
  eyes = await openBrowser({ fonts: 'of the machine' })
  village = (await codesOf(city, 'village'))[7]!
  await push(city, 'governance.case', [openCase('live-0', village)])
})
afterEach(() => eyes.shut())
afterAll(async () => {
  expect(eyes.errors()).toEqual([])
  await eyes.close()
})

const open = async (base: string): Promise<Page> => {
  const page = await eyes.see(`${base}/wall/overview/${village}`, WALL)
  await shows(page, village)
  return page
}

const becomes = (page: Page, number: number): Promise<void> =>
  expect.poll(() => headline(page, CASES), { timeout: 30_000 }).toBe(number)

test('a row pushed over HTTP moves the number without a reload', async () => {
  const page = await open(url)
  await page.locator('body').evaluate((body) => body.setAttribute('data-same-page', 'yes'))
  const before = (await headline(page, CASES))!
  await push(city, 'governance.case', [openCase('live-1', village), openCase('live-2', village)])
  await becomes(page, before + 2)
  expect(await page.getAttribute('body', 'data-same-page')).toBe('yes')
  await push(city, 'governance.case', [
    openCase('live-1', village, { updated_at: new Date().toISOString(), closed_at: new Date().toISOString() }),
  ])
  await becomes(page, before + 1)
})

test('a cut connection is said, and after it the number is right again', async () => {
  const cable = await createCable(url)
  const page = await open(cable.url)
  const before = (await headline(page, CASES))!
  cable.cut()
  await page.locator('[data-testid="connection"][data-state="offline"]').waitFor({ timeout: 40_000 })
  await at(page, 'offline').waitFor()
  await push(city, 'governance.case', [openCase('live-3', village)])
  expect(await headline(page, CASES)).toBe(before)
  cable.mend()
  await shows(page, village)
  await becomes(page, before + 1)
  await at(page, 'offline').waitFor({ state: 'detached' })
  await cable.close()
})

test('a killed server comes back with every acknowledged row, and the wall finds it again', async () => {
  const data = mkdtempSync(join(tmpdir(), 'yiping-killed-'))
  const environment = { YIPING_DEMO: '0' }
  const first = await startServer({ data, environment })
  const page = await (async () => {
    await push(first, 'governance.case', [openCase('kill-1', village)])
    const opened = await open(first.url)
    await becomes(opened, 1)
    return opened
  })()
  const rows = Array.from({ length: 50 }, (_, n) => openCase(`kill-${n + 2}`, village))
  expect((await push(first, 'governance.case', rows)).accepted).toBe(50)
  await first.stop('SIGKILL')
  await page.locator('[data-testid="connection"][data-state="offline"]').waitFor({ timeout: 40_000 })
  const second = await startServer({ data, environment, port: Number(new URL(first.url).port) })
  await shows(page, village)
  await becomes(page, 51)
  await second.stop()
  rmSync(data, { recursive: true, force: true })
})
