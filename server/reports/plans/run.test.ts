import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { problem, Refused } from '../../indicators/index.ts'
import { anna, broken, createPlansWorld, nothing, steward } from './plans.fixture.ts'

const world = createPlansWorld()
const { act, add, at, list, mine, pass, restart } = world

beforeEach(world.open)
afterEach(world.close)

describe('what fails', () => {
  test('is tried again later and later, says why, and is given up; the next one comes all the same', async () => {
    await add()
    world.fault = () => {
      throw new Refused(problem(400, 'x', '指标没有数据', { hint: '请检查数源' }))
    }
    await at('2026-11-21 08:00')
    expect((await mine())[0]!.runs[0]).toMatchObject({
      state: 'waiting',
      attempts: 1,
      problem: '指标没有数据；请检查数源',
      next: '2026-11-21T08:01:00+08:00',
    })
    await pass(0.5)
    expect((await mine())[0]!.runs[0]!.attempts).toBe(1)
    for (const minutes of [1, 5, 30, 120, 360]) await pass(minutes)
    expect((await mine())[0]!.runs[0]).toMatchObject({ state: 'failed', attempts: 6, next: null })
    world.fault = nothing
    await at('2026-11-22 08:00')
    expect(world.made).toEqual(['day 2026-11-22'])
  })

  test('works at a later attempt, over a restart too', async () => {
    await add()
    world.fault = broken
    await at('2026-11-21 08:00')
    await restart()
    world.fault = nothing
    await pass(1)
    expect((await mine())[0]!.runs[0]).toMatchObject({ state: 'done', attempts: 2, problem: null })
  })

  test('need not wait for the next attempt where somebody asks for it at once', async () => {
    await add()
    world.fault = broken
    await at('2026-11-21 08:00')
    world.fault = nothing
    await pass(0)
    expect(world.made).toEqual([])
    const [plan] = await mine()
    expect(plan!.actions).toContain('retry')
    await act(anna, plan!.id, 'retry')
    await pass(0)
    expect(world.made).toEqual(['day 2026-11-21'])
    expect((await mine())[0]!.actions).not.toContain('retry')
  })

  test('and was given up can be asked for again by hand; the next one overtakes what still waits', async () => {
    await add()
    world.fault = broken
    await at('2026-11-21 08:00')
    for (const minutes of [1, 5, 30, 120, 360]) await pass(minutes)
    const [plan] = await mine()
    expect(plan!.actions).toContain('retry')
    world.fault = nothing
    await act(anna, plan!.id, 'retry')
    await pass(0)
    expect(world.made).toEqual(['day 2026-11-21'])
    world.fault = broken
    await at('2026-11-22 08:00')
    world.fault = nothing
    await at('2026-11-23 08:00')
    expect(world.made).toEqual(['day 2026-11-21', 'day 2026-11-23'])
    expect((await mine())[0]!.runs[1]).toMatchObject({ state: 'failed', problem: '编制时出现意外错误；已由下一期代替' })
  })

  test('an owner whose account or right is gone stops the plan, in words', async () => {
    await add()
    world.people.delete('anna')
    await at('2026-11-21 08:00')
    await at('2026-11-22 08:00')
    expect(world.made).toEqual([])
    expect(await mine(steward)).toMatchObject([
      {
        state: 'paused',
        paused: { by: '系统', words: '所属人员的账号已停用，或已没有导出权限' },
        next: null,
        runs: [{ state: 'failed' }],
      },
    ])
  })

  test('who was anonymised is named nowhere in their plans: not as who paused one, nor in the reason a run failed for', async () => {
    const { id } = await add()
    world.fault = () => {
      throw new Refused(problem(403, 'not-allowed', '周思远没有这里的权限'))
    }
    await at('2026-11-21 08:00')
    await act(anna, id, 'pause')
    expect(JSON.stringify(await mine(steward)).match(/周思远/g)).toHaveLength(3)
    world.former.set('anna', '离职人员 0a1b2c')
    const [plan] = await mine(steward)
    expect(plan).toMatchObject({
      owner: '离职人员 0a1b2c',
      paused: { by: '离职人员 0a1b2c', words: '' },
      runs: [{ problem: '离职人员 0a1b2c没有这里的权限' }],
    })
    expect(JSON.stringify(plan)).not.toContain('周思远')
  })
})

describe('what is made goes out', () => {
  test('to each place, one that does not answer again and again without keeping the others waiting', async () => {
    await add({ outlets: ['share', 'mail'] }, steward)
    let calls = 0
    world.lost = () => {
      calls += 1
      if (calls === 1) throw new Error('没有写入文件夹')
    }
    await at('2026-11-21 08:00')
    expect(world.sent).toEqual(['mail issue-1'])
    expect((await mine(steward))[0]!.runs[0]!.deliveries).toMatchObject([
      { title: '去处share', state: 'waiting', problem: '没有写入文件夹', next: '2026-11-21T08:01:00+08:00' },
      { title: '去处mail', state: 'done' },
    ])
    await restart()
    await pass(1)
    expect([world.sent, world.made]).toEqual([['mail issue-1', 'share issue-1'], ['day 2026-11-21']])
  })

  test('only on the word of somebody who may configure', async () => {
    await expect(add({ outlets: ['mail'] })).rejects.toThrow('需要配置权限')
    await expect(add({ outlets: ['nowhere'] }, steward)).rejects.toThrow('没有送达去处')
    expect([(await list(anna)).outlets, (await list(steward)).outlets.map(({ id }) => id)]).toEqual([
      [],
      ['share', 'mail'],
    ])
  })
})
