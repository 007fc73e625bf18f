import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { anna, createPlansWorld } from './plans.fixture.ts'

const world = createPlansWorld()
const { act, add, at, local, mine, pass, restart } = world

beforeEach(world.open)
afterEach(world.close)

describe('a plan comes round', () => {
  test('at its time, once, and never for the past before it was made', async () => {
    await add()
    await at('2026-11-20 23:59')
    expect(world.made).toEqual([])
    await at('2026-11-21 07:59')
    await at('2026-11-21 08:00')
    await at('2026-11-21 08:01')
    await at('2026-11-22 08:00')
    expect([world.made, world.told]).toEqual([
      ['day 2026-11-21', 'day 2026-11-22'],
      ['owner day 2026-11-21', 'owner day 2026-11-22'],
    ])
    expect(await mine()).toMatchObject([
      {
        state: 'active',
        next: '2026-11-23T08:00:00+08:00',
        runs: [{ at: '2026-11-22T08:00:00+08:00', state: 'done', missed: 0 }, { state: 'done' }],
      },
    ])
  })

  test('after the server was down for ten days: once, for the newest, and says how many it makes up for', async () => {
    await add()
    world.now = local('2026-12-01 15:20')
    await restart()
    await pass(0)
    await pass(0)
    expect(world.made).toEqual(['day 2026-12-01'])
    expect((await mine())[0]!.runs).toMatchObject([{ missed: 10, state: 'done' }])
  })

  test('a day off moves it, the period it is about stays', async () => {
    world.now = local('2026-09-30 10:00')
    await add({ template: 'month', when: '每月5日 09:00，遇休顺延' })
    await at('2026-10-09 09:00')
    expect(world.made).toEqual([])
    await at('2026-10-12 09:00')
    expect(world.made).toEqual(['month 2026-10-05'])
  })

  test("by the wall clock of the zone it names, for the day that is over in the city then; without one by the city's", async () => {
    world.now = local('2026-11-20 16:00')
    const plan = await add({ zone: 'europe/berlin' })
    expect([plan.zone, plan.next, (await add({ when: '每月1日 09:00' })).zone]).toEqual([
      'Europe/Berlin',
      '2026-11-21T08:00:00+01:00',
      'Asia/Shanghai',
    ])
    await at('2026-11-21 14:59')
    expect(world.made).toEqual([])
    await at('2026-11-21 15:00')
    await at('2026-11-22 14:59')
    expect(world.made).toEqual(['day 2026-11-21'])
    expect((await mine()).find(({ id }) => id === plan.id)).toMatchObject({
      next: '2026-11-22T08:00:00+01:00',
      runs: [{ at: '2026-11-21T08:00:00+01:00', state: 'done' }],
    })
    await expect(add({ zone: 'Mars/Olympus' })).rejects.toMatchObject({
      problem: { type: '/problems/unknown-zone', field: 'zone' },
    })
    await act(anna, plan.id, 'pause')
    await at('2026-11-23 14:00')
    await act(anna, plan.id, 'resume')
    world.made = []
    await at('2026-11-23 15:00')
    expect(world.made).toEqual(['day 2026-11-23'])
  })

  test.each([
    [
      'an hour that is skipped',
      'America/New_York',
      '2026-03-07 10:00',
      '每日 02:30',
      ['2026-03-08 01:59', '2026-03-08 03:00', '2026-03-08 03:31', '2026-03-09 01:00'],
      ['day 2026-03-08'],
    ],
    [
      'an hour that comes twice',
      'America/New_York',
      '2026-10-31 10:00',
      '每日 01:30',
      ['2026-11-01 01:30', '2026-11-01 01:45', '2026-11-01 02:10'],
      ['day 2026-11-01'],
    ],
  ])('%s makes it come once', async (_, name, from, when, looks, expected) => {
    world.zone = name
    world.now = local(from)
    await restart()
    await add({ when })
    for (const look of looks) await at(look)
    // The hour again, an hour later by the sun.
    await pass(60)
    expect(world.made).toEqual(expected)
  })
})
