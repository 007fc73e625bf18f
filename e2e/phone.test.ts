import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { city } from './lane.ts'
import { at, becomes, createStreets, cutOff, does, openBrowser, photo, withPhoto, type Eyes } from './world/index.ts'

const { url } = city
/** The city is not made anew for every try. */
const RUN = Date.now().toString(36)
let eyes: Eyes
const { desk, phone, givenOut } = createStreets(url, () => eyes)

beforeAll(async () => {
  eyes = await openBrowser()
})
afterEach(() => eyes.shut())
afterAll(async () => {
  expect(eyes.errors()).toEqual([])
  await eyes.close()
})

test('a page opened without a signal shows the tasks as they were last read', async () => {
  const officer = await desk()
  await givenOut(officer, `窨井盖破损 ${RUN}`)
  const worker = await phone()
  const task = at(worker, 'task').filter({ hasText: `窨井盖破损 ${RUN}` })
  await task.waitFor()
  // The very first visit: all but the session was asked before there was a worker to keep it.
  await expect
    .poll(
      () =>
        worker.evaluate(async () => {
          const kept = await (await caches.open('yiping-phone-data')).keys()
          return [...new Set(kept.map(({ url: address }) => new URL(address).pathname))].sort()
        }),
      { timeout: 30_000 },
    )
    .toEqual(expect.arrayContaining(['/api/v1/catalog', '/api/v1/outlines', '/api/v1/regions', '/api/v1/session']))
  await worker.context().setOffline(true)
  await worker.reload()
  await task.click({ timeout: 20_000 })
  await at(worker, 'phone-task')
    .getByRole('heading', { name: `窨井盖破损 ${RUN}` })
    .waitFor()
  await at(worker, 'as-read').filter({ hasText: '显示的是' }).waitFor()
  await worker.goto(`${url}/m/map`)
  await at(worker, 'phone-map').locator('svg, canvas').first().waitFor()
  await worker.context().setOffline(false)
})

test('somebody was faster: the phone says what happened and keeps what was typed', async () => {
  const officer = await desk()
  const pane = await givenOut(officer, `路灯不亮 ${RUN}`)
  const worker = await phone()
  await at(worker, 'task')
    .filter({ hasText: `路灯不亮 ${RUN}` })
    .click()
  const mine = at(worker, 'phone-task')
  await mine.locator('[data-offer="sign"]').click()
  await becomes(pane, 'handling')
  await cutOff(worker)
  await does(pane, 'remark', (form) => form.getByTestId('words').fill('住户已自行更换灯泡'))
  await does(mine, 'feedback', withPhoto('现场检查线路正常', 200))
  await worker.context().setOffline(false)
  await at(worker, 'conflict').getByText('住户已自行更换灯泡').waitFor({ timeout: 15_000 })
  await expect
    .poll(() => at(worker, 'kept-photo').evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0)
  await at(worker, 'resume').click()
  const form = mine.getByTestId('action-form')
  expect(await form.getByTestId('words').inputValue()).toBe('现场检查线路正常')
  expect(await form.locator('img').count()).toBe(1)
  await form.getByTestId('send').click()
  await becomes(pane, 'feedback')
})

test('what the phone can no longer do is not offered again: it shows the case as it is now, and what was typed stays', async () => {
  const officer = await desk()
  const pane = await givenOut(officer, `护栏破损 ${RUN}`)
  const worker = await phone()
  await at(worker, 'task')
    .filter({ hasText: `护栏破损 ${RUN}` })
    .click()
  const mine = at(worker, 'phone-task')
  await mine.locator('[data-offer="sign"]').click()
  await becomes(pane, 'handling')
  await cutOff(worker)
  await does(mine, 'feedback', withPhoto('已更换护栏两米', 160))
  await does(pane, 'handover', async (form) => {
    await form.getByTestId('parties').getByRole('radio').nth(1).check()
    await form.getByTestId('words').fill('改由专业队伍处置')
  })
  await worker.context().setOffline(false)
  await at(worker, 'conflict').getByText('改由专业队伍处置').waitFor({ timeout: 15_000 })
  await becomes(mine, 'dispatched')
  expect(await at(worker, 'resume').count()).toBe(0)
  await mine.getByText('已更换护栏两米').waitFor()
  await expect.poll(() => mine.getByTestId('kept-photo').count()).toBe(1)
})

/** How many photos each draft on a phone holds. */
const draftedPhotos = (page: Page): Promise<number[]> =>
  page.evaluate(
    () =>
      new Promise((done, failed) => {
        const opening = indexedDB.open('yiping-phone')
        opening.onerror = () => failed(opening.error ?? new Error('no database'))
        opening.onsuccess = () => {
          const all = opening.result.transaction('draft').objectStore('draft').getAll()
          all.onsuccess = () => {
            opening.result.close()
            done(all.result.map(({ value }: { value: { photos: unknown[] } }) => value.photos.length))
          }
        }
      }),
  )

test('what a walk finds is reported with a photo from the phone, also after the page was loaded again in the middle; a photo refused before the device has proved itself is asked for once more', async () => {
  const worker = await phone('/m/report')
  const form = at(worker, 'phone-report')
  await form.locator('[data-type="governance.event"]').click()
  await at(worker, 'report-title').fill(`围墙开裂 ${RUN}`)
  await form.getByTestId('photo').setInputFiles(photo(140))
  await form.locator('img').waitFor()
  await expect.poll(() => draftedPhotos(worker)).toEqual([1])
  await worker.reload()
  await at(worker, 'draft').waitFor()
  expect(await at(worker, 'report-title').inputValue()).toBe(`围墙开裂 ${RUN}`)
  await form.locator('img').waitFor()
  await at(worker, 'report-send').click()
  await at(worker, 'phone-tasks').waitFor()
  expect(await draftedPhotos(worker)).toEqual([])
  const officer = await desk()
  let asked = 0
  await officer.route('**/api/v1/evidence/*', (route) =>
    asked++ === 0
      ? route.fulfill({
          status: 401,
          json: { type: '/problems/device-unproved', title: '请在登录时的设备上继续使用', status: 401 },
        })
      : route.continue(),
  )
  await officer.goto(`${url}/desk?queue=all&q=${encodeURIComponent(`围墙开裂 ${RUN}`)}`)
  await at(officer, 'case-row').first().click()
  const picture = at(officer, 'case').getByTestId('evidence').first().locator('img')
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth), { timeout: 15_000 })
    .toBeGreaterThan(0)
  expect(asked).toBeGreaterThan(1)
})
