import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { anna, createPlansWorld, steward } from './plans.fixture.ts'
import type { Scheduled } from './standing.ts'

const world = createPlansWorld()
const { at, mine, pass } = world

beforeEach(world.open)
afterEach(world.close)

describe('a template with a schedule', () => {
  const template = (schedule?: string, forRoot = true): Scheduled => ({
    template: { id: 'week', title: '周报', schedule },
    forRoot,
  })
  beforeEach(() => world.people.set('system', { ...anna, id: 'system' }))

  test('makes itself for the whole place from the day it is there, for everybody; it can be paused but not removed', async () => {
    world.scheduled = [template('每周一 08:30')]
    await pass(1)
    await at('2026-11-23 08:30')
    expect(world.told).toEqual(['everybody week 2026-11-23'])
    expect(await mine(steward)).toMatchObject([
      { id: 'standing:week', title: '周报', owner: '系统（按计划自动编制）', actions: ['pause'] },
    ])
  })

  test('that is changed changes the plan; one that is taken away takes it with it; one for another level has none', async () => {
    world.scheduled = [template('每周一 08:30')]
    await pass(1)
    world.scheduled = [template('每周二 09:00')]
    await at('2026-11-23 08:30')
    expect(world.made).toEqual([])
    await at('2026-11-24 09:00')
    expect(world.made).toEqual(['week 2026-11-24'])
    world.scheduled = [template()]
    await pass(1)
    expect(await mine(steward)).toEqual([])
    world.scheduled = [template('每周二 09:00', false)]
    await pass(1)
    expect(await mine(steward)).toEqual([])
  })
})
