import type { Page } from 'playwright-core'
import { DESK, ROOT, type Size } from '../world/index.ts'
import { LEADER, LIVE, named, openCard, TOWN, type Picture } from './picture.ts'

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

/** The map with depth, where this machine draws it. */
const deepen = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: '立体' }).click()
  await page.waitForTimeout(5000)
}

/** The wall of every screen, every size for those with the most on them. */
export const walls = (screens: readonly string[], village: string): Picture[] => {
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
