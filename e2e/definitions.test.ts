import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { city } from './lane.ts'
import {
  at,
  freePort,
  headline,
  openBrowser,
  ROOT,
  runYiping,
  shows,
  startServer,
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

const broken = (yaml: string): string =>
  yaml.replace('active: { from: reported_at, until: closed_at }', 'active: { from: reported_at, until: closd_at }')

test('a definition broken while the wall is open is named, keeps its last good number, and harms nothing else', async () => {
  const file = join(city.metrics, 'governance/indicators.yaml')
  const good = readFileSync(file, 'utf8')
  const page = await eyes.see(url, WALL)
  await shows(page, ROOT)
  const before = await headline(page, 'governance.open_cases')
  writeFileSync(file, broken(good))
  try {
    await at(page, 'catalog-problems').waitFor()
    await at(page, 'catalog-problems').getByRole('button').click()
    expect(await at(page, 'catalog-problems').innerText()).toMatch(/governance\/indicators\.yaml:\d+[\s\S]*closed_at/)
    await shows(page, ROOT)
    expect(await headline(page, 'governance.open_cases')).toBe(before)
    expect(await headline(page, 'economy.power')).not.toBeNull()
  } finally {
    writeFileSync(file, good)
  }
  await at(page, 'catalog-problems').waitFor({ state: 'detached' })
})

test('a server started with a broken definition shows everything else', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yiping-broken-'))
  const metrics = join(folder, 'metrics')
  cpSync(resolve(import.meta.dirname, '../metrics'), metrics, { recursive: true })
  const file = join(metrics, 'governance/indicators.yaml')
  writeFileSync(file, broken(readFileSync(file, 'utf8')))
  const server = await startServer({
    data: join(folder, 'data'),
    environment: { YIPING_DEMO: '0', YIPING_METRICS: metrics },
  })
  const page = await eyes.see(`${server.url}/wall/overview/${ROOT}`, WALL)
  await shows(page, ROOT)
  await at(page, 'catalog-problems').waitFor()
  await at(page, 'awaited').getByRole('button', { name: '规上工业用电量' }).waitFor()
  expect(await at(page, 'broken').count()).toBeGreaterThan(0)
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('a server that cannot start says why and ends, so that the next one finds its data free', async () => {
  const data = mkdtempSync(join(tmpdir(), 'yiping-unstarted-'))
  try {
    const { code, output } = await runYiping(['start'], {
      YIPING_DATA: data,
      YIPING_DEMO: '0',
      YIPING_ADMIN_PASSWORD: 'Qiantang-2026-Tide',
      PORT: String(await freePort()),
      YIPING_CHANNELS: join(data, 'none.yaml'),
    })
    expect([code, output]).toEqual([1, expect.stringContaining('none.yaml')])
  } finally {
    rmSync(data, { recursive: true })
  }
})
