import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { city } from './lane.ts'
import {
  codesOf,
  createCable,
  DESK,
  headline,
  openBrowser,
  openCase,
  push,
  ROOT,
  shows,
  WALL,
  type Eyes,
} from './world/index.ts'

const { url } = city
let eyes: Eyes

beforeAll(async () => void (eyes = await openBrowser({ fonts: 'of the machine' })))
afterEach(() => eyes.shut())
afterAll(async () => {
  expect(eyes.errors()).toEqual([])
  await eyes.close()
})

/** The schemas' library asks once whether it may make functions of text. It may not, and goes without. */
const ASKED = 'script-src eval'

/** What this page's policy has kept from it since it was loaded. */
const watch = async (page: Page): Promise<() => string[]> => {
  const refused: string[] = []
  await page.exposeFunction('__refused', (what: string) => void refused.push(what))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      (window as unknown as { __refused: (what: string) => void }).__refused(`${effectiveDirective} ${blockedURI}`),
    )
  })
  await page.reload({ waitUntil: 'domcontentloaded' })
  return () => refused.filter((one) => one !== ASKED)
}

test('the stream of a page that may connect to its own host alone is a websocket, and moves a number', async () => {
  const village = (await codesOf(city, 'village'))[9]!
  await push(city, 'governance.case', [openCase('policy-0', village)])
  const page = await eyes.see(`${url}/wall/overview/${village}`, WALL)
  let [opened, received] = [0, 0]
  page.on('websocket', (socket) => {
    expect(socket.url()).toContain(url.replace('http', 'ws'))
    opened += 1
    socket.on('framereceived', () => void (received += 1))
  })
  const refused = await watch(page)
  await shows(page, village)
  await expect.poll(() => [opened > 0, received > 0]).toEqual([true, true])
  const [before, frames] = [(await headline(page, 'governance.open_cases'))!, received]
  await push(city, 'governance.case', [openCase('policy-1', village)])
  await expect.poll(() => headline(page, 'governance.open_cases'), { timeout: 30_000 }).toBe(before + 1)
  expect(received).toBeGreaterThan(frames)
  expect(refused()).toEqual([])
})

test('nothing of a page reaches another host, by no wire', async () => {
  const elsewhere = await createCable(url)
  const page = await eyes.see(`${url}/wall/overview/${ROOT}`, WALL)
  const refused = await watch(page)
  await shows(page, ROOT)
  const tried = await page.evaluate(async (other) => {
    const socket = await new Promise((resolve) => {
      const one = new WebSocket(`${other.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
      one.onopen = () => resolve('open')
      one.onerror = () => resolve('refused')
    })
    const answer = await fetch(`${other}/healthz`, { mode: 'no-cors' }).then(
      () => 'open',
      () => 'refused',
    )
    return [socket, answer, navigator.sendBeacon(`${other}/healthz`, 'x')]
  }, elsewhere.url)
  expect(tried.slice(0, 2)).toEqual(['refused', 'refused'])
  await expect.poll(() => refused().filter((one) => one.startsWith('connect-src')).length).toBeGreaterThanOrEqual(3)
  await elsewhere.close()
})

test.each([`/wall/governance/${ROOT}`, `/desk/overview/${ROOT}`, '/analysis', '/admin', '/m'])(
  '%s keeps to its own policy',
  async (path) => {
    const page = await eyes.see(`${url}${path}`, DESK)
    const refused = await watch(page)
    await page.waitForLoadState('networkidle').catch(() => undefined)
    await page.waitForTimeout(1_500)
    expect(refused()).toEqual([])
  },
)
