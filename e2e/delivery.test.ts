import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { NAMES } from '../fixtures/feeds/rows.ts'
import { city } from './lane.ts'
import { codesOf, headline, openBrowser, openCase, push, runYiping, shows, WALL, type Eyes } from './world/index.ts'

const { url } = city
const folder = mkdtempSync(join(tmpdir(), 'yiping-delivery-'))
let eyes: Eyes

beforeAll(async () => void (eyes = await openBrowser({ fonts: 'of the machine' })))
afterEach(() => eyes.shut())
afterAll(async () => {
  await eyes.close()
  rmSync(folder, { recursive: true, force: true })
})

const local = (hoursAgo: number): string =>
  new Date(Date.now() + (8 - hoursAgo) * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
const line = (id: string, village: string, changed: Record<string, string> = {}): string => {
  const row: Record<string, string> = {
    case_id: id,
    reported_at: local(2),
    region_code: village,
    category: '市容秩序',
    source: '网格上报',
    departments: '1',
    ...changed,
  }
  return NAMES.map((column) => row[column] ?? '').join(',')
}

test('a file with five bad rows is imported: the report names them, the good rows are on the wall', async () => {
  const village = (await codesOf(city, 'village'))[11]!
  await push(city, 'governance.case', [openCase('delivery-0', village)])
  const page = await eyes.see(`${url}/wall/overview/${village}`, WALL)
  await shows(page, village)
  const before = (await headline(page, 'governance.open_cases'))!

  const good = Array.from({ length: 40 }, (_, n) => line(`delivery-${n + 1}`, village))
  const bad = [
    line('bad-1', '999999999999'),
    line('bad-2', village, { reported_at: '昨天下午' }),
    line('bad-3', village, { departments: '0' }),
    line('bad-4', village, { category: '其他' }),
    line('bad-5', village, { closed_at: local(30) }),
  ]
  const file = join(folder, '事件.csv')
  writeFileSync(file, [NAMES.join(','), ...good.slice(0, 20), ...bad, ...good.slice(20)].join('\r\n'))
  const { code, output } = await runYiping(['import', 'governance.case', file, '--server', url], {
    YIPING_TOKEN: city.token,
  })
  expect(output).toMatch(/40/)
  expect(output).toMatch(/5/)
  for (const word of ['region_code', 'reported_at', 'departments', 'category']) expect(output).toContain(word)
  expect(code).toBe(0)
  const rejects = readdirSync(folder).find((name) => name !== '事件.csv')!
  expect(readFileSync(join(folder, rejects), 'utf8').trim().split('\n')).toHaveLength(6)
  await expect.poll(() => headline(page, 'governance.open_cases'), { timeout: 30_000 }).toBe(before + 40)

  const again = await runYiping(['import', 'governance.case', file, '--server', url], { YIPING_TOKEN: city.token })
  expect(again.code).toBe(0)
  await page.waitForTimeout(1000)
  expect(await headline(page, 'governance.open_cases')).toBe(before + 40)
})
