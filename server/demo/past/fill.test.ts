import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../cases/fixture.ts'
import { casesQuerySchema } from '../../contract/index.ts'
import { createWorkCalendar } from '../../lib/index.ts'
import { fillCases } from './fill.ts'

let world: World
let count: number
beforeAll(async () => {
  world = await openWorld()
  count = await fillCases(world.cases, { regions: world.regions, catalog: () => world.catalog, clock: world.clock })
})
afterAll(() => world.close())

test('the desk is alive on the first start', async () => {
  const { counts } = await world.cases.list(casesQuerySchema.parse({}), world.people.leader)
  expect(counts.all).toBe(count)
  expect(counts.done).toBeGreaterThan(250)
  expect(counts.open).toBeGreaterThanOrEqual(50)
  expect(Math.min(counts.new, counts.overdue, counts.supervised)).toBeGreaterThan(3)
})

test('every chain is whole: nothing happened in the future, and what is archived has all its steps', async () => {
  const archived = await world.cases.list(casesQuerySchema.parse({ state: 'archived', limit: 20 }), world.people.leader)
  expect(archived.cases.length).toBeGreaterThan(10)
  for (const row of archived.cases) {
    const one = await world.cases.read(row.id, world.people.leader)
    expect(one.loop.every(({ state }) => state === 'done')).toBe(true)
    expect(one.entries.every(({ at }) => Date.parse(at) <= world.clock.now())).toBe(true)
  }
})

test('whoever signs in on a phone finds something to take, something in hand and something late', async () => {
  const { cases } = await world.cases.list(
    casesQuerySchema.parse({ queue: 'open', region: '330109113011' }),
    world.people.leader,
  )
  expect(cases.length).toBeGreaterThanOrEqual(5)
  expect(new Set(cases.map(({ state }) => state.id))).toEqual(new Set(['reported', 'dispatched', 'handling']))
  expect(cases.some(({ clocks }) => clocks.whole.state === 'overdue' || clocks.step?.state === 'overdue')).toBe(true)
})

test('no two of them are called the same, and nothing is left to be filled in', async () => {
  const rows: { title: string }[] = []
  let cursor: string | undefined
  do {
    const page = await world.cases.list(
      casesQuerySchema.parse({ queue: 'all', limit: 200, ...(cursor && { cursor }) }),
      world.people.leader,
    )
    rows.push(...page.cases)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  const titles = rows.map(({ title }) => title)
  expect(titles.length).toBe(count)
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([])
  expect(titles.filter((title) => /[{}]/.test(title))).toEqual([])
})

test('begun at night, what leaders and offices did is of working hours all the same', async () => {
  const night = await openWorld()
  night.at('2026-11-25T02:41:00')
  await fillCases(night.cases, { regions: night.regions, catalog: () => night.catalog, clock: night.clock })
  const calendar = createWorkCalendar(night.catalog.worktimes.get('office')!.week!)
  const { cases } = await night.cases.list(
    casesQuerySchema.parse({ queue: 'supervised', limit: 200 }),
    night.people.leader,
  )
  const entries = (await Promise.all(cases.map(({ id }) => night.cases.read(id, night.people.leader)))).flatMap(
    (one) => one.entries,
  )
  const orders = entries.filter(({ action }) => action.id === 'supervise')
  expect(orders.length).toBeGreaterThan(5)
  const outside = entries.filter(({ action, at }) => {
    const local = night.clock.zone.toLocal(Date.parse(at))
    return action.id !== 'report' && calendar.between(local - 60_000, local) === 0
  })
  expect(outside.map(({ action, at }) => [action.id, at])).toEqual([])
  await night.close()
})
