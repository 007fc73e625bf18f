import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  caseReportSchema,
  casesQuerySchema,
  type CaseDetail,
  type Scope,
  type TasksPanel,
} from '../../contract/index.ts'
import { DISTRICT, openWorld, OTHER_TOWN, TOWN, type World } from '../fixture.ts'

const TASK = 'operation.report_task'
let world: World
let late: CaseDetail
let fresh: CaseDetail

const order = async (title: string, region: string): Promise<CaseDetail> => {
  const { district } = world.people
  let one = await world.cases.report(
    caseReportSchema.parse({ type: TASK, title, words: '政府工作报告', region }),
    district,
  )
  one = await world.act(one, district, { action: 'file' })
  return world.act(one, district, { action: 'dispatch', to: region })
}
const tasks = (scope: Scope, region = DISTRICT): Promise<Omit<TasksPanel, 'kind'>> =>
  world.cases.tasks({ region, group: 'task', queue: 'all', limit: 10 }, scope)

beforeAll(async () => {
  world = await openWorld()
  world.at('2026-08-03T09:00:00')
  late = await order('完成老旧小区改造 30 个', TOWN)
  late = await world.act(late, world.people.town, { action: 'sign' })
  late = await world.act(late, world.people.town, { action: 'remark', words: '完工 26 个' })
  world.at('2026-11-24T09:00:00')
  fresh = await order('新增公共停车位 6000 个', OTHER_TOWN)
  await world.cases.report(
    caseReportSchema.parse({ type: 'governance.dispute', title: '邻里漏水纠纷', words: '', region: world.village }),
    world.people.village,
  )
  world.at('2026-11-25T09:00:00')
})
afterAll(() => world.close())

// A day to sign is nearly over for the second.
test('what was ordered stands overdue first, with who has it, how far it is and what was said last; everyday cases are no tasks', async () => {
  const { rows, total, overdue } = await tasks(world.people.leader.scope)
  expect([total, overdue]).toEqual([2, 1])
  expect(rows.map(({ id, clock }) => [id, clock.state])).toEqual([
    [late.id, 'overdue'],
    [fresh.id, 'soon'],
  ])
  expect(rows[0]).toMatchObject({
    owner: world.regions.get(TOWN)!.name,
    state: '处置',
    said: { words: '完工 26 个', at: '2026-08-03T09:00:00+08:00' },
    score: null,
  })
  expect(rows[0]!.loop.map(({ state }) => state)).toEqual(late.loop.map(({ state }) => state))
  expect(rows[1]!.said).toBeNull()
})

test('a place shows its own, and a scope no others', async () => {
  expect((await tasks(world.people.leader.scope, TOWN)).rows.map(({ id }) => id)).toEqual([late.id])
  expect((await tasks(world.people.other.scope)).rows.map(({ id }) => id)).toEqual([fresh.id])
  expect(await tasks({ reaches: [{ roots: [DISTRICT], themes: ['market'], class: 'internal' }] })).toEqual({
    rows: [],
    total: 0,
    overdue: 0,
  })
})

test('a list tells how many there are of each sort whichever is asked for, the empty ones too, and only what its reader may see', async () => {
  const { leader, other } = world.people
  const list = (query: object, reader = leader) =>
    world.cases.list(casesQuerySchema.parse({ group: 'task', by: 'type', ...query }), reader)
  const sizes = async (query: object, reader = leader) =>
    (await list(query, reader)).types!.map(({ id, total, late: over }) => [id.split('.')[1], total, over])
  const all = [
    ['report_task', 2, 1],
    ['livelihood', 0, 0],
    ['inspection', 0, 0],
    ['petition', 0, 0],
  ]
  expect(await sizes({})).toEqual(all)
  expect(await sizes({ type: 'operation.petition' })).toEqual(all)
  expect(await list({ type: 'operation.petition' })).toMatchObject({ total: 0, cases: [] })
  expect(await list({ type: TASK })).toMatchObject({ total: 2, late: 1 })
  expect((await sizes({ region: TOWN }))[0]).toEqual(['report_task', 1, 1])
  expect((await sizes({}, other))[0]).toEqual(['report_task', 1, 0])
  const overdue = (await list({ group: undefined, queue: 'overdue' })).types!
  expect(overdue.filter(({ total }) => total > 0).map(({ title, group, total }) => [title, group, total])).toEqual([
    ['矛盾纠纷调处', 'event', 1],
    ['政府工作报告任务', 'task', 1],
  ])
  expect(overdue.find(({ id }) => id === 'governance.event')).toMatchObject({ total: 0 })
  expect((await world.cases.list(casesQuerySchema.parse({ group: 'task' }), leader)).types).toBeNull()
})

test('who handles a task is told while somebody else judges it; what the system notes of a merge is no answer; overdue counts within the list', async () => {
  const { town, district } = world.people
  let one = await order('新增绿道 8 公里', TOWN)
  const other = await order('新增绿道 8 公里（重复）', TOWN)
  one = await world.act(one, town, { action: 'sign' })
  one = await world.act(one, town, { action: 'feedback', words: '全部建成' })
  expect([one.handler?.id, one.owner?.id, one.refused]).toEqual([TOWN, DISTRICT, false])
  await world.act(other, district, { action: 'merge', to: one.id })
  const row = (await tasks(world.people.leader.scope)).rows.find(({ id }) => id === one.id)!
  expect(row).toMatchObject({ owner: world.regions.get(TOWN)!.name, said: { words: '全部建成' } })

  one = await world.act(await world.cases.read(one.id, district), district, { action: 'reject', words: '缺验收单' })
  expect(one.refused).toBe(true)
  one = await world.act(one, town, { action: 'feedback', words: '补了验收单' })
  expect(one.refused).toBe(false)

  const returned = await world.act(
    await world.act(await order('新增公厕 3 座', TOWN), town, { action: 'return', words: '不在本镇' }),
    district,
    { action: 'remark', words: '已核' },
  )
  expect([returned.handler, returned.owner?.id]).toEqual([null, DISTRICT])

  one = await world.act(one, world.people.leader, { action: 'supervise', words: '本周报结果' })
  expect(
    await world.cases.tasks({ region: DISTRICT, queue: 'supervised', limit: 10 }, world.people.leader.scope),
  ).toMatchObject({ total: 1, overdue: 0 })
  expect(await world.cases.list(casesQuerySchema.parse({ queue: 'supervised' }), district)).toMatchObject({
    total: 1,
    late: 0,
    counts: { overdue: 2 },
  })
})

test('in a hall nobody is named: neither who ordered it nor who has it', async () => {
  const { reaches } = world.people.leader.scope
  fresh = await world.act(fresh, world.people.leader, { action: 'supervise', words: '请抓紧' })
  const [told, hall] = [
    await tasks({ reaches }),
    await tasks({ reaches: reaches.map((reach) => ({ ...reach, hall: true })) }),
  ]
  const [mine, shown] = [told, hall].map(({ rows }) => rows.find(({ id }) => id === fresh.id)!)
  const leader = world.people.leader.person.name
  expect([mine!.by, shown!.by]).toEqual([leader, '上级督办'])
  expect(JSON.stringify(hall)).not.toContain(leader)
  expect(hall.rows.map(({ owner, place }) => [owner, place])).toEqual(
    told.rows.map(({ owner, place }) => [owner, place]),
  )
  // Nor by what somebody wrote: neither last words nor the title of an event.
  expect(told.rows.some(({ said }) => said !== null)).toBe(true)
  expect(hall.rows.map(({ said }) => said)).toEqual(
    told.rows.map(({ said }) => said && { words: '已有反馈', at: said.at }),
  )
  const every = { region: DISTRICT, queue: 'all', limit: 10 } as const
  const titles = (
    await world.cases.tasks(every, { reaches: reaches.map((reach) => ({ ...reach, hall: true })) })
  ).rows.map(({ title }) => title)
  expect(titles).toContain('矛盾纠纷调处')
  expect(titles).not.toContain('邻里漏水纠纷')
  expect(titles).toContain(late.title)
})
