import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { picturesOf } from './look/pages.ts'
import type { Picture } from './look/picture.ts'
import { setScene } from './look/scene.ts'
import { codesOf, openBrowser, startServer, type Door, type Eyes } from './world/index.ts'

/**
 * `npm run look [-- word …]`: every page as each kind of person at every size, as PNG in artifacts/look/; words pick
 * pictures by name.
 */
const OUT = resolve(import.meta.dirname, '../artifacts/look')
/** What stands in for a part that is not there yet. */
const ON_THE_WAY = /^正在(打开|读取|计算|排版).*……$/

const take = async (eyes: Eyes, url: string, { name, path, size, who, ready, act }: Picture): Promise<void> => {
  const page = await eyes.see(url + path, size, who)
  try {
    await page.locator(ready).first().waitFor({ timeout: 60_000 })
    // What is still on its way is no picture of the page.
    await page.getByText(ON_THE_WAY).first().waitFor({ state: 'hidden', timeout: 30_000 })
    await page.evaluate('document.fonts.ready')
    // The map and the charts draw themselves, the larger the longer.
    await page.waitForTimeout(size.width > 3000 ? 5000 : 2500)
    await act?.(page)
    if (act) await page.waitForTimeout(1000)
    await page.screenshot({ path: join(OUT, `${name}.png`), fullPage: path.startsWith('/desk/') && !act })
  } finally {
    await page.context().close()
  }
}

const screensOf = async ({ url, token }: Door): Promise<string[]> => {
  const { screens } = (await (
    await fetch(`${url}/api/v1/catalog`, { headers: { authorization: `Bearer ${token}` } })
  ).json()) as { screens: { id: string }[] }
  return screens.map(({ id }) => id)
}

mkdirSync(OUT, { recursive: true })
const folder = mkdtempSync(join(tmpdir(), 'yiping-look-'))
console.log('making the demonstration city …')
const server = await startServer({
  data: folder,
  environment: { YIPING_DEMO: '1', YIPING_DEMO_DUTY: '1' },
  limitSeconds: 600,
})
const eyes = await openBrowser()
const missed: string[] = []
try {
  const words = process.argv.slice(2)
  const village = (await codesOf(server, 'village')).find((code) => code.startsWith('330109113'))!
  const wanted = picturesOf(await screensOf(server), village, await setScene(server.url)).filter(
    ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
  )
  for (const [index, picture] of wanted.entries()) {
    const said = await take(eyes, server.url, picture).then(
      () => `artifacts/look/${picture.name}.png`,
      (error: Error) => {
        missed.push(picture.name)
        return `${picture.name}: ${error.message.split('\n')[0]}`
      },
    )
    console.log(`${index + 1}/${wanted.length} ${said}`)
  }
} finally {
  for (const error of eyes.errors()) console.log(`error on a page: ${error}`)
  if (missed.length > 0) console.log(`no picture of: ${missed.join(', ')}`)
  await eyes.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = missed.length > 0 ? 1 : 0
