import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { city } from './lane.ts'
import {
  at,
  becomes,
  createStreets,
  cutOff,
  demo,
  DESK,
  does,
  openBrowser,
  reportCase,
  withPhoto,
  type Eyes,
} from './world/index.ts'

const { url } = city
const OFFICER = demo('guali-officer')
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
