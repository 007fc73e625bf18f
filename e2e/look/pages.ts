import type { Page } from 'playwright-core'
import {
  ADMIN,
  at,
  cutOff,
  demo,
  DESK,
  does,
  PHONE,
  ROOT,
  signIn,
  withPhoto,
  type Size,
  type Someone,
} from '../world/index.ts'
import type { Scene } from './scene.ts'

/** A page as somebody sees it. */
export interface Picture {
  name: string
  path: string
  size: Size
  who: Someone | null
  /** What is there once the page is. */
  ready: string
  act?: (page: Page) => Promise<unknown>
}

const TOWN = '330109113'
const WALLS: Size[] = [
  [1920, 1080],
  [3840, 2160],
  [5760, 2160],
  [7680, 2160],
  [6656, 1792],
].map(([width, height]) => ({ width: width!, height: height! }))
const HD = WALLS[0]!
/** A controller of a small meeting room. */
const SMALL: Size = { width: 1366, height: 768 }
/** A statistical zone: it has no outline and no place in rankings. */
const ZONE = '330109401'
/** Two or three screens in a row, as walls of meeting rooms are. */
const WIDE: Size[] = [
  [3840, 1080],
  [5760, 1080],
].map(([width, height]) => ({ width: width!, height: height! }))
const [LEADER, OFFICER, WORKER, DEPARTMENT, ANALYST, STEWARD, SUPERVISOR, OPERATOR, AUDITOR] = [
  'leader',
  'guali-officer',
  'hangwu-worker',
  'environment-dept',
  'analyst',
  'steward',
  'supervisor',
  'operator',
  'auditor',
].map(demo) as [Someone, Someone, Someone, Someone, Someone, Someone, Someone, Someone, Someone]

type Seen = Pick<Picture, 'ready' | 'act'>
const LIVE: Seen = { ready: '[data-testid="connection"][data-state="live"]' }
const shows = (id: string, act?: Picture['act']): Seen => ({ ready: `[data-testid="${id}"]`, act })
const named = (name: string, { width, height }: Size): string => `${name}-${width}x${height}`

const openCard = async (page: Page): Promise<void> => {
  await page.locator('[data-testid^="headline:"] [data-testid="number"]').nth(2).click()
  await at(page, 'explain-card').waitFor()
}

/** The map with depth, where this machine draws it. */
const deepen = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: '立体' }).click()
  await page.waitForTimeout(5000)
}

/** The wall of every screen, every size for those with the most on them. */
const walls = (screens: readonly string[], village: string): Picture[] => {
  const wall = (name: string, path: string, size = HD): Picture => ({
    name: named(name, size),
    path: `/wall/${path}${size === HD ? '' : `?wall=${size.width}x${size.height}`}`,
    size,
    who: LEADER,
    ...LIVE,
  })
  return [
    ...WALLS.flatMap((size) =>
      (size === HD ? screens : ['overview', 'governance']).map((screen) =>
        wall(`wall-${screen}`, `${screen}/${ROOT}`, size),
      ),
    ),
    ...WIDE.flatMap((size) =>
      ['overview', 'governance'].map((screen) => wall(`wall-${screen}`, `${screen}/${ROOT}`, size)),
    ),
    wall('wall-town', `overview/${TOWN}`),
    wall('wall-governance-town', `governance/${TOWN}`),
    wall('wall-village', `overview/${village}`),
    wall('wall-zone', `overview/${ZONE}`),
    { ...wall('wall-small', `overview/${ROOT}`), name: named('wall-small', SMALL), size: SMALL },
    { ...wall('wall-deep', `economy/${ROOT}`), act: deepen },
    { ...wall('wall-deep-tinted', `overview/${ROOT}`), act: deepen },
    wall('wall-kiosk', `overview/${ROOT}?kiosk=1&carousel=30s`),
    {
      ...wall('wall-cut-off', `overview/${ROOT}`),
      act: async (page) => {
        await page.context().setOffline(true)
        await page.waitForTimeout(15_000)
      },
    },
    { ...wall('wall-help', `overview/${ROOT}`), act: (page) => page.keyboard.press('?') },
    { ...wall('wall-nowhere', 'overview/999999'), ready: 'text=这里没有可看的驾驶舱' },
    { ...wall('wall-where-from', `overview/${ROOT}`), act: openCard },
    { ...wall('wall-in-a-window', `overview/${ROOT}`), name: named('wall-in-a-window', DESK), size: DESK },
  ]
}

/** A page as it is after somebody chose the dark one. */
const dark = async (page: Page): Promise<void> => {
  await page.evaluate("localStorage.setItem('yiping.theme', 'dark')")
  await page.reload()
  await page.waitForTimeout(3000)
}

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

/** The server answers nothing any more. */
const serverGone = async (page: Page): Promise<void> => {
  await page.route('**/api/v1/**', (route) => route.abort())
  await page.context().setOffline(true)
  await page.waitForTimeout(4000)
}

/** Pages of people at work; each as who uses it, some as who may not. */
const desks = (village: string, { shown }: Scene): Picture[] => {
  const page = (name: string, path: string, who: Someone | null, seen: Seen): Picture => ({
    name: named(name, DESK),
    path,
    size: DESK,
    who,
    ...seen,
  })
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

const phones = (village: string, { shown, held }: Scene): Picture[] => {
  const page = (name: string, path: string, who: Someone | null, seen: Seen): Picture => ({
    name: named(name, PHONE),
    path,
    size: PHONE,
    who,
    ...seen,
  })
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

/** Every page as each kind of person at every size. */
export const picturesOf = (screens: readonly string[], village: string, scene: Scene): Picture[] => [
  ...walls(screens, village),
  ...desks(village, scene),
  ...phones(village, scene),
]
