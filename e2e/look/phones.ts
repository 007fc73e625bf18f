import type { Page } from 'playwright-core'
import { at, cutOff, does, PHONE, ROOT, signIn, withPhoto } from '../world/index.ts'
import { dark, LEADER, LIVE, OFFICER, openCard, pageOf, shows, SUPERVISOR, WORKER, type Picture } from './picture.ts'
import type { Scene } from './scene.ts'

/** Somebody else is faster: the town's desk says something about the case. */
const remarkAs = async (page: Page, id: string): Promise<void> => {
  const url = new URL(page.url()).origin
  const headers = { cookie: await signIn(url, OFFICER), 'content-type': 'application/json' }
  const { seen } = (await (await fetch(`${url}/api/v1/cases/${id}`, { headers })).json()) as { seen: string }
  await fetch(`${url}/api/v1/cases/${id}/actions`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ action: 'remark', words: '群众来电说已自行清走', seen }),
  })
}

/** Pages of people on the way, and those of the desk on a phone. */
export const phones = (village: string, { shown, held }: Scene): Picture[] => {
  const page = pageOf(PHONE)
  return [
    page('sign-in', '/sign-in', null, shows('sign-in')),
    page('phone-tasks', '/m', WORKER, shows('phone-tasks')),
    page(
      'phone-task',
      '/m',
      WORKER,
      shows('task', (it) => at(it, 'task').first().click()),
    ),
    page(
      'phone-task-photos',
      `/m/task/${shown}`,
      WORKER,
      shows('phone-task', (it) => it.waitForTimeout(2000)),
    ),
    page(
      'phone-task-feedback',
      `/m/task/${held}`,
      WORKER,
      shows('phone-task', async (it) => {
        await at(it, 'phone-task').locator('[data-offer="feedback"]').click()
        await withPhoto('已到现场处置', 120)(at(it, 'action-form'))
      }),
    ),
    page('phone-offline', '/m', WORKER, shows('task', cutOff)),
    page(
      'phone-waiting',
      `/m/task/${held}`,
      WORKER,
      shows('phone-task', async (it) => {
        await cutOff(it)
        await does(at(it, 'phone-task'), 'feedback', withPhoto('已到现场处置', 120))
      }),
    ),
    page(
      'phone-conflict',
      `/m/task/${held}`,
      WORKER,
      shows('phone-task', async (it) => {
        await cutOff(it)
        await does(at(it, 'phone-task'), 'feedback', withPhoto('现场检查正常', 200))
        await remarkAs(it, held)
        await it.context().setOffline(false)
        await at(it, 'conflict').waitFor()
      }),
    ),
    page(
      'phone-report-filled',
      '/m/report',
      WORKER,
      shows('phone-report', async (it) => {
        await it.getByRole('button', { name: '基层治理事件' }).click()
        await at(it, 'phone-report').locator('input[type="text"]').first().fill('沿河步道护栏松动')
      }),
    ),
    page('phone-tasks-dark', '/m', WORKER, shows('task', dark)),
    page('phone-notices', '/m/notices', WORKER, shows('phone-notices')),
    page('phone-report', '/m/report', WORKER, shows('phone-report')),
    page('phone-map', '/m/map', WORKER, shows('phone-map')),
    page('phone-me', '/m/me', WORKER, shows('phone-me')),
    page('phone-desk-leader', `/desk/overview/${ROOT}`, LEADER, LIVE),
    page('phone-desk-officer', `/desk/governance/${village}`, OFFICER, LIVE),
    page('phone-supervision', '/supervision', SUPERVISOR, shows('supervision')),
    page('phone-where-from', `/desk/overview/${ROOT}`, LEADER, { ...LIVE, act: openCard }),
  ]
}
