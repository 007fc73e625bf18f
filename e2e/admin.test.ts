import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Receipt, RuleReplay } from '../server/contract/index.ts'
import { city } from './lane.ts'
import { ADMIN, at, demo, openBrowser, PHONE, signIn, type Eyes } from './world/index.ts'

const { url } = city
const DESK = { width: 1440, height: 900 }
let eyes: Eyes

beforeAll(async () => void (eyes = await openBrowser()))
afterEach(() => eyes.shut())
afterAll(async () => {
  expect(eyes.errors()).toEqual([])
  await eyes.close()
})

test('an administrator adds a person and gives a grant; the person signs in with the password told once, and is out when the session is ended', async () => {
  const page = await eyes.see(`${url}/admin`, DESK)
  await at(page, 'add-person').click()
  await page.locator('input[name="new-username"]').fill('new-officer')
  await page.locator('input[name="new-name"]').fill('林知夏')
  await at(page, 'person-form').getByRole('button', { name: '新增并生成密码' }).click()
  const password = await at(page, 'secret-text').innerText()
  await at(page, 'secret-kept').click()
  await at(page, 'person:new-officer').getByText('待首次登录').waitFor()

  await at(page, 'tab:grants').click()
  await at(page, 'give-grant').click()
  await at(page, 'grantee').click()
  await page.getByRole('option', { name: '林知夏（new-officer）' }).click()
  await at(page, 'action:export').uncheck()
  await at(page, 'give-form').getByRole('button', { name: '授权' }).click()
  await page.getByRole('button', { name: '确认授权' }).click()
  await expect.poll(() => at(page, 'grant:new-officer').count()).toBe(2)

  const officer = await eyes.see(`${url}/desk`, DESK, null)
  await officer.locator('input[name="username"]').fill('new-officer')
  await officer.locator('input[name="password"]').fill(password)
  await at(officer, 'sign-in').locator('button[type="submit"]').click()
  await officer.locator('input[name="next"]').fill('Linping-2026-Canal')
  await officer.locator('input[name="again"]').fill('Linping-2026-Canal')
  await at(officer, 'change-password').locator('button[type="submit"]').click()
  await at(officer, 'work').waitFor()

  await at(page, 'tab:sessions').click()
  await at(page, 'session:new-officer').first().getByRole('button', { name: '强制退出' }).click()
  await page.locator('.el-message-box').getByRole('button', { name: '强制退出' }).click()
  await officer.waitForURL((to) => to.pathname === '/sign-in')
  await expect.poll(() => at(page, 'session:new-officer').count()).toBe(0)
})

test('on a low screen, too, who leaves out a name is told so in sight', async () => {
  const page = await eyes.see(`${url}/admin`, { width: 1366, height: 640 })
  await at(page, 'add-person').click()
  await at(page, 'person-form').getByRole('button', { name: '新增并生成密码' }).click()
  const told = at(page, 'person-form').getByText('请填写用户名和姓名')
  await told.waitFor()
  const isOnTop = (line: Element): boolean => {
    const { left, top, height } = line.getBoundingClientRect()
    return line.contains(document.elementFromPoint(left + 4, top + height / 2))
  }
  expect(await told.evaluate(isOnTop)).toBe(true)
})

test('a long list stands on pages, and what is looked for stands in the address', async () => {
  const ask = async <T>(method: string, path: string, body?: object): Promise<T> =>
    (await (
      await fetch(`${url}/api/v1${path}`, {
        method,
        headers: { 'content-type': 'application/json', authorization: `Bearer ${city.token}` },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
    ).json()) as T
  const { regions } = await ask<{ regions: { code: string; level: string }[] }>('GET', '/regions')
  const [first, ...more] = regions
    .filter(({ level }) => level === 'village')
    .slice(0, 55)
    .map(({ code }) => ({ role: 'village', region: code, themes: 'all', actions: ['aggregate'] }))
  await ask('POST', '/admin/people', { username: 'of-many', name: '巡查员', grants: [first!] })
  for (const grant of more) await ask('POST', '/admin/people/of-many/grants', grant)
  const page = await eyes.see(`${url}/admin?tab=grants&q=of-many`, DESK)
  const rows = at(page, 'grant:of-many')
  await expect.poll(() => rows.count()).toBe(50)
  await at(page, 'pages').getByRole('button', { name: '下一页' }).click()
  await expect.poll(() => rows.count()).toBe(5)
  expect(new URL(page.url()).searchParams.get('page')).toBe('2')
  await page.reload()
  await at(page, 'pages').getByText('第 2 页，共 2 页').waitFor()
  await page.getByLabel('查找授权').fill('leader')
  await expect.poll(() => rows.count()).toBe(0)
  expect([...new URL(page.url()).searchParams]).toEqual([
    ['tab', 'grants'],
    ['q', 'leader'],
  ])
  expect(await at(page, 'pages').count()).toBe(0)
})

test('an operator, who may see no numbers, comes to the administration all the same: to what is delivered, and gives a department its token', async () => {
  const page = await eyes.see(`${url}/`, DESK, { username: 'operator', password: 'yiping-demo' })
  await at(page, 'admin').waitFor()
  expect(new URL(page.url()).pathname).toBe('/admin')
  await at(page, 'admin-data').getByText('governance.case').waitFor()
  await at(page, 'tab:people').click()
  await page.getByText('还没有您能管理的账号').waitFor()
  expect(await at(page, 'add-person').count()).toBe(0)
  await at(page, 'tab:tokens').click()
  await page.getByRole('button', { name: '＋ 新建令牌' }).click()
  await page.getByPlaceholder('如：区城管局每日报送、指挥中心一号屏').fill('区委政法委日报')
  await at(page, 'token-form').getByRole('combobox', { name: '数据资源' }).click()
  await page.getByRole('option', { name: '基层治理事件' }).click()
  await at(page, 'token-form').getByRole('button', { name: '生成令牌' }).click()
  expect(await at(page, 'secret-text').innerText()).toMatch(/^feed_/)
})

test('a stranger to the right is refused by the server too', async () => {
  const cookie = await signIn(url, { username: 'leader', password: 'yiping-demo' })
  expect((await fetch(`${url}/api/v1/admin/people`, { headers: { cookie } })).status).toBe(403)
  expect((await fetch(`${url}/api/v1/admin/people`, { headers: { cookie: await signIn(url, ADMIN) } })).status).toBe(
    200,
  )
})

test('an administrator replays a rule before it is switched on: how often, how long, what followed, and for how far back', async () => {
  const page = await eyes.see(`${url}/admin?tab=rules`, DESK)
  await page.locator('[data-testid="replay"][data-rule="governance.backlog"]').click()
  const result = at(page, 'replay-result')
  await result.getByText('命中率').waitFor({ timeout: 60_000 })
  const asked = async (days: number): Promise<RuleReplay> =>
    (await (
      await fetch(`${url}/api/v1/alerts/rules/governance.backlog/replay?days=${days}`, {
        headers: { authorization: `Bearer ${city.token}` },
      })
    ).json()) as RuleReplay
  const { fired, places } = await asked(90)
  expect(fired).toBeGreaterThan(0)
  expect(await result.getByTestId('replayed').count()).toBe(fired)
  await result.getByText(`判断了 90 个时段、${places} 个区域`).waitFor()
  await result.getByRole('radio', { name: '近 30 天' }).click()
  await result.getByText(`判断了 30 个时段、${places} 个区域`).waitFor({ timeout: 60_000 })
})

test('a silence is planned ahead, on the city’s clock, and waits until then', async () => {
  const page = await eyes.see(`${url}/admin?tab=rules`, DESK)
  await page.locator('[data-testid="replay"]').first().waitFor()
  await at(page, 'new-silence').click()
  const form = at(page, 'silence-form')
  await form.getByLabel('开始时间').fill('2031-03-01 22:30')
  await page.keyboard.press('Enter')
  await form.getByLabel('原因').fill('机房搬迁')
  await form.getByRole('button', { name: '计划静默' }).click()
  await form.waitFor({ state: 'detached' })
  const line = page.locator('[data-testid="silence"][aria-current="true"]')
  await line.getByText('未开始').waitFor()
  expect(await line.innerText()).toMatch(/3月1日 22:30[\s\S]*3月2日 02:30/)
  await line.getByRole('button', { name: '结束' }).click()
  await page.locator('.el-message-box').getByRole('button', { name: '结束静默' }).click()
  await line.getByRole('button', { name: '结束' }).waitFor({ state: 'detached' })
})

test('a silence that was just made is marked, and in sight below the long table of rules', async () => {
  const page = await eyes.see(`${url}/admin?tab=rules`, DESK)
  await page.locator('[data-testid="replay"]').first().waitFor()
  await at(page, 'new-silence').click()
  const form = at(page, 'silence-form')
  await form.getByLabel('原因').fill('泵站检修，读数不可信')
  await form.getByRole('button', { name: '开始静默' }).click()
  await form.waitFor({ state: 'detached' })
  const line = page.locator('[data-testid="silence"][aria-current="true"]')
  await line.getByText('泵站检修，读数不可信').waitFor()
  await expect
    .poll(async () => {
      const box = await line.boundingBox()
      return box !== null && box.y >= 0 && box.y + box.height <= DESK.height
    })
    .toBe(true)
  await line.getByRole('button', { name: '结束' }).click()
  await page.locator('.el-message-box').getByRole('button', { name: '结束静默' }).click()
  await line.getByRole('button', { name: '结束' }).waitFor({ state: 'detached' })
})

test('a rule is switched off with a reason, which everybody is told where alerts are read; who comes later is told who was first; and it is switched on again', async () => {
  const page = await eyes.see(`${url}/admin?tab=rules`, DESK)
  const late = await eyes.see(`${url}/admin?tab=rules`, DESK)
  const knob = (on: typeof page) => on.locator('[data-testid="switch-rule"][data-rule="governance.backlog"]')
  const turn = async (on: typeof page, verb: string, reason: string): Promise<void> => {
    await knob(on).click()
    const form = at(on, 'switch-form')
    await form.getByLabel('原因').fill(reason)
    await form.getByRole('button', { name: verb }).click()
  }
  await knob(late).getByText('停用').waitFor()
  await turn(page, '停用', '口径调整，读数不可信')
  const line = page.locator('tr').filter({ has: knob(page) })
  await line.getByText('◆ 已停用').waitFor()
  await turn(late, '停用', '也要停')
  await at(late, 'switch-form').getByText('口径调整，读数不可信').waitFor()
  const officer = await eyes.see(`${url}/desk?alerts=open`, DESK, {
    username: 'guali-officer',
    password: 'yiping-demo',
  })
  await at(officer, 'rule-off').getByText('口径调整，读数不可信').waitFor()
  await turn(page, '启用', '调整完成')
  await line.getByText('◆ 已停用').waitFor({ state: 'detached' })
  await line.getByTestId('rule-switches').locator('summary').click()
  await line.getByText('启用：调整完成').waitFor()
})

test('a steward returns a batch with words; whose data it is hears of it, and the steward closes it', async () => {
  const reply = await fetch(`${url}/api/v1/datasets/environment.river_station/rows`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${city.token}` },
    body: JSON.stringify([{ station: '', region: 'nowhere' }]),
  })
  const { batch, rejected } = (await reply.json()) as Receipt
  expect(rejected).toBe(1)
  const steward = await eyes.see(`${url}/admin?tab=data`, DESK, demo('steward'))
  const row = steward.locator('[data-dataset="environment.river_station"]')
  await row.getByTestId('deliveries-of').click()
  const delivery = steward.locator(`[data-testid="delivery"][data-batch="${batch}"]`)
  await delivery.getByTestId('return-batch').click()
  await at(steward, 'return-send').click()
  await at(steward, 'return-form').getByText('至少 4 个字').waitFor()
  await at(steward, 'return-form').locator('textarea').fill('测站编号为空，请补齐后重报')
  await at(steward, 'return-send').click()
  await delivery.getByText('已退回，待改正').waitFor()

  const department = await eyes.see(`${url}/account`, DESK, demo('environment-dept'))
  await department.getByText('测站编号为空，请补齐后重报').waitFor()
  await at(department, 'account-notice:data-returned').first().getByRole('link', { name: '去查看' }).click()
  const theirs = at(department, 'delivered')
  // On a phone nothing of it, and no page of the menu, lies beyond the edge.
  await department.setViewportSize(PHONE)
  const beyond = (): Promise<number> =>
    department.evaluate(
      () =>
        [...document.querySelectorAll('[data-dataset] > *, .app-nav > a')].filter(
          (one) => one.getBoundingClientRect().right > innerWidth,
        ).length,
    )
  await expect.poll(beyond).toBe(0)
  await department.setViewportSize(DESK)
  await theirs.locator('[data-dataset="environment.river_station"]').getByTestId('deliveries-of').click()
  await department.locator(`[data-batch="${batch}"]`).getByText('已退回，待改正').waitFor()
  expect(await at(department, 'return-batch').count()).toBe(0)
  expect(await theirs.locator('[data-dataset^="governance."]').count()).toBe(0)

  await delivery.getByRole('button', { name: '办结' }).click()
  await at(steward, 'return-form').locator('textarea').fill('单位已来函说明')
  await at(steward, 'return-send').click()
  await delivery.getByText('单位已来函说明').waitFor()
})
