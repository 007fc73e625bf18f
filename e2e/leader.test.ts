import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { city } from './lane.ts'
import { at, demo, DESK, headline, openBrowser, ROOT, shows, WALL, type Eyes } from './world/index.ts'

const SIX = [
  'economy.power',
  'market.closure_rate',
  'governance.open_cases',
  'service.one_network_rate',
  'environment.town_pm25',
  'operation.task_on_schedule',
]
const { url } = city
let eyes: Eyes

beforeAll(async () => void (eyes = await openBrowser()))
afterEach(() => eyes.shut())
afterAll(async () => {
  expect(eyes.errors()).toEqual([])
  await eyes.close()
})

const open = async (path = '/'): Promise<Page> => {
  const page = await eyes.see(`${url}${path}`, WALL)
  await shows(page, /\/(\d+)$/.exec(path)?.[1] ?? ROOT)
  return page
}

test('a leader opens the wall and sees six domains, a map, a ranking and what is wrong', async () => {
  const page = await open()
  expect(new URL(page.url()).pathname).toBe(`/wall/overview/${ROOT}`)
  for (const indicator of SIX) expect(await headline(page, indicator)).not.toBeNull()
  await page.locator('.kind-map').waitFor()
  expect(await page.locator('.kind-ranking [data-testid^="drill:"]').count()).toBeGreaterThan(3)
  expect(await at(page, 'alert-row').count()).toBeGreaterThan(0)
  expect(await at(page, 'broken').count()).toBe(0)
})

test('an address that leads nowhere leads her to the wall, which is dark though her machine asks for light', async () => {
  const page = await open('/nowhere')
  expect(new URL(page.url()).pathname).toBe(`/wall/overview/${ROOT}`)
  expect(await page.locator('html').getAttribute('class')).not.toContain('light')
})

test('she goes from the district to a town and a village, and back by breadcrumb and browser', async () => {
  const page = await open()
  const drill = async (): Promise<string> => {
    const button = page.locator('.kind-ranking [data-testid^="drill:"]').first()
    const code = (await button.getAttribute('data-testid'))!.slice('drill:'.length)
    await button.click()
    await shows(page, code)
    expect(page.url()).toContain(code)
    return code
  }
  const district = await headline(page, 'governance.open_cases')
  const town = await drill()
  expect(await headline(page, 'governance.open_cases')).toBeLessThan(district!)
  const village = await drill()
  expect(village.startsWith(town)).toBe(true)
  // A grid has nothing below it to rank.
  await drill()
  expect(await page.locator('.kind-ranking [data-testid^="drill:"]').count()).toBe(0)
  await at(page, `crumb:${town}`).click()
  await shows(page, town)
  await at(page, `crumb:${ROOT}`).click()
  await shows(page, ROOT)
  expect(await headline(page, 'governance.open_cases')).toBe(district)
  // Where a list had nothing in between, it has all its lines again.
  await expect.poll(() => page.locator('.kind-ranking [data-testid^="drill:"]').count()).toBeGreaterThan(3)
  await page.goBack()
  await shows(page, town)
})

test('she presses the map, between its names, and is in the place she pressed', async () => {
  const page = await open()
  const map = (await page.locator('.kind-map').boundingBox())!
  const name = (await page.locator('.kind-map .labels [data-region="330109113"]').boundingBox())!
  // Well inside 瓜沥镇, below its name. The map draws when it has its outlines; before that there is nothing to press.
  // Once in the town, another press would enter a village.
  const place = (): string => new URL(page.url()).pathname
  const from = place()
  await expect
    .poll(
      async () => {
        if (place() === from) await page.mouse.click(name.x + name.width / 2, name.y + name.height + map.height * 0.03)
        return place()
      },
      { timeout: 30_000, interval: 1_500 },
    )
    .toBe('/wall/overview/330109113')
})

test('she presses a number and learns where it comes from', async () => {
  const page = await open()
  await at(page, 'headline:governance.open_cases').getByTestId('number').click()
  const card = at(page, 'explain-card')
  await card.getByText('区委政法委').first().waitFor()
  expect((await card.textContent())!.toLowerCase()).toContain('select')
  const [further] = await Promise.all([page.waitForEvent('popup'), card.getByTestId('card-course').click()])
  await further.getByText('走势与预测').first().waitFor()
  await further.close()
  await page.keyboard.press('Escape')
  await card.waitFor({ state: 'detached' })
})

test('she does the same with the keys alone', async () => {
  const page = await open()
  await page.keyboard.press('ArrowRight')
  await page.locator('[data-panel]:focus').waitFor()
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowUp']) {
    if ((await page.locator('.kind-ranking:focus').count()) === 0) await page.keyboard.press(key)
  }
  await page.locator('.kind-ranking:focus').waitFor()
  await page.keyboard.press('Enter')
  expect(await page.locator(':focus').getAttribute('data-testid')).toMatch(/^(drill:|number)/)
  await page.keyboard.press('Enter')
  await page.waitForURL((to) => !to.pathname.endsWith(`/${ROOT}`))
})

test('she follows what was ordered, overdue first, and what is said of it stands on the wall without a reload', async () => {
  const page = await open(`/wall/supervision/${ROOT}`)
  const lines = at(page, 'task-row')
  await expect.poll(() => lines.count()).toBeGreaterThan(5)
  const tones = await lines.evaluateAll((all) => all.map((line) => line.getAttribute('data-tone')))
  expect(tones[0]).toBe('red')
  expect(tones.lastIndexOf('red')).toBe(tones.filter((tone) => tone === 'red').length - 1)
  const id = new URL((await lines.first().locator('a').getAttribute('href'))!, url).searchParams.get('case')!
  const ask = (path: string, body?: object): Promise<Response> =>
    fetch(`${url}/api/v1/cases/${id}${path}`, {
      headers: { authorization: `Bearer ${city.token}`, 'content-type': 'application/json' },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    })
  const { seen } = (await (await ask('')).json()) as { seen: string }
  expect((await ask('/actions', { action: 'remark', words: '今日起两班倒赶工', seen })).status).toBe(200)
  await lines.filter({ hasText: '今日起两班倒赶工' }).waitFor({ timeout: 20_000 })
})

test('she sees how much the screens are used, and takes the table away as a file with the same numbers', async () => {
  const page = await eyes.see(`${url}/usage`, DESK, demo('leader'))
  const first = at(page, 'usage-table').locator('tr.screen').first()
  await first.waitFor()
  const [title, ...shown] = await first.locator('th button, td').allInnerTexts()
  const [download] = await Promise.all([page.waitForEvent('download'), at(page, 'usage-file').click()])
  expect(download.suggestedFilename()).toMatch(/^应用效能_\d{4}-\d{2}-\d{2}至\d{4}-\d{2}-\d{2}\.csv$/)
  const rows = parse(readFileSync(await download.path()), { bom: true, columns: true }) as Record<string, string>[]
  expect(rows.filter((row) => row['类别'] === '驾驶舱')).toHaveLength(
    await at(page, 'usage-table').locator('tr.screen').count(),
  )
  const same = rows.find((row) => row['类别'] === '驾驶舱' && title!.includes(row['驾驶舱']!))!
  expect(['打开（次）', '使用人日', '大屏（次）', '看口径（次）'].map((name) => same[name])).toEqual(
    shown.slice(0, 4).map((text) => text.trim()),
  )
  expect(Number(same['打开（次）'])).toBeGreaterThan(0)
  expect(same['导出']).toContain('陈立言')
})
