import type { Page } from 'playwright-core'
import { ADMIN, at, demo, DESK, PHONE, ROOT, type Size, type Someone } from '../world/index.ts'

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
const WALLS: Size[] = [[1920, 1080], [3840, 2160], [5760, 2160], [7680, 2160], [6656, 1792]].map(([width, height]) => ({ width: width!, height: height! }))
const HD = WALLS[0]!
const [LEADER, OFFICER, WORKER, DEPARTMENT, ANALYST, STEWARD, SUPERVISOR, OPERATOR, AUDITOR] =
  ['leader', 'guali-officer', 'hangwu-worker', 'environment-dept', 'analyst', 'steward', 'supervisor', 'operator', 'auditor'].map(demo) as [Someone, Someone, Someone, Someone, Someone, Someone, Someone, Someone, Someone]

type Seen = Pick<Picture, 'ready' | 'act'>
const LIVE: Seen = { ready: '[data-testid="connection"][data-state="live"]' }
const shows = (id: string, act?: Picture['act']): Seen => ({ ready: `[data-testid="${id}"]`, act })
const named = (name: string, { width, height }: Size): string => `${name}-${width}x${height}`

const openCard = async (page: Page): Promise<void> => {
  await page.locator('[data-testid^="headline:"] [data-testid="number"]').nth(2).click()
  await at(page, 'explain-card').waitFor()
}

/** The wall of every screen, every size for those with the most on them. */
const walls = (screens: readonly string[], village: string): Picture[] => {
  const wall = (name: string, path: string, size = HD): Picture => ({
    name: named(name, size), path: `/wall/${path}${size === HD ? '' : `?wall=${size.width}x${size.height}`}`, size, who: LEADER, ...LIVE,
  })
  return [
    ...WALLS.flatMap((size) => (size === HD ? screens : ['overview', 'governance']).map((screen) => wall(`wall-${screen}`, `${screen}/${ROOT}`, size))),
    wall('wall-town', `overview/${TOWN}`),
    wall('wall-village', `overview/${village}`),
    { ...wall('wall-where-from', `overview/${ROOT}`), act: openCard },
    { ...wall('wall-in-a-window', `overview/${ROOT}`), name: named('wall-in-a-window', DESK), size: DESK },
  ]
}

/** Pages of people at work; each as who uses it, some as who may not. */
const desks = (village: string): Picture[] => {
  const page = (name: string, path: string, who: Someone | null, seen: Seen): Picture => ({ name: named(name, DESK), path, size: DESK, who, ...seen })
  return [
    page('sign-in', '/sign-in', null, shows('sign-in')),
    page('desk-officer-town', `/desk/overview/${TOWN}`, OFFICER, LIVE),
    page('desk-officer-village', `/desk/governance/${village}`, OFFICER, LIVE),
    page('desk-analyst-overview', `/desk/overview/${ROOT}`, ANALYST, LIVE),
    page('desk-analyst-governance', `/desk/governance/${ROOT}`, ANALYST, LIVE),
    page('desk-department', `/desk/environment/${ROOT}`, DEPARTMENT, LIVE),
    page('desk-where-from', `/desk/overview/${ROOT}`, ANALYST, { ...LIVE, act: openCard }),
    page('work-officer', '/desk', OFFICER, shows('work')),
    page('work-officer-case', '/desk', OFFICER, shows('case-row', (it) => at(it, 'case-row').first().click())),
    page('work-officer-report', '/desk', OFFICER, shows('report', (it) => at(it, 'report').click())),
    page('work-department', '/desk', DEPARTMENT, shows('work')),
    page('supervision', '/supervision', SUPERVISOR, shows('supervision')),
    ...['table', 'course', 'map', 'spread', 'pair'].map((tab) => page(`analysis-${tab}`, `/analysis?tab=${tab}`, ANALYST, shows('analysis'))),
    page('reports', '/reports', ANALYST, shows('reports')),
    page('audit', '/audit', AUDITOR, shows('audit')),
    ...['people', 'grants', 'tokens', 'sessions', 'rules'].map((tab) => page(`admin-${tab}`, `/admin?tab=${tab}`, ADMIN, shows('admin'))),
    page('admin-steward-data', '/admin?tab=data', STEWARD, shows('admin')),
    page('admin-operator', '/admin', OPERATOR, shows('admin')),
    page('admin-refused', '/admin', ANALYST, shows('admin')),
    page('sightless', '/welcome', AUDITOR, shows('sightless')),
  ]
}

const phones = (village: string): Picture[] => {
  const page = (name: string, path: string, who: Someone | null, seen: Seen): Picture => ({ name: named(name, PHONE), path, size: PHONE, who, ...seen })
  return [
    page('sign-in', '/sign-in', null, shows('sign-in')),
    page('phone-tasks', '/m', WORKER, shows('phone-tasks')),
    page('phone-task', '/m', WORKER, shows('task', (it) => at(it, 'task').first().click())),
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
export const picturesOf = (screens: readonly string[], village: string): Picture[] => [...walls(screens, village), ...desks(village), ...phones(village)]
