import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { city } from './lane.ts'
import {
  at,
  becomes,
  cutOff,
  demo,
  DESK,
  does,
  openBrowser,
  reportCase,
  PHONE,
  photo,
  toNearest,
  withPhoto,
  type Eyes,
} from './world/index.ts'

const { url } = city
const OFFICER = demo('guali-officer')
const WORKER = demo('hangwu-worker')
/** The city is not made anew for every try. */
const RUN = Date.now().toString(36)
let eyes: Eyes

beforeAll(async () => {
  eyes = await openBrowser()
})
afterEach(() => eyes.shut())
afterAll(async () => {
  expect(eyes.errors()).toEqual([])
  await eyes.close()
})

const desk = async (): Promise<Page> => {
  const page = await eyes.see(`${url}/desk`, DESK, OFFICER)
  await at(page, 'work').waitFor()
  await page.getByTestId('queue:new').waitFor()
  return page
}

const phone = async (path = '/m'): Promise<Page> => {
  const page = await eyes.see(`${url}${path}`, PHONE, WORKER)
  await at(page, 'phone').waitFor()
  return page
}

/** Filed and sent to the village: its phone has it. */
const givenOut = async (page: Page, title: string): Promise<Locator> => {
  const pane = await reportCase(page, title)
  await does(pane, 'file')
  await does(pane, 'dispatch', toNearest)
  await becomes(pane, 'dispatched')
  return pane
}

test('from the call to the archive: the town gives it out, a phone handles it without a signal, somebody else verifies, and the desk sees every step live', async () => {
  const worker = await phone()
  await at(worker, 'phone-tasks').waitFor()
  const officer = await desk()
  const pane = await givenOut(officer, `门前垃圾堆放占用消防通道 ${RUN}`)
  const task = at(worker, 'task').filter({ hasText: `门前垃圾堆放占用消防通道 ${RUN}` })
  await task.waitFor({ timeout: 10_000 })

  await task.click()
  const mine = at(worker, 'phone-task')
  await mine.locator('[data-offer="sign"]').click()
  await becomes(pane, 'handling')

  await cutOff(worker)
  await does(mine, 'feedback', withPhoto('已清运两车，通道恢复畅通', 120))
  await at(worker, 'waiting').waitFor()
  expect(await at(worker, 'pending').innerText()).toContain('1')
  await worker.context().setOffline(false)
  await becomes(pane, 'feedback')
  await at(worker, 'pending').waitFor({ state: 'detached' })

  await pane.getByTestId('entry').filter({ hasText: '已清运两车' }).getByTestId('evidence').waitFor()
  for (const [action, state] of [
    ['verify', 'verified'],
    ['close', 'closed'],
  ] as const) {
    await does(pane, action)
    await becomes(pane, state)
  }
  expect(await pane.locator('[data-loop="missing"]').count()).toBe(0)
})

test('the supervision page opens on what has something, says how much each of its lists holds, and says in words what belongs on an empty one', async () => {
  const officer = await eyes.see(`${url}/supervision`, DESK, OFFICER)
  await at(officer, 'supervision-row').first().waitFor()
  const kind = (id: string) => at(officer, `kind:${id}`)
  expect(await kind('task').innerText()).toMatch(/重点任务\s*0/)
  expect(await kind('supervised').getAttribute('aria-current')).toBe('page')
  expect(await kind('supervised').innerText()).toMatch(/[1-9]/)
  await kind('task').click()
  await officer.getByText('政府工作报告任务、民生实事、政务督查和信访督办').waitFor()
  expect(officer.url()).toContain('kind=task')
  await at(officer, 'sort:operation.petition').click()
  await officer.getByText('没有这一类任务').waitFor()
  expect(officer.url()).toContain('kind=task&type=operation.petition')
  await officer.reload()
  await officer.locator('[data-testid="sort:operation.petition"][aria-pressed="true"]').waitFor()
  expect(await officer.getByTestId(/^sort:/).allInnerTexts()).toEqual([
    '全部类型',
    ...['政府工作报告任务', '民生实事', '政务督查', '信访督办'].map(
      (title) => expect.stringMatching(new RegExp(`${title}\\s*0`)) as string,
    ),
  ])
  await kind('overdue').click()
  await officer.locator('[data-testid="kind:overdue"][aria-current="page"]').waitFor()
  const overdue = Number((await kind('overdue').innerText()).replace(/\D/g, ''))
  await expect
    .poll(async () =>
      (await officer.getByTestId(/^sort:(?!all)/).allInnerTexts()).reduce(
        (sum, words) => sum + Number(words.replace(/\D/g, '')),
        0,
      ),
    )
    .toBe(overdue)
  await at(officer, 'sort:operation.inspection').click()
  await officer.getByText('这一类没有').waitFor()
  expect(officer.url()).toContain('kind=overdue&type=operation.inspection')
})

test('the form of a case gives the focus back to the button it came from; when that is gone, to the next thing there is to do', async () => {
  const officer = await desk()
  const pane = await reportCase(officer, `路灯白天常亮 ${RUN}`)
  const focused = () =>
    officer
      .locator(':focus')
      .getAttribute('data-offer', { timeout: 2_000 })
      .catch(() => null)
  const form = pane.getByTestId('action-form')
  await pane.locator('[data-offer="file"]').click()
  await form.waitFor()
  expect(await focused()).toBeNull()
  await form.getByRole('button', { name: '取消' }).click()
  await form.waitFor({ state: 'detached' })
  await expect.poll(focused).toBe('file')
  await officer.keyboard.press('Enter')
  await form.waitFor()
  await officer.keyboard.press('Escape')
  await form.waitFor({ state: 'detached' })
  await expect.poll(focused).toBe('file')
  await does(pane, 'file')
  const said = officer.locator('.el-message').last()
  await said.waitFor()
  expect((await said.boundingBox())!.x).toBeLessThan((await pane.boundingBox())!.x)
  expect((await said.boundingBox())!.y).toBeGreaterThan(DESK.height / 2)
  await expect.poll(focused).toBe(await pane.locator('[data-offer]').first().getAttribute('data-offer'))
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

test('of two at desks the second is shown what happened before anything else, keeps what was typed and can go on', async () => {
  const first = await desk()
  const pane = await givenOut(first, `占道经营 ${RUN}`)
  const second = await eyes.see(`${url}/desk?queue=all&case=${await pane.getAttribute('data-case')}`, DESK, OFFICER)
  const late = at(second, 'case')
  await late.getByRole('button', { name: /^更多/ }).click()
  await late.locator('[data-offer="handover"]').click()
  const form = late.getByTestId('action-form')
  await form.locator('input[type=search]').fill('塘头')
  await form
    .getByTestId('parties')
    .getByRole('radio', { name: /塘头社区/ })
    .check()
  await form.getByTestId('words').fill('在塘头社区界内')
  await second.route(
    '**/api/v1/cases/*/actions',
    async (route) => {
      await does(pane, 'remark', (remark) => remark.getByTestId('words').fill('摊主愿意搬离'))
      await route.continue()
    },
    { times: 1 },
  )
  await form.getByTestId('send').click()
  const note = at(second, 'conflict').getByText('摊主愿意搬离')
  await note.waitFor()
  const [seen, body] = [(await note.boundingBox())!, (await late.locator('.body').boundingBox())!]
  expect(seen.y).toBeGreaterThanOrEqual(body.y)
  expect(await form.getByTestId('words').inputValue()).toBe('在塘头社区界内')
  await form.getByTestId('send').click()
  await form.waitFor({ state: 'detached' })
  await late.getByTestId('asked').getByText('在塘头社区界内').waitFor()
})

test('of two at desks one is faster while the other still writes: who writes is told at once what happened, also where their step is no more, and keeps what was typed', async () => {
  const first = await desk()
  const pane = await reportCase(first, `井盖松动 ${RUN}`)
  const second = await eyes.see(`${url}/desk?queue=all&case=${await pane.getAttribute('data-case')}`, DESK, OFFICER)
  const late = at(second, 'case')
  await late.locator('[data-offer="file"]').click()
  await late.getByTestId('action-form').getByTestId('words').fill('现场已设警戒')
  await does(pane, 'file', (form) => form.getByTestId('words').fill('今日即派'))
  const note = at(second, 'conflict')
  await note.getByText('今日即派').waitFor()
  await note.getByText('现在的状态下已不能再做这一步').waitFor()
  await late.locator('.kept').getByText('现场已设警戒').waitFor()
  await note.getByRole('button', { name: '不再需要' }).click()
  await note.waitFor({ state: 'detached' })
  await late.locator('[data-offer="dispatch"]').click()
  await late.getByTestId('action-form').waitFor()
  expect(await note.count()).toBe(0)
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
