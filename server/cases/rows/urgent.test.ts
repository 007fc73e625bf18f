import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseReportSchema } from '../../contract/index.ts'
import { openWorld, type World } from '../fixture.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  world.at('2026-11-25T09:00:00')
})
afterAll(() => world.close())

test('what a life may hang on stands before what is long overdue, page by page', async () => {
  const { town } = world.people
  const wish = (type: string, title: string) =>
    world.cases.report(caseReportSchema.parse({ type, title, region: world.village }), town)
  for (const title of ['井盖破损', '路灯不亮']) await wish('governance.event', title)
  world.at('2026-11-26T16:00:00')
  const pressing = await wish('service.care', '独居老人呼叫无人应答')
  const page = (cursor?: string) => world.cases.list({ queue: 'all', sort: 'urgent', limit: 1, cursor }, town)
  const titles: string[] = []
  for (let at = await page(); ; at = await page(at.next ?? undefined)) {
    titles.push(...at.cases.map(({ title }) => title))
    if (at.next === null) break
  }
  expect(titles[0]).toBe(pressing.title)
  expect(titles.slice(1).sort()).toEqual(['井盖破损', '路灯不亮'])
})
