import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseReportSchema } from '../../contract/index.ts'
import { openWorld, type World } from '../fixture.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  world.at('2026-11-25T09:00:00')
})
afterAll(() => world.close())

test('a case is given to nobody for an account that is there to set things up; its holder may act on any', async () => {
  const { admin, district } = world.people
  const wish = { type: 'governance.dispute', title: '邻里漏水纠纷', region: world.village }
  let one = await world.cases.report(caseReportSchema.parse(wish), admin)
  one = await world.act(one, admin, { action: 'file' })
  const { parties } = await world.cases.parties({ case: one.id, action: 'dispatch' }, admin)
  const people = parties.filter(({ kind }) => kind === 'person').map(({ id }) => id)
  expect(people).toEqual(expect.arrayContaining(['village', 'district']))
  expect(people).not.toContain('admin')
  await expect(world.act(one, district, { action: 'dispatch', to: 'admin' })).rejects.toMatchObject({
    problem: { status: 422, field: 'to' },
  })
  expect((await world.act(one, admin, { action: 'dispatch', to: world.village })).owner?.id).toBe(world.village)
})
