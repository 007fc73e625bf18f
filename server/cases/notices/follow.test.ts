import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWorld, type World } from '../fixture.ts'
import { createCaseNotices, type CaseNotice } from './follow.ts'

let world: World
let told: CaseNotice[]
let errors: unknown[]
let fails: boolean
beforeEach(async () => {
  world = await openWorld()
  told = []
  errors = []
  fails = false
})
afterEach(() => world.close())

const start = () =>
  createCaseNotices({
    ...world,
    catalog: () => world.catalog,
    failed: (error) => errors.push(error),
    put: async (_, notice) => {
      if (fails) throw new Error('disk full')
      told.push(notice)
    },
  })
const open = async (cause: string) =>
  (
    await world.cases.open({
      type: 'governance.event',
      title: `井盖缺失 ${cause}`,
      words: '',
      region: world.village,
      cause,
      origin: { kind: 'feed', title: '热线', alert: null },
    })
  ).id
const supervise = async (id: string, words: string) =>
  world.act(await world.cases.read(id, world.people.town), world.people.leader, { action: 'supervise', words })

test('what is ordered supervised is told once, across restarts, without the words of the order; what was before is not', async () => {
  const [old, fresh] = [await open('a'), await open('b')]
  await supervise(old, '从前的')
  await start().publish()
  await supervise(fresh, '张三电话 13800000000')
  fails = true
  await start().publish()
  expect([told, errors.length]).toEqual([[], 1])
  fails = false
  await start().publish()
  await start().publish()
  expect(told).toMatchObject([{ why: 'supervised', case: fresh, title: '【督办】井盖缺失 b' }])
  expect(told[0]!.text).toMatch(/要求督办。现由瓜沥镇办理，本步时限 2026-/)
  expect(told[0]!.text).not.toContain('张三')
})

test('what is past its limit is told when it climbs', async () => {
  const id = await open('late')
  const notices = start()
  await notices.publish()
  world.at('2026-12-20T10:00:00')
  await world.cases.climb()
  await notices.publish()
  expect(told[0]!.text).toMatch(/已报上一级。.*，已超时。$/)
  expect(told.map(({ why, case: of, title }) => [why, of, title])).toEqual([
    ['overdue', id, '【超时升级】井盖缺失 late'],
  ])
})
