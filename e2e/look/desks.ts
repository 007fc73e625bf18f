import type { Page } from 'playwright-core'
import { ADMIN, at, DESK, ROOT } from '../world/index.ts'
import {
  ANALYST,
  AUDITOR,
  dark,
  DEPARTMENT,
  LIVE,
  OFFICER,
  openCard,
  OPERATOR,
  pageOf,
  shows,
  STEWARD,
  SUPERVISOR,
  TOWN,
  type Picture,
} from './picture.ts'
import type { Scene } from './scene.ts'

/** The server answers nothing any more. */
const serverGone = async (page: Page): Promise<void> => {
  await page.route('**/api/v1/**', (route) => route.abort())
  await page.context().setOffline(true)
  await page.waitForTimeout(4000)
}

/** Pages of people at work; each as who uses it, some as who may not. */
export const desks = (village: string, { shown }: Scene): Picture[] => {
  const page = pageOf(DESK)
  return [
    page('sign-in', '/sign-in', null, shows('sign-in')),
    page('desk-officer-town', `/desk/overview/${TOWN}`, OFFICER, LIVE),
    page('desk-officer-village', `/desk/governance/${village}`, OFFICER, LIVE),
    page('desk-analyst-overview', `/desk/overview/${ROOT}`, ANALYST, LIVE),
    page('desk-analyst-governance', `/desk/governance/${ROOT}`, ANALYST, LIVE),
    page('desk-department', `/desk/environment/${ROOT}`, DEPARTMENT, LIVE),
    page('desk-nowhere', '/desk/overview/999999', ANALYST, { ready: 'text=这里没有可看的驾驶舱' }),
    page('desk-where-from', `/desk/overview/${ROOT}`, ANALYST, { ...LIVE, act: openCard }),
    page('work-officer', '/desk', OFFICER, shows('work')),
    page(
      'work-officer-case',
      '/desk',
      OFFICER,
      shows('case-row', (it) => at(it, 'case-row').first().click()),
    ),
    page(
      'work-officer-photos',
      `/desk?queue=all&case=${shown}`,
      OFFICER,
      shows('case', async (it) => {
        await at(it, 'case').getByTestId('evidence').first().scrollIntoViewIfNeeded()
      }),
    ),
    page(
      'work-officer-alerts',
      '/desk',
      OFFICER,
      shows('case-row', (it) => at(it, 'open-alerts').click()),
    ),
    page('work-officer-gone', '/desk', OFFICER, shows('case-row', serverGone)),
    page('work-officer-nothing', '/desk?queue=all&q=没有这样的事', OFFICER, shows('queue-empty')),
    page('work-officer-dark', '/desk', OFFICER, shows('case-row', dark)),
    page(
      'work-officer-report',
      '/desk',
      OFFICER,
      shows('report', (it) => at(it, 'report').click()),
    ),
    page('work-department', '/desk', DEPARTMENT, shows('work')),
    page('supervision', '/supervision', SUPERVISOR, shows('supervision')),
    ...['table', 'course', 'map', 'spread', 'whatif'].map((tab) =>
      page(`analysis-${tab}`, `/analysis?tab=${tab}`, ANALYST, shows('analysis')),
    ),
    page(
      'analysis-pair',
      '/analysis?tab=pair&i=governance.open_cases,governance.new_cases',
      ANALYST,
      shows('analysis'),
    ),
    page('analysis-spread-rate', '/analysis?tab=spread&i=governance.on_time_rate&g=month', ANALYST, shows('analysis')),
    page(
      'reports',
      '/reports',
      ANALYST,
      shows('reports', (it) => it.waitForTimeout(8000)),
    ),
    page('usage', '/usage', ADMIN, shows('usage')),
    page('audit', '/audit', AUDITOR, shows('audit')),
    ...['people', 'grants', 'tokens', 'sessions', 'rules'].map((tab) =>
      page(`admin-${tab}`, `/admin?tab=${tab}`, ADMIN, shows('admin')),
    ),
    page(
      'admin-rule-versions',
      '/admin?tab=rules',
      ADMIN,
      shows('rule-versions', (it) => at(it, 'rule-versions').first().locator('summary').click()),
    ),
    page(
      'admin-silences',
      '/admin?tab=rules',
      ADMIN,
      shows('silence', (it) => at(it, 'silence').first().scrollIntoViewIfNeeded()),
    ),
    page(
      'admin-new-silence',
      '/admin?tab=rules',
      ADMIN,
      shows('new-silence', (it) => at(it, 'new-silence').click()),
    ),
    page('admin-steward-data', '/admin?tab=data', STEWARD, shows('admin')),
    page('delivered', '/delivered', DEPARTMENT, shows('delivered')),
    page('admin-operator', '/admin', OPERATOR, shows('admin')),
    page('admin-refused', '/admin', ANALYST, shows('admin')),
    page('sightless', '/welcome', AUDITOR, shows('sightless')),
  ]
}
