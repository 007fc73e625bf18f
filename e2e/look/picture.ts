import type { Page } from 'playwright-core'
import { at, demo, type Size, type Someone } from '../world/index.ts'

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

export const TOWN = '330109113'

/** Who looks. */
export const [LEADER, OFFICER, WORKER, DEPARTMENT, ANALYST, STEWARD, SUPERVISOR, OPERATOR, AUDITOR] = [
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

/** When a page is there, and what is done on it then. */
export type Seen = Pick<Picture, 'ready' | 'act'>
export const LIVE: Seen = { ready: '[data-testid="connection"][data-state="live"]' }
export const shows = (id: string, act?: Picture['act']): Seen => ({ ready: `[data-testid="${id}"]`, act })
export const named = (name: string, { width, height }: Size): string => `${name}-${width}x${height}`
/** Pages of one size. */
export const pageOf =
  (size: Size) =>
  (name: string, path: string, who: Someone | null, seen: Seen): Picture => ({
    name: named(name, size),
    path,
    size,
    who,
    ...seen,
  })

/** The card of a key number. */
export const openCard = async (page: Page): Promise<void> => {
  await page.locator('[data-testid^="headline:"] [data-testid="number"]').nth(2).click()
  await at(page, 'explain-card').waitFor()
}

/** A page as it is after somebody chose the dark one. */
export const dark = async (page: Page): Promise<void> => {
  await page.evaluate("localStorage.setItem('yiping.theme', 'dark')")
  await page.reload()
  await page.waitForTimeout(3000)
}
