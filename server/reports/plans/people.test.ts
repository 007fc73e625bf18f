import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { anna, ben, createPlansWorld, steward } from './plans.fixture.ts'

const world = createPlansWorld()
const { act, add, at, mine, pass } = world

beforeEach(world.open)
afterEach(world.close)

describe('people', () => {
  test('pause and take up again; what came round meanwhile is not made', async () => {
    const { id } = await add()
    expect((await act(anna, id, 'pause'))!.plan).toMatchObject({
      state: 'paused',
      paused: { by: '周思远' },
      next: null,
    })
    await at('2026-11-23 08:00')
    await act(steward, id, 'resume')
    await pass(1)
    await at('2026-11-24 08:00')
    expect(world.made).toEqual(['day 2026-11-24'])
    await act(anna, id, 'remove')
    expect(await mine()).toEqual([])
  })

  test('outside of it neither see it nor change it; colleagues see it', async () => {
    const { id } = await add({}, steward)
    expect([await mine(ben), await act(ben, id, 'pause')]).toEqual([[], null])
    expect(await mine(anna)).toMatchObject([{ id, actions: [] }])
    await expect(act(anna, id, 'pause')).rejects.toThrow('只有计划所属人员')
  })

  test('write a time that cannot be read and are told how', async () => {
    await expect(add({ when: '每天早上' })).rejects.toMatchObject({
      problem: { field: 'when', hint: expect.stringContaining('每个工作日 08:00') },
    })
  })
})
