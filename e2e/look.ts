import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { openBrowser, ROOT, startServer, type Door, type Eyes, type Size } from './world/index.ts'

/** `npm run look [-- word …]`: every page as each kind of person at every size, as PNG in artifacts/look/; words pick pictures by name. */
const OUT = resolve(import.meta.dirname, '../artifacts/look')
const TOWN = '330109113'
const SCREENS = ['overview', 'economy', 'market', 'governance', 'service', 'environment', 'operation']
const WALLS: Size[] = [[1920, 1080], [3840, 2160], [5760, 2160], [7680, 2160], [6656, 1792]].map(([width, height]) => ({ width: width!, height: height! }))
const DESK: Size = { width: 1440, height: 900 }
const PHONE: Size = { width: 390, height: 844 }

interface Picture { name: string; path: string; size: Size; act?: (page: Page) => Promise<void> }

const openCard = async (page: Page): Promise<void> => {
  await page.locator('[data-testid^="headline:"] [data-testid="number"]').nth(2).click()
  await page.getByTestId('explain-card').waitFor()
  await page.waitForTimeout(1000)
}

const wall = (screen: string, region: string, { width, height }: Size): string =>
  `/wall/${screen}/${region}${width === 1920 ? '' : `?wall=${width}x${height}`}`

const pictures = (village: string): Picture[] => [
  ...WALLS.flatMap((size) => (size.width === 1920 ? SCREENS : ['overview', 'governance']).map((screen): Picture => ({ name: `leader-${screen}-${size.width}x${size.height}`, path: wall(screen, ROOT, size), size }))),
  { name: 'leader-town-1920x1080', path: wall('overview', TOWN, WALLS[0]!), size: WALLS[0]! },
  { name: 'leader-village-1920x1080', path: wall('overview', village, WALLS[0]!), size: WALLS[0]! },
  { name: 'leader-where-from-1920x1080', path: wall('overview', ROOT, WALLS[0]!), size: WALLS[0]!, act: openCard },
  ...[DESK, PHONE].flatMap((size): Picture[] => [
    { name: `officer-overview-${size.width}x${size.height}`, path: `/desk/overview/${TOWN}`, size },
    { name: `officer-village-${size.width}x${size.height}`, path: `/desk/governance/${village}`, size },
    { name: `analyst-overview-${size.width}x${size.height}`, path: `/desk/overview/${ROOT}`, size },
    { name: `analyst-governance-${size.width}x${size.height}`, path: `/desk/governance/${ROOT}`, size },
    { name: `analyst-where-from-${size.width}x${size.height}`, path: `/desk/overview/${ROOT}`, size, act: openCard },
  ]),
  { name: 'leader-wall-in-a-window-1440x900', path: wall('overview', ROOT, WALLS[0]!), size: DESK },
]

const take = async (eyes: Eyes, url: string, picture: Picture): Promise<void> => {
  const page = await eyes.see(url + picture.path, picture.size)
  await page.locator('[data-testid="connection"][data-state="live"]').waitFor({ timeout: 60_000 })
  await page.locator('[data-panel]').first().waitFor()
  await page.evaluate('document.fonts.ready')
  await page.waitForTimeout(picture.size.width > 3000 ? 5000 : 3000)
  await picture.act?.(page)
  await page.screenshot({ path: join(OUT, `${picture.name}.png`), fullPage: picture.path.startsWith('/desk') && !picture.act })
  await page.context().close()
}

const villageOf = async ({ url, token }: Door): Promise<string> => {
  const { regions } = (await (await fetch(`${url}/api/v1/regions?root=${TOWN}`, { headers: { authorization: `Bearer ${token}` } })).json()) as { regions: { code: string; level: string }[] }
  return regions.find((region) => region.level === 'village')!.code
}

mkdirSync(OUT, { recursive: true })
const folder = mkdtempSync(join(tmpdir(), 'yiping-look-'))
console.log('making the demonstration city …')
const server = await startServer({ data: folder, environment: { YIPING_DEMO: '1' }, limitSeconds: 300 })
const eyes = await openBrowser()
try {
  const words = process.argv.slice(2)
  const wanted = pictures(await villageOf(server)).filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)))
  for (const [index, picture] of wanted.entries()) {
    await take(eyes, server.url, picture)
    console.log(`${index + 1}/${wanted.length} artifacts/look/${picture.name}.png`)
  }
} finally {
  for (const error of eyes.errors()) console.log(`error on a page: ${error}`)
  await eyes.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
