import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { AlertsAnswer, CellsAnswer, RulesAnswer } from '../server/contract/index.ts'
import { city } from './lane.ts'
import {
  at,
  becomes,
  cutOff,
  demo,
  DESK,
  does,
  openBrowser,
  PHONE,
  push,
  photo,
  shows,
  WALL,
  type Eyes,
} from './world/index.ts'

const { url } = city
const VILLAGE = '330109113011'
const RULE = 'service.elder_unanswered'
const TITLE = '航坞社区独居老人呼叫无人应答'
const MINUTE = 60_000
const rules = join(city.metrics, 'service/alerts.yaml')
const shipped = readFileSync(rules, 'utf8')
let eyes: Eyes

const ask = async <T>(path: string): Promise<T> =>
  (await (await fetch(`${url}/api/v1${path}`, { headers: { authorization: `Bearer ${city.token}` } })).json()) as T
const call = (answered: string | null) => ({
  call_id: `call-${started}`,
  called_at: new Date(started - 4 * MINUTE).toISOString(),
  updated_at: new Date().toISOString(),
  region_code: VILLAGE,
  kind: '紧急求助',
  answered_at: answered,
})
const started = Date.now()

/**
 * The city of this story does not wait before it believes a call that nobody answers: a rule is data, and is read anew
 * while the server runs.
 */
const withoutWaiting = async (): Promise<void> => {
  writeFileSync(rules, shipped.replace('orange: { for: 5m }', 'orange: {}').replace('red:    { for: 5m }', 'red: {}'))
  await expect
    .poll(async () => (await ask<RulesAnswer>('/alerts/rules')).rules.find(({ id }) => id === RULE)?.words ?? '', {
      timeout: 20_000,
    })
    .not.toContain('5 分钟')
}

beforeAll(async () => {
  eyes = await openBrowser({ fonts: 'of the machine' })
})
afterEach(() => eyes.shut())
afterAll(async () => {
  await push(city, 'service.elder_call', [call(new Date().toISOString())])
  writeFileSync(rules, shipped)
  expect(eyes.errors()).toEqual([])
  await eyes.close()
})

/** A story says where it stands still, not only that it does. */
const PATIENCE = 15_000
const sees = async (path: string, size: typeof WALL, who: string): Promise<Page> => {
  const page = await eyes.see(url + path, size, demo(who))
  page.setDefaultTimeout(PATIENCE)
  return page
}
const wall = async (): Promise<Page> => {
  const page = await sees(`/wall/service/${VILLAGE}`, WALL, 'leader')
  await shows(page, VILLAGE)
  return page
}
const desk = async (): Promise<Page> => {
  const page = await sees('/desk', DESK, 'guali-officer')
  await page.getByTestId('queue:new').waitFor()
  return page
}
const phone = async (): Promise<Page> => {
  const page = await sees('/m/notices', PHONE, 'hangwu-worker')
  await at(page, 'phone-notices').waitFor()
  return page
}
/** The number of the case that the open alert has opened. */
const caseOfAlert = (): Promise<string> =>
  vi.waitFor(
    async () => {
      const { alerts } = await ask<AlertsAnswer>(`/alerts?rule=${RULE}&region=${VILLAGE}`)
      if (!alerts[0]?.case) throw new Error('no case yet')
      return alerts[0].case
    },
    { timeout: 5_000, interval: 100 },
  )
/** The colour of the headline, as the wall shows it. */
const colour = async (page: Page): Promise<string> =>
  (await at(page, 'headline:service.elder_waiting').locator('.band').allInnerTexts()).join()
/** A finger that is counted. */
const taps = () => {
  let count = 0
  return {
    on: async (target: Locator): Promise<void> => {
      count += 1
      await target.click()
    },
    count: () => count,
  }
}

/** The closure index of the village this month, as it is counted. */
const closure = async (): Promise<{ over: number; under: number; value: number | null }> => {
  const { cells } = await ask<CellsAnswer>(`/indicators/loop.closure/cells?region=${VILLAGE}&grain=month`)
  const { numerator, denominator, value } = cells.at(-1)!
  return { over: numerator ?? 0, under: denominator ?? 0, value }
}

test('a rule fires for a village, and it ends in somebody having acted: desk, phone without a signal, another pair of eyes, and the wall is green', async () => {
  await withoutWaiting()
  const [leader, officer, worker] = [await wall(), await desk(), await phone()]
  expect(await colour(leader)).not.toMatch(/橙|Ⅱ|红|Ⅰ/)

  const before = await closure()

  const delivered = await push(city, 'service.elder_call', [call(null)])
  expect(delivered).toMatchObject({ accepted: 1, rejected: 0 })
  const accepted = Date.now()
  const number = await caseOfAlert()
  const row = officer.locator(`[data-testid="case-row"][data-case="${number}"]`)
  await row.or(at(officer, 'fresh')).first().waitFor({ timeout: 5_000 })
  if (!(await row.isVisible())) await at(officer, 'fresh').click()
  await row.filter({ hasText: TITLE }).waitFor()
  expect(Date.now() - accepted).toBeLessThan(5_000)
  expect(await row.innerText()).toMatch(/剩 \d+ (分钟|小时)/)
  await expect.poll(() => colour(leader), { timeout: 30_000 }).toMatch(/橙|Ⅱ/)
  await at(leader, 'alert-row').filter({ hasText: '独居老人' }).waitFor()
  await at(leader, 'alert-row').filter({ hasText: '独居老人' }).getByTestId('alert-way').click()
  const plan = at(leader, 'plan-card')
  await plan.getByText('响应预案 · 独居老人应急响应').waitFor()
  expect(await at(leader, 'plan-step').first().innerText()).toMatch(/村社\s*10 分钟内/)
  expect(await plan.getByTestId('plan-way').getAttribute('href')).toContain(number)
  await at(leader, 'close-plan').click()
  await plan.waitFor({ state: 'detached' })

  await at(officer, 'open-alerts').click()
  const alert = at(officer, 'alert-item').filter({ hasText: '独居老人' }).filter({ hasText: '航坞社区' })
  await alert.getByTestId('acknowledge').click()
  await alert.getByText('沈晓岚 已签收').waitFor()
  await alert.getByTestId('alert-told').locator('summary').click()
  await alert
    .getByTestId('alert-told')
    .getByRole('row')
    .filter({ hasText: '俞国平（村社人员）' })
    .filter({ hasText: '平台' })
    .first()
    .waitFor()
  await alert.getByTestId('alert-case').click()
  const pane = at(officer, 'case')
  await pane.getByRole('heading', { name: TITLE }).waitFor()
  await does(pane, 'assign', (form) =>
    form
      .getByTestId('parties')
      .getByRole('radio', { name: /俞国平/ })
      .check(),
  )
  await becomes(pane, 'dispatched')

  const finger = taps()
  // What was an alert to know of is a task once the worker has been sent.
  const notice = at(worker, 'notice').filter({ hasText: '独居老人呼叫无人应答' }).filter({ hasText: '点开办理' })
  await notice.waitFor({ timeout: 10_000 })
  await finger.on(notice)
  const task = at(worker, 'phone-task')
  await finger.on(task.locator('[data-offer="sign"]'))
  await becomes(pane, 'handling')
  await cutOff(worker)
  await finger.on(task.locator('[data-offer="feedback"]'))
  const form = task.getByTestId('action-form')
  await form.getByTestId('words').fill('已上门，老人平安，呼叫器误触')
  const camera = worker.waitForEvent('filechooser')
  await finger.on(form.getByText(/^＋(拍照|添加)$/))
  await (await camera).setFiles(photo(90))
  await form.locator('img').waitFor()
  await finger.on(form.getByTestId('send'))
  expect(finger.count()).toBe(5)
  await at(worker, 'waiting').waitFor()
  expect(await pane.getAttribute('data-state')).toBe('handling')
  await worker.context().setOffline(false)
  await becomes(pane, 'feedback')
  await pane.getByTestId('entry').filter({ hasText: '老人平安' }).getByTestId('evidence').waitFor()

  await does(pane, 'verify')
  await does(pane, 'close')
  await becomes(pane, 'closed')
  expect(await pane.locator('[data-loop="missing"]').count()).toBe(0)

  await push(city, 'service.elder_call', [call(new Date().toISOString())])
  await expect.poll(() => colour(leader), { timeout: 30_000 }).not.toMatch(/橙|Ⅱ|红|Ⅰ/)
  await at(leader, 'alert-row').filter({ hasText: '独居老人' }).waitFor({ state: 'detached', timeout: 20_000 })

  await expect.poll(closure, { timeout: 10_000 }).toMatchObject({ over: before.over + 1, under: before.under + 1 })
  const { over, under, value } = await closure()
  expect(value).toBeCloseTo((100 * over) / under, 6)
  await leader.goto(`${url}/wall/loop/${VILLAGE}`)
  await shows(leader, VILLAGE)
  await at(leader, 'headline:loop.closure').getByTestId('number').click()
  await at(leader, 'show-causes').click()
  const cause = at(leader, 'explain-card').locator(`[data-testid="cause"][data-case="${number}"]`)
  expect(await cause.innerText()).toMatch(/独居老人呼叫无人应答[\s\S]*结案[\s\S]*计入 1 \/ 1/)
  await at(leader, 'cause-alert').filter({ hasText: '独居老人' }).first().waitFor()

  const { alerts } = await ask<AlertsAnswer>(`/alerts?state=resolved&rule=${RULE}&region=${VILLAGE}`)
  const told = alerts[0]!.told.filter(({ person }) => person)
  for (const name of ['沈晓岚', '俞国平']) {
    const { at: said, delivered: got, read, acted } = told.find(({ person }) => person?.name === name)!
    expect([got, read, acted].every((moment) => moment !== null && Date.parse(moment) >= Date.parse(said))).toBe(true)
  }
})
